package io.rheo.engine.type;

/** The SQL types of the dialect. {@code FLOAT} is the four-byte one. */
public enum TypeName {
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INTEGER,
  BIGINT,
  DECIMAL,
  FLOAT,
  DOUBLE,
  CHAR,
  VARCHAR,
  BINARY,
  VARBINARY,
  DATE,
  TIME,
  TIMESTAMP,
  TIMESTAMP_LTZ,
  INTERVAL_YEAR_MONTH,
  INTERVAL_DAY_TIME,
  ARRAY,
  MAP,
  ROW
}
