package cn.qingzheng.analyzer;

import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.Span;
import java.util.Optional;

/**
 * What a {@link PageRule} saw at one place. It says what is there; the decision table says what follows.
 *
 * @param family the group of the packs that speaks of it
 * @param folded where, in the folded text; never empty
 * @param told what was seen, for a lay reader, without a full stop
 * @param spoken whether the words there can be denied, asked about or reported; the name of a site cannot
 */
record Sighting(Family family, Span folded, String told, Optional<Certificate> certificate, boolean spoken) {}
