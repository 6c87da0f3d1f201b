package dev.slipway.bench;

import java.time.Duration;

/// The cost of one transfer in its process.
///
/// @param cpu processor time of all its threads, including those of the JVM
/// @param peakHeapBytes maximum of the heap including garbage, sampled every 2 ms
record Measured(long sizeBytes, Duration took, Duration cpu, long peakHeapBytes) {
  /// Returns the speed in millions of bytes a second.
  double megabytesPerSecond() {
    return sizeBytes / 1e6 / seconds(took);
  }

  /// Returns how many millions of bytes a second of one processor moves.
  double megabytesPerCpuSecond() {
    return sizeBytes / 1e6 / seconds(cpu);
  }

  double cpuSecondsPerGiB() {
    return seconds(cpu) / sizeBytes * (1L << 30);
  }

  /// Returns the peak of the heap in millions of bytes.
  double peakHeapMegabytes() {
    return peakHeapBytes / 1e6;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /// Returns this as a line for another process.
  String toLine() {
    return sizeBytes + " " + took.toNanos() + " " + cpu.toNanos() + " " + peakHeapBytes;
  }

  /// Parses what [#toLine] wrote.
  static Measured parse(String line) {
    String[] fields = line.strip().split(" ", -1);
    return new Measured(
        Long.parseLong(fields[0]),
        Duration.ofNanos(Long.parseLong(fields[1])),
        Duration.ofNanos(Long.parseLong(fields[2])),
        Long.parseLong(fields[3]));
  }
}
