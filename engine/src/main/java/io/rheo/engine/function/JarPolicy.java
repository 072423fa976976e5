package io.rheo.engine.function;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** From where {@code USING JAR} may load: whoever loads a jar runs its code. */
public sealed interface JarPolicy {
  /** Any file; a relative path is relative to the working directory. */
  JarPolicy ANYWHERE = new Anywhere();

  /** No file. */
  JarPolicy NOWHERE = new Nowhere();

  /** Files in a folder, by their path in it. */
  static JarPolicy folder(Path folder) {
    return new Folder(folder);
  }

  /** The file that a statement names. Throws a {@link FunctionClassException} if it may not be. */
  Path resolve(String jar);

  /** See {@link #ANYWHERE}. */
  record Anywhere() implements JarPolicy {
    @Override
    public Path resolve(String jar) {
      return path(jar);
    }
  }

  /** See {@link #NOWHERE}. */
  record Nowhere() implements JarPolicy {
    @Override
    public Path resolve(String jar) {
      throw new FunctionClassException(
          "this server loads no jars",
          "name a folder for them in its configuration: functions-directory");
    }
  }

  /** See {@link #folder}. */
  record Folder(Path folder) implements JarPolicy {
    @Override
    public Path resolve(String jar) {
      Path root = folder.toAbsolutePath().normalize();
      return Optional.of(root.resolve(path(jar)).normalize())
          .filter(file -> file.startsWith(root))
          .orElseThrow(
              () ->
                  new FunctionClassException(
                      "'" + jar + "' is outside of the folder for functions",
                      "put the jar into the server's functions-directory, and give its name"));
    }
  }

  private static Path path(String jar) {
    try {
      return Path.of(jar);
    } catch (InvalidPathException e) {
      throw new FunctionClassException("'" + jar + "' is no path", "name a file", e);
    }
  }
}
