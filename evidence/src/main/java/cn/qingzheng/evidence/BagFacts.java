package cn.qingzheng.evidence;

import java.time.Instant;
import java.util.Optional;

/**
 * What the package says of itself, as far as it can be read.
 *
 * @param sealedAt from the custody log
 */
record BagFacts(Optional<String> id, Optional<Instant> sealedAt) {}
