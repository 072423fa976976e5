package io.rheo.engine.function;

import io.rheo.function.UserDefinedFunction;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * Loads the classes of functions: from the class path, or from a jar by a class loader of its own,
 * which goes with the last query that uses the function.
 */
public final class FunctionLoader {
  private FunctionLoader() {}

  /**
   * The class of a name.
   *
   * @param jar where it is, and {@link #checkJar} passed; empty if it is on the class path
   * @throws FunctionClassException if there is none, or it is no function
   */
  public static UserClass load(String className, Optional<Path> jar) {
    Class<? extends UserDefinedFunction> type = functionClass(find(className, jar), className);
    return UserClasses.of(type);
  }

  private static Class<?> find(String className, Optional<Path> jar) {
    try {
      ClassLoader loader =
          jar.isPresent() ? jarLoader(jar.get()) : FunctionLoader.class.getClassLoader();
      // Not initialised: what is no function shall not run at all.
      return Class.forName(className, false, loader);
    } catch (ClassNotFoundException e) {
      throw new FunctionClassException(
          "class '"
              + className
              + "' is not in "
              + jar.map(file -> "'" + file.getFileName() + "'").orElse("the class path"),
          jar.isPresent()
              ? "give its full name, with the package: 'com.example.MyFunction'"
              : "say USING JAR 'path/to/functions.jar', or give the full name with the package",
          e);
    } catch (LinkageError e) {
      throw broken(className, e);
    }
  }

  private static FunctionClassException broken(String className, LinkageError e) {
    return new FunctionClassException(
        "class '" + className + "' cannot be loaded: " + e,
        "compile it for Java "
            + Runtime.version().feature()
            + ", and put what it needs into the jar",
        e);
  }

  /**
   * Checks that there is a jar.
   *
   * @throws FunctionClassException if there is no such file, or it is no jar
   */
  public static Path checkJar(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new FunctionClassException(
          "there is no file '" + jar + "'", "a path is relative to the working directory");
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      file.entries();
    } catch (IOException e) {
      throw new FunctionClassException(
          "'" + jar + "' is no jar file: " + e.getMessage(), "make one: jar --create", e);
    }
    return jar;
  }

  private static ClassLoader jarLoader(Path jar) {
    try {
      URL[] urls = {jar.toUri().toURL()};
      return new URLClassLoader("functions", urls, FunctionLoader.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not a path: " + jar, e);
    }
  }

  private static Class<? extends UserDefinedFunction> functionClass(
      Class<?> type, String className) {
    if (!UserDefinedFunction.class.isAssignableFrom(type)) {
      throw new FunctionClassException(
          "class '" + className + "' is no function",
          "let it extend ScalarFunction, TableFunction or AggregateFunction of io.rheo.function");
    }
    return type.asSubclass(UserDefinedFunction.class);
  }
}
