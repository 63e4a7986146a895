/**
 * Reads the files that people write (CSV, TSV, XLSX, YAML) and says the line of every mistake. What comes in: a file;
 * what goes out: {@link cn.qingzheng.datafile.Table} rows and {@link cn.qingzheng.datafile.YamlMap} trees, with
 * mistakes added to {@link cn.qingzheng.model.Problems}. Must not know what the files mean: seeds, packs and
 * registries are checked by the module that uses them.
 */
package cn.qingzheng.datafile;
