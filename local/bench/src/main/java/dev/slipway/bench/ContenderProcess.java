package dev.slipway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import dev.slipway.bench.ways.Contender;
import dev.slipway.bench.ways.Job;
import dev.slipway.bench.ways.Way;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// A JVM of its own for one contender, so that its processor time and heap are measured separately.
/// Reads a job from each line of the standard input and answers with its cost. Argument: the [Way].
final class ContenderProcess {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ContenderProcess() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var contender = Way.valueOf(arguments[0]).contender();
    var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(measure(contender, Job.parse(line)).toLine());
    }
  }

  static Measured measure(Contender contender, Job job) throws IOException, InterruptedException {
    System.gc();
    try (var heap = new HeapWatch()) {
      long cpuBefore = SYSTEM.getProcessCpuTime();
      long begin = System.nanoTime();
      contender.carryOut(job);
      long took = System.nanoTime() - begin;
      long cpu = SYSTEM.getProcessCpuTime() - cpuBefore;
      return new Measured(
          job.sizeBytes(), Duration.ofNanos(took), Duration.ofNanos(cpu), heap.peakBytes());
    }
  }
}
