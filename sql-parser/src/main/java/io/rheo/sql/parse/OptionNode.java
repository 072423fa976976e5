package io.rheo.sql.parse;

import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code 'key' = 'value'} with the places of both. */
public record OptionNode(
    String key, SqlParserPos keyPosition, String value, SqlParserPos valuePosition) {}
