/** The operator's settings: one file, checked once, turned into one record for each part. Only console reads settings. */
package cn.qingzheng.console.config;
