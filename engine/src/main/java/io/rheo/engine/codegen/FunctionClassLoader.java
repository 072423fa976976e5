package io.rheo.engine.codegen;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the engine's classes, and by their names the classes of the functions that a stage calls.
 */
final class FunctionClassLoader extends ClassLoader {
  private final Set<ClassLoader> functions;

  private FunctionClassLoader(Set<ClassLoader> functions) {
    super("stage with functions", StageClasses.class.getClassLoader());
    this.functions = functions;
  }

  static ClassLoader of(List<Injected> injected) {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    for (Injected object : injected) {
      if (object instanceof Injected.Function function) {
        loaders.add(function.function().type().getClassLoader());
      }
    }
    return new FunctionClassLoader(loaders);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ClassNotFoundException missing = new ClassNotFoundException(name);
    for (ClassLoader loader : functions) {
      try {
        return loader.loadClass(name);
      } catch (ClassNotFoundException e) {
        missing.addSuppressed(e); // it may be in the next jar
      }
    }
    throw missing;
  }
}
