/**
 * Measurements beside named peers in one run, outside the default build:
 * {@code ./mvnw -q -Pbench -DskipTests package && java -cp "bench/target/lib/*" org.openjdk.jmh.Main}. Prints its
 * conditions; no test asserts a time.
 */
package cn.qingzheng.bench;
