package io.rheo.engine.codegen.kernel;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of URLs, and their encoding. */
public final class Urls {
  /** Decoding goes on at most so often: no honest text is encoded that often. */
  private static final int ROUNDS_MAX = 100;

  private Urls() {}

  public static Slice encode(Slice text) {
    return Slice.of(URLEncoder.encode(text.toString(), StandardCharsets.UTF_8));
  }

  /** {@code null} if the text is not encoded rightly. */
  public static Slice decode(Slice text) {
    return decode(text, false);
  }

  /** {@code null} if the text is not encoded rightly; again and again, if wanted, to the end. */
  public static Slice decode(Slice text, boolean again) {
    try {
      String encoded = text.toString();
      for (int round = 0; round < ROUNDS_MAX; round++) {
        String decoded = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        if (!again || decoded.equals(encoded)) {
          return Slice.of(decoded);
        }
        encoded = decoded;
      }
      return Slice.of(encoded);
    } catch (IllegalArgumentException e) {
      return null; // the exception is the answer
    }
  }

  /**
   * HOST, PATH, QUERY, REF, PROTOCOL, AUTHORITY, FILE or USERINFO of a URL; {@code null} if it has
   * none, is no URL, or the part has another name.
   */
  public static Slice part(Slice url, Slice part) {
    try {
      URL parsed = new URL(url.toString());
      String found =
          switch (part.toString()) {
            case "HOST" -> parsed.getHost();
            case "PATH" -> parsed.getPath();
            case "QUERY" -> parsed.getQuery();
            case "REF" -> parsed.getRef();
            case "PROTOCOL" -> parsed.getProtocol();
            case "AUTHORITY" -> parsed.getAuthority();
            case "FILE" -> parsed.getFile();
            case "USERINFO" -> parsed.getUserInfo();
            default -> null;
          };
      return found == null ? null : Slice.of(found);
    } catch (MalformedURLException e) {
      return null; // the exception is the answer
    }
  }

  /** A value in the QUERY part, by its key; {@code null} if there is none. */
  public static Slice part(Slice url, Slice part, Slice key) {
    if (!part.toString().equals("QUERY")) {
      return null;
    }
    Slice query = part(url, part);
    if (query == null) {
      return null;
    }
    Matcher matcher =
        Pattern.compile("(?:^|&)" + Pattern.quote(key.toString()) + "=([^&]*)")
            .matcher(query.toString());
    return matcher.find() ? Slice.of(matcher.group(1)) : null;
  }
}
