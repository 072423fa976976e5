package io.rheo.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Properties;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection URL, {@code jdbc:rheo://host[:port][/][?key=value&…]}, taken apart.
 *
 * @param properties what the connection is made with, in Avatica's words
 */
record RheoUrl(Properties properties) {
  static final String PREFIX = "jdbc:rheo:";

  /** The property that holds the URL as people may see it. */
  static final String SHOWN = "rheo.url";

  /** Key of the form in which rows travel. */
  static final String FRAMES = "frames";

  static final int DEFAULT_PORT = 8765;
  static final int DEFAULT_FETCH_SIZE = 2048;

  private static final Pattern FORM =
      Pattern.compile(
          "jdbc:rheo://(\\[[0-9a-fA-F:.]+]|[^:/?#\\[\\]]+)(?::(\\d{1,5}))?/?(?:\\?(.*))?");

  /** The keys of a URL. A connection pool may pass others in its properties: they are ignored. */
  private static final TreeSet<String> KEYS = new TreeSet<>();

  static {
    KEYS.add("user");
    KEYS.add("password");
    KEYS.add("tls");
    KEYS.add("truststore");
    KEYS.add("truststore_password");
    KEYS.add("fetch_size");
    KEYS.add("serialization");
    KEYS.add("timeZone");
    KEYS.add(FRAMES);
    KEYS.add(HttpTransport.CONNECT_TIMEOUT);
    KEYS.add(HttpTransport.RESPONSE_TIMEOUT);
  }

  static boolean accepts(String url) {
    return url.startsWith(PREFIX);
  }

  static RheoUrl parse(String url, Properties given) throws SQLException {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      throw bad("'" + withoutSecrets(url) + "' is not of the form jdbc:rheo://host:port?key=value");
    }
    int port = form.group(2) == null ? DEFAULT_PORT : Integer.parseInt(form.group(2));
    if (port < 1 || port > 65535) {
      throw bad("port " + port + " is not between 1 and 65535");
    }
    Properties properties = new Properties();
    for (String key : KEYS) {
      if (given.getProperty(key) != null) {
        properties.setProperty(key, given.getProperty(key));
      }
    }
    if (form.group(3) != null) {
      addQuery(form.group(3), properties);
    }
    String scheme = Boolean.parseBoolean(take(properties, "tls", "false")) ? "https" : "http";
    properties.setProperty("url", scheme + "://" + form.group(1) + ":" + port + "/");
    String frames = take(properties, FRAMES, "columns");
    complete(properties);
    chooseFrames(frames, properties);
    properties.setProperty(SHOWN, withoutSecrets(url));
    return new RheoUrl(properties);
  }

  /** The properties of a connection inside the process. */
  static Properties inProcess(Properties given) {
    Properties properties = new Properties();
    for (String key : new String[] {"fetch_size", "timeZone"}) {
      if (given.getProperty(key) != null) {
        properties.setProperty(key, given.getProperty(key));
      }
    }
    complete(properties);
    return properties;
  }

  private static void complete(Properties properties) {
    String user = take(properties, "user", null);
    String password = take(properties, "password", "");
    if (user != null) { // under these names they are for the transport and stay out of the protocol
      properties.setProperty("authentication", "BASIC");
      properties.setProperty("avatica_user", user);
      properties.setProperty("avatica_password", password);
    }
    properties.putIfAbsent("fetch_size", Integer.toString(DEFAULT_FETCH_SIZE));
    properties.putIfAbsent("serialization", "protobuf");
    properties.putIfAbsent("timeZone", TimeZone.getDefault().getID());
    properties.setProperty(Protocol.TIME_ZONE_PROPERTY, properties.getProperty("timeZone"));
  }

  /** JSON has no bytes, so blocks of them are for Protobuf. */
  private static void chooseFrames(String frames, Properties properties) throws SQLException {
    if (!frames.equals("columns") && !frames.equals("rows")) {
      throw bad("frames is columns or rows, not '" + frames + "'");
    }
    boolean json = "json".equalsIgnoreCase(properties.getProperty("serialization"));
    if (frames.equals("columns") && !json) {
      properties.setProperty(Protocol.FRAMES_PROPERTY, Protocol.COLUMN_BLOCKS);
    }
  }

  private static void addQuery(String query, Properties properties) throws SQLException {
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String key = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (equals < 0 || !KEYS.contains(key)) {
        throw bad(
            "unknown property '" + key + "' in the URL; known are " + String.join(", ", KEYS));
      }
      properties.setProperty(key, decode(pair.substring(equals + 1)));
    }
  }

  private static String take(Properties properties, String key, String otherwise) {
    Object value = properties.remove(key);
    return value == null ? otherwise : value.toString();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String withoutSecrets(String url) {
    return url.replaceAll("(?i)(password=)[^&]*", "$1…");
  }

  private static SQLException bad(String message) {
    return new SQLException(message, SqlExceptions.CANNOT_CONNECT);
  }
}
