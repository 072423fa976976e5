package io.rheo.shell.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has used so far. */
final class ProcessUsage {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final long PAUSE_MILLIS = 50;
  private static final long QUIET_NANOS = 5_000_000; // of a pause: a tenth of one core
  private static final int PAUSES_MAX = 60;

  private ProcessUsage() {}

  /**
   * Waits until this process does next to nothing: the compiler works off what runs before have
   * asked it for. Gives up after three seconds.
   */
  static void awaitQuiet() throws InterruptedException {
    for (int i = 0; i < PAUSES_MAX; i++) {
      long before = cpuNanos();
      Thread.sleep(PAUSE_MILLIS); // what is measured is that nothing happens meanwhile
      if (cpuNanos() - before < QUIET_NANOS) {
        return;
      }
    }
  }

  /** CPU time of all threads, those of the collector and the compilers too. */
  static long cpuNanos() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return system.getProcessCpuTime();
    }
    return System.nanoTime(); // a virtual machine that does not tell: as if one core was busy
  }

  /** CPU time of this thread. */
  static long cpuNanosOfThread() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  /** The most memory that was resident at once; 0 if the system does not tell. */
  static long peakBytes() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(PEAK))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
