package dev.slipway.bench;

import java.time.Duration;

/// What one transfer cost the process that made it.
///
/// @param cpu of all its threads, the JVM's own among them
/// @param peakHeapBytes most that the heap held at once, garbage included, looked at every 2 ms
record Measured(long sizeBytes, Duration took, Duration cpu, long peakHeapBytes) {
  /// Millions of bytes a second.
  double megabytesPerSecond() {
    return sizeBytes / 1e6 / seconds(took);
  }

  double cpuSecondsPerGiB() {
    return seconds(cpu) / sizeBytes * (1L << 30);
  }

  /// In millions of bytes.
  double peakHeapMegabytes() {
    return peakHeapBytes / 1e6;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /// As a line for another process.
  String toLine() {
    return sizeBytes + " " + took.toNanos() + " " + cpu.toNanos() + " " + peakHeapBytes;
  }

  /// Reads what [#toLine] wrote.
  static Measured parse(String line) {
    String[] fields = line.strip().split(" ", -1);
    return new Measured(
        Long.parseLong(fields[0]),
        Duration.ofNanos(Long.parseLong(fields[1])),
        Duration.ofNanos(Long.parseLong(fields[2])),
        Long.parseLong(fields[3]));
  }
}
