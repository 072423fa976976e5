package io.rheo.sql.error;

/**
 * Every error that a user can cause, with its code (never reused) and SQLSTATE. The hundreds tell
 * the area: 01 syntax, 02 names, 03 types, 04 not supported, 05 connectors, formats and their
 * options, 06 execution, 07 server and session.
 */
public enum ErrorCode {
  SYNTAX("RH0101", "42601"),
  UNTERMINATED("RH0102", "42601"),
  VARIABLE_NOT_SET("RH0103", "42601"),
  BAD_LITERAL("RH0104", "42601"),
  EMPTY_STATEMENT("RH0105", "42601"),

  TABLE_NOT_FOUND("RH0211", "42P01"),
  COLUMN_NOT_FOUND("RH0212", "42703"),
  FUNCTION_NOT_FOUND("RH0213", "42883"),
  COLUMN_AMBIGUOUS("RH0214", "42702"),
  TABLE_EXISTS("RH0215", "42P07"),
  COLUMN_TWICE("RH0216", "42701"),
  WRONG_KIND("RH0217", "42809"),
  NAME_QUALIFIED("RH0218", "3F000"),
  TYPE_NOT_FOUND("RH0220", "42704"),
  JOB_NOT_FOUND("RH0221", "42704"),
  DEPENDANTS("RH0222", "2BP01"),

  TYPE_MISMATCH("RH0301", "42804"),
  WRONG_ARGUMENTS("RH0302", "42883"),
  PRECISION_OUT_OF_RANGE("RH0303", "22023"),
  COLUMN_COUNT("RH0304", "42601"),
  CANNOT_STORE("RH0305", "42804"),
  NOT_GROUPED("RH0306", "42803"),
  MISPLACED_AGGREGATE("RH0307", "42803"),
  INVALID_QUERY("RH0308", "42000"),
  PARAMETER_TYPE("RH0309", "42P18"),

  NOT_YET("RH0401", "0A000"),
  NOT_SUPPORTED("RH0402", "0A000"),
  NOT_A_TIME_ATTRIBUTE("RH0403", "42P20"),
  WINDOW_ARGUMENTS("RH0404", "42P20"),
  UNBOUNDED_SORT("RH0411", "42000"),
  UNBOUNDED_OVER("RH0412", "42000"),
  NOT_DETERMINISTIC("RH0413", "42000"),
  UNBOUNDED_PRODUCT("RH0414", "42000"),

  TABLE_DECLARATION("RH0501", "42P16"),
  OPTION_TWICE("RH0502", "42P16"),
  OPTION_MISSING("RH0511", "HY000"),
  OPTION_UNKNOWN("RH0512", "HY000"),
  OPTION_VALUE("RH0513", "HY000"),
  SINK_APPEND_ONLY("RH0514", "42000"),

  CONNECTOR_FAILED("RH0601", "58030"),
  ROW_FAILED("RH0602", "22000"),
  CANCELLED("RH0603", "57014"),
  OUT_OF_MEMORY("RH0604", "53200"),
  FUNCTION_FAILED("RH0605", "38000"),
  FUNCTION_CLASS("RH0606", "42P13"),
  JOB_STATE("RH0607", "55000"),
  VIEW_FAILED("RH0608", "55000"),
  INTERNAL("RH0699", "XX000"),

  SETTING_UNKNOWN("RH0701", "42704"),
  SETTING_VALUE("RH0702", "22023"),
  CONNECTION_GONE("RH0711", "08003"),
  STATEMENT_GONE("RH0712", "26000"),
  FETCH_OUT_OF_ORDER("RH0713", "24000"),
  TOO_MANY("RH0714", "53300"),
  REQUEST_TOO_LARGE("RH0715", "54000"),
  NO_TRANSACTIONS("RH0716", "0A000"),
  PARAMETER_VALUE("RH0717", "22018"),
  PARAMETER_COUNT("RH0718", "07001"),
  SERVER_CONFIGURATION("RH0719", "F0000"),
  NOT_UNDERSTOOD("RH0720", "08P01"),

  STATE_UNBOUNDED("RH0801", "01000");

  private final String code;
  private final String sqlState;

  ErrorCode(String code, String sqlState) {
    this.code = code;
    this.sqlState = sqlState;
  }

  /** Like {@code RH0212}. */
  public String code() {
    return code;
  }

  /** Whether the statement runs all the same: what there is to say is a warning. */
  public boolean isWarning() {
    return sqlState.startsWith("01");
  }

  /** Five characters, as JDBC shows them. */
  public String sqlState() {
    return sqlState;
  }
}
