package io.rheo.engine.codegen;

import java.util.HashMap;
import java.util.Map;

/** Functions on strings that work on UTF-8 bytes. */
final class TextKernels {
  private TextKernels() {}

  static Map<String, Kernel> all() {
    Map<String, Kernel> kernels = new HashMap<>();
    kernels.put("CHAR_LENGTH", Kernel.cheap((c, a) -> "Texts.length(" + a.get(0) + ")"));
    kernels.put("OCTET_LENGTH", Kernel.cheap((c, a) -> a.get(0) + ".length()"));
    kernels.put("UPPER", Kernel.cheap((c, a) -> "Texts.upper(" + a.get(0) + ")"));
    kernels.put("LOWER", Kernel.cheap((c, a) -> "Texts.lower(" + a.get(0) + ")"));
    kernels.put("||", guarded("Texts.concat"));
    kernels.put("SUBSTRING", Kernel.nullable(call("Texts.substring")));
    kernels.put("LEFT", guarded("Texts.left"));
    kernels.put("RIGHT", guarded("Texts.right"));
    kernels.put("POSITION", guarded("Texts.position"));
    kernels.put("REPLACE", guarded("Texts.replace"));
    kernels.put("STARTS_WITH", Kernel.cheap(call("Texts.startsWith")));
    kernels.put("ENDS_WITH", Kernel.cheap(call("Texts.endsWith")));
    kernels.put("TRIM BOTH", trim(true, true));
    kernels.put("TRIM LEADING", trim(true, false));
    kernels.put("TRIM TRAILING", trim(false, true));
    return kernels;
  }

  private static Kernel guarded(String function) {
    return Kernel.guarded(call(function));
  }

  private static Kernel.Source call(String function) {
    return (c, a) -> function + "(" + String.join(", ", a) + ")";
  }

  private static Kernel trim(boolean leading, boolean trailing) {
    return Kernel.guarded(
        (c, a) -> "Texts.trim(%s, %s, %s, %s)".formatted(a.get(0), a.get(1), leading, trailing));
  }
}
