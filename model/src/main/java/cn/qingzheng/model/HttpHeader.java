package cn.qingzheng.model;

/** One header line as sent or received; names keep their case. */
public record HttpHeader(String name, String value) {}
