package io.rheo.engine.function;

import io.rheo.function.ScalarFunction;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles Java sources of users' functions and packs them into a jar, as a user does. */
public final class FunctionJar {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern CLASS =
      Pattern.compile("public (?:final |abstract )?(?:class|record) (\\w+)");

  private final Path folder;

  /**
   * A jar that grows with each source.
   *
   * @param folder for sources and classes; the jar is {@code functions.jar} in it
   */
  public FunctionJar(Path folder) {
    this.folder = folder;
  }

  public Path path() {
    return folder.resolve("functions.jar");
  }

  /** Compiles one source file and packs everything compiled so far. */
  public Path add(String source) {
    try {
      compile(source);
      pack();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return path();
  }

  private void compile(String source) throws IOException {
    String name = group(CLASS, source) + ".java";
    Path file =
        folder.resolve("src").resolve(group(PACKAGE, source).replace('.', '/')).resolve(name);
    Files.createDirectories(file.getParent());
    Files.createDirectories(classes());
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-d", classes().toString(), "-cp", api().toString());
      boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
              .call();
      if (!compiled) {
        throw new AssertionError(messages.toString());
      }
    }
  }

  /** Where the classes are that functions extend. */
  private static Path api() {
    try {
      return Path.of(
          ScalarFunction.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String group(Pattern pattern, String source) {
    Matcher matcher = pattern.matcher(source);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + pattern + " in " + source);
    }
    return matcher.group(1);
  }

  private Path classes() {
    return folder.resolve("classes");
  }

  private void pack() throws IOException {
    try (OutputStream bytes = Files.newOutputStream(path());
        JarOutputStream jar = new JarOutputStream(bytes);
        Stream<Path> files = Files.walk(classes())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes().relativize(file).toString().replace('\\', '/')));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }
}
