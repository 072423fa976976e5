package io.rheo.engine.connector.file;

import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.option.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The option {@code path}: a file, a directory (with all that is below it), or a glob such as
 * {@code logs/**}{@code /*.json}. Files and directories whose names start with a dot or an
 * underscore are not data, unless they are named without wildcards.
 */
final class FilePath {
  private static final String WILDCARDS = "*?[{";
  private static final Pattern FILE_URL = Pattern.compile("^file:(//)?");

  private final String text;
  private final Path root; // as far as the path has no wildcards
  private final PathMatcher glob; // of absolute paths; null if there are no wildcards

  private FilePath(String text, Path root, PathMatcher glob) {
    this.text = text;
    this.root = root;
    this.glob = glob;
  }

  /** Relative paths start at the working directory; {@code file:} URLs are taken too. */
  static FilePath of(String text) {
    String plain = FILE_URL.matcher(text).replaceFirst("");
    int wildcard = firstWildcard(plain);
    if (wildcard < 0 || Files.exists(path(plain))) {
      return new FilePath(text, path(plain), null);
    }
    int separator = plain.lastIndexOf('/', wildcard);
    Path root = path(separator < 0 ? "" : plain.substring(0, separator + 1));
    String pattern = escaped(root.toString()) + "/" + plain.substring(separator + 1);
    String anyDepth = pattern.replace("//", "/").replace("/**/", "{/,/**/}"); // also depth 0
    return new FilePath(text, root, FileSystems.getDefault().getPathMatcher("glob:" + anyDepth));
  }

  /** A path in which no character is a wildcard, absolute. */
  static Path literal(String text) {
    return path(FILE_URL.matcher(text).replaceFirst(""));
  }

  /** All files that there are now, by name. */
  List<Path> files() {
    if (glob == null && !Files.isDirectory(root)) {
      return Files.exists(root) ? List.of(root) : List.of();
    }
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(this::isData).filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException | IOException e) {
      throw new ConnectorException(
          "cannot list the files of '" + text + "'",
          String.valueOf(e.getMessage()),
          "check that the directory can be read",
          e);
    }
  }

  private boolean isData(Path file) {
    for (Path name : root.relativize(file)) {
      if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
        return false;
      }
    }
    return glob == null || glob.matches(file);
  }

  /** Why {@link #files} found nothing, or nothing if that is all right: the directory is empty. */
  Optional<ConnectorException> absence() {
    if (glob == null && Files.exists(root)) {
      return Optional.empty();
    }
    String what =
        glob == null
            ? "there is no file or directory '" + text + "'"
            : "no file matches '" + text + "'";
    Path existing = root;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    String why =
        "the working directory is '"
            + Path.of("").toAbsolutePath()
            + "', and of the path '"
            + existing
            + "' exists";
    return Optional.of(
        new ConnectorException(what, why, advice(existing), new NoSuchFileException(text)));
  }

  private String advice(Path existing) {
    if (!existing.equals(root)) {
      String missing = existing.relativize(root).getName(0).toString();
      Optional<String> near = Nearest.of(missing, names(existing));
      if (near.isPresent()) {
        return "did you mean '" + existing.resolve(near.get()) + "'?";
      }
    }
    return "correct the option 'path', or set 'source.monitor-interval' to wait for files";
  }

  private static List<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (UncheckedIOException | IOException e) {
      return List.of(); // it is only for advice
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new ConnectorException(
          "'" + text + "' is not a path", e.getReason(), "correct the option 'path'", e);
    }
  }

  private static int firstWildcard(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (WILDCARDS.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static String escaped(String literal) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < literal.length(); i++) {
      char next = literal.charAt(i);
      if (WILDCARDS.indexOf(next) >= 0 || next == ']' || next == '}' || next == '\\') {
        result.append('\\');
      }
      result.append(next);
    }
    return result.toString();
  }
}
