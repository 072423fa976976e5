package io.rheo.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.calcite.avatica.AvaticaDatabaseMetaData;

/** What tools ask about the database. Keys, indexes and procedures are empty sets. */
final class RheoDatabaseMetaData extends AvaticaDatabaseMetaData {
  private final RheoConnection connection;

  RheoDatabaseMetaData(RheoConnection connection) {
    super(connection);
    this.connection = connection;
  }

  private interface Request {
    ResultSet send() throws SQLException;
  }

  private static ResultSet translated(Request request) throws SQLException {
    try {
      return request.send();
    } catch (SQLException | RuntimeException e) {
      throw SqlExceptions.of(e);
    }
  }

  @Override
  public ResultSet getTables(String catalog, String schema, String table, String[] types)
      throws SQLException {
    return translated(() -> super.getTables(catalog, schema, table, types));
  }

  @Override
  public ResultSet getColumns(String catalog, String schema, String table, String column)
      throws SQLException {
    return translated(() -> super.getColumns(catalog, schema, table, column));
  }

  @Override
  public ResultSet getSchemas(String catalog, String schema) throws SQLException {
    return translated(() -> super.getSchemas(catalog, schema));
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return translated(super::getCatalogs);
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return translated(super::getTableTypes);
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return translated(super::getTypeInfo);
  }

  @Override
  public String getURL() {
    return connection.shownUrl();
  }

  @Override
  public String getUserName() {
    return connection.user();
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  public boolean supportsTransactions() {
    return false;
  }

  @Override
  public int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_NONE;
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) {
    return level == Connection.TRANSACTION_NONE;
  }

  @Override
  public boolean supportsBatchUpdates() {
    return true;
  }

  @Override
  public boolean supportsMixedCaseIdentifiers() {
    return false;
  }

  @Override
  public boolean storesMixedCaseIdentifiers() {
    return true;
  }
}
