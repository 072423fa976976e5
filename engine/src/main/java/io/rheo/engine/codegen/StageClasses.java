package io.rheo.engine.codegen;

import java.lang.ref.SoftReference;
import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
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

  static Constructor<? extends StageCode> compile(String source) {
    synchronized (CACHE) {
      SoftReference<Constructor<? extends StageCode>> reference = CACHE.get(source);
      Constructor<? extends StageCode> known = reference == null ? null : reference.get();
      if (known != null) {
        return known;
      }
    }
    Constructor<? extends StageCode> compiled = load(source);
    synchronized (CACHE) {
      CACHE.put(source, new SoftReference<>(compiled));
    }
    return compiled;
  }

  private static Constructor<? extends StageCode> load(String source) {
    try {
      SimpleCompiler compiler = new SimpleCompiler();
      compiler.setParentClassLoader(StageClasses.class.getClassLoader());
      compiler.cook(source);
      return compiler
          .getClassLoader()
          .loadClass(StageSource.CLASS_NAME)
          .asSubclass(StageCode.class)
          .getConstructor();
    } catch (CompileException | ReflectiveOperationException e) {
      throw new IllegalStateException("generated code does not compile:\n" + source, e);
    }
  }
}
