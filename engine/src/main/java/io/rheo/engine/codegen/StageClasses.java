package io.rheo.engine.codegen;

import java.lang.ref.SoftReference;
import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;

/**
 * Compiles sources to classes. Equal sources share a class, while memory allows: the same query
 * costs nothing the second time. Each class has a loader of its own and goes when nobody uses it.
 */
final class StageClasses {
  private static final int CACHED = 500;

  private static final Map<String, SoftReference<Constructor<? extends StageCode>>> CACHE =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<String, SoftReference<Constructor<? extends StageCode>>> eldest) {
          return size() > CACHED;
        }
      };

  private StageClasses() {}

  /**
   * The constructor of the class that a source spells.
   *
   * @param injected whose classes the source names: those of users are not for everyone, so the
   *     class is not kept
   */
  static Constructor<? extends StageCode> compile(String source, List<Injected> injected) {
    if (!injected.isEmpty()) {
      return load(source, FunctionClassLoader.of(injected));
    }
    synchronized (CACHE) {
      SoftReference<Constructor<? extends StageCode>> reference = CACHE.get(source);
      Constructor<? extends StageCode> known = reference == null ? null : reference.get();
      if (known != null) {
        return known;
      }
    }
    Constructor<? extends StageCode> compiled = load(source, StageClasses.class.getClassLoader());
    synchronized (CACHE) {
      CACHE.put(source, new SoftReference<>(compiled));
    }
    return compiled;
  }

  /** Whether a source compiles that is not all ours; if it does, compiling it again is free. */
  static boolean isCompilable(String source) {
    try {
      return compile(source, List.of()) != null;
    } catch (NotCompilableException e) {
      return false; // the exception is the answer
    }
  }

  private static final class NotCompilableException extends IllegalStateException {
    NotCompilableException(String source, Exception cause) {
      super("generated code does not compile:\n" + source, cause);
    }
  }

  private static Constructor<? extends StageCode> load(String source, ClassLoader parent) {
    try {
      SimpleCompiler compiler = new SimpleCompiler();
      compiler.setParentClassLoader(parent);
      compiler.cook(source);
      return compiler
          .getClassLoader()
          .loadClass(StageSource.CLASS_NAME)
          .asSubclass(StageCode.class)
          .getConstructor();
    } catch (CompileException | ReflectiveOperationException e) {
      throw new NotCompilableException(source, e);
    }
  }
}
