package io.rheo.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Seeds of random tests. The same in every run, so that a failure is one of the change at hand, not
 * of chance; {@code -Drheo.seed=random} takes fresh ones, which is how new failures are looked for,
 * and {@code -Drheo.seed=N} other ones.
 */
public final class Seeds {
  private static final String PROPERTY = System.getProperty("rheo.seed", "1");
  private static final Map<Class<?>, AtomicLong> CALLS = new ConcurrentHashMap<>();

  private Seeds() {}

  /** The next seed of the class that asks. Tests print it when they fail. */
  public static long next() {
    if (PROPERTY.equals("random")) {
      return ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    }
    Class<?> caller =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass();
    long call = CALLS.computeIfAbsent(caller, key -> new AtomicLong()).incrementAndGet();
    return mixed(Long.parseLong(PROPERTY) * 1_000_003 + caller.getName().hashCode() * 31L + call);
  }

  /** The finalizer of MurmurHash3: neighbours become unlike. */
  private static long mixed(long value) {
    long bits = value;
    bits = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (bits ^ (bits >>> 33)) & Long.MAX_VALUE;
  }
}
