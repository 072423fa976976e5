package io.rheo.engine.codegen;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;

/**
 * The class of a stage.
 *
 * @param source empty if the stage needs no class
 * @param injected what each instance is given
 */
record CompiledClass(
    String source,
    Optional<Constructor<? extends StageCode>> constructor,
    List<Injected> injected) {
  static final CompiledClass NONE = new CompiledClass("", Optional.empty(), List.of());

  CompiledClass {
    injected = List.copyOf(injected);
  }

  static CompiledClass of(String source, List<Injected> injected) {
    return new CompiledClass(source, Optional.of(StageClasses.compile(source, injected)), injected);
  }

  Optional<StageCode> newInstance(StageEnvironment environment) {
    return constructor.map(
        maker -> {
          StageCode code = instantiate(maker);
          if (!injected.isEmpty()) {
            code.inject(
                injected.stream().map(object -> object.object(environment.functions())).toArray());
          }
          return code;
        });
  }

  private static StageCode instantiate(Constructor<? extends StageCode> constructor) {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a generated class cannot be instantiated", e);
    }
  }
}
