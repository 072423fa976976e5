package io.rheo.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.remote.Driver;
import org.apache.calcite.avatica.remote.Service;

/**
 * The driver for {@code jdbc:rheo://host[:port][/][?key=value&…]}.
 *
 * <p>Keys, which may also be given as properties: {@code user}, {@code password}, {@code tls}
 * (false), {@code truststore}, {@code truststore_password}, {@code fetch_size} (2048 rows), {@code
 * serialization} (protobuf, or json), {@code frames} (columns, or rows), {@code timeZone} (of the
 * JVM), {@code connect_timeout} (10 seconds), {@code response_timeout} (180 seconds).
 *
 * <p>A continuous query's {@code executeQuery} returns at once and its rows arrive as they come;
 * {@code cancel} and {@code close} may be called from other threads. {@code setQueryTimeout} limits
 * the time until the last row, so it ends a continuous query. Every {@code SQLException} has the
 * server's message, SQLState and the number of its error code.
 */
public final class RheoDriver extends Driver {
  /** Read by Avatica, through its name, for connections inside the process. */
  public static final ThreadLocal<Service.Factory> IN_PROCESS = new ThreadLocal<>();

  private static final RheoDriver INSTANCE = new RheoDriver();

  static {
    try {
      DriverManager.registerDriver(INSTANCE);
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** For {@code java.util.ServiceLoader}; use {@link DriverManager}. */
  @SuppressWarnings("PublicConstructorForUtilityClass")
  public RheoDriver() {}

  /** A connection to a service inside this process, without network and HTTP client. */
  public static Connection connectInProcess(Service.Factory factory, Properties given)
      throws SQLException {
    Properties properties = RheoUrl.inProcess(given);
    properties.setProperty("factory", RheoDriver.class.getName() + "#IN_PROCESS");
    IN_PROCESS.set(factory);
    try {
      return INSTANCE.open(properties);
    } finally {
      IN_PROCESS.remove();
    }
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return RheoUrl.accepts(url);
  }

  @Override
  public Connection connect(String url, Properties given) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    Properties properties = RheoUrl.parse(url, given).properties();
    properties.setProperty("httpclient_factory", HttpTransportFactory.class.getName());
    HttpTransportFactory.TIMEOUTS.set(
        new HttpTransportFactory.Timeouts(
            seconds(properties, HttpTransport.CONNECT_TIMEOUT, 10),
            seconds(properties, HttpTransport.RESPONSE_TIMEOUT, 180)));
    try {
      return open(properties);
    } finally {
      HttpTransportFactory.TIMEOUTS.remove();
    }
  }

  private Connection open(Properties properties) throws SQLException {
    try {
      return super.connect(getConnectStringPrefix(), properties);
    } catch (SQLException | RuntimeException e) {
      throw SqlExceptions.of(e);
    }
  }

  private static Duration seconds(Properties properties, String key, int otherwise)
      throws SQLException {
    Object value = properties.remove(key);
    if (value == null) {
      return Duration.ofSeconds(otherwise);
    }
    try {
      int seconds = Integer.parseInt(value.toString());
      if (seconds > 0) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // as a number that is not positive
    }
    throw new SQLException(
        key + " is a positive number of seconds, not '" + value + "'",
        SqlExceptions.CANNOT_CONNECT);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[] {
      property("user", null, "the user to authenticate as"),
      property("password", null, "the password of the user"),
      property("tls", "false", "whether the server speaks TLS"),
      property("truststore", null, "file with the certificates to trust, if not the JDK's"),
      property("truststore_password", null, "password of the truststore"),
      property("fetch_size", "2048", "rows per request"),
      property("serialization", "protobuf", "protobuf or json"),
      property("frames", "columns", "whether rows travel as columns or as rows"),
      property("timeZone", null, "zone of TIMESTAMP_LTZ, if not the JVM's"),
    };
  }

  private static DriverPropertyInfo property(String name, String value, String description) {
    DriverPropertyInfo property = new DriverPropertyInfo(name, value);
    property.description = description;
    return property;
  }

  @Override
  protected String getConnectStringPrefix() {
    return RheoUrl.PREFIX;
  }

  @Override
  protected AvaticaFactory createFactory() {
    return new RheoFactory();
  }

  @Override
  protected DriverVersion createDriverVersion() {
    String version = version();
    int firstDot = version.indexOf('.');
    int major = Integer.parseInt(version.substring(0, firstDot));
    int minor =
        Integer.parseInt(version.substring(firstDot + 1, version.indexOf('.', firstDot + 1)));
    return new DriverVersion(
        "Rheo JDBC", version, "Rheo", version, false, major, minor, major, minor);
  }

  private static String version() {
    try (InputStream file = RheoDriver.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
