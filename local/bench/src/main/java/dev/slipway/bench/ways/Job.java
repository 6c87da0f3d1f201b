package dev.slipway.bench.ways;

import dev.slipway.bench.store.LoopbackStore;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One transfer of a file, from ranges of the store's source to the store's parts.
///
/// @param store address of a [LoopbackStore], without a path
/// @param partBytes size of every part except the last
/// @param delay how long the store delays its answer to a part
/// @param checksums whether the store answers with a part's MD5
public record Job(URI store, long sizeBytes, int partBytes, Duration delay, boolean checksums) {
  public Job {
    if (sizeBytes < 1 || partBytes < 1) {
      throw new IllegalArgumentException("a job needs a size and a part size of at least 1 byte");
    }
  }

  /// A range of the file.
  public record Part(int number, long offset, int length) {}

  List<Part> parts() {
    var parts = new ArrayList<Part>();
    for (long offset = 0; offset < sizeBytes; offset += partBytes) {
      int length = (int) Math.min(partBytes, sizeBytes - offset);
      parts.add(new Part(parts.size() + 1, offset, length));
    }
    return parts;
  }

  /// Returns path and query that send a range of the file.
  static String sourcePath(long offset, long length) {
    return "/source/" + offset + "/" + length;
  }

  /// Returns the path that receives a part.
  String partPath(Part part) {
    return (checksums ? "/checked/" : "/part/") + part.offset() + "/" + delay.toMillis();
  }

  URI source(long offset, long length) {
    return store.resolve(sourcePath(offset, length));
  }

  public URI target(Part part) {
    return store.resolve(partPath(part));
  }

  /// Returns this as a line for another process.
  public String toLine() {
    return store + " " + sizeBytes + " " + partBytes + " " + delay.toMillis() + " " + checksums;
  }

  /// Parses what [#toLine] wrote.
  public static Job parse(String line) {
    String[] fields = line.strip().split(" ", -1);
    if (fields.length != 5) {
      throw new IllegalArgumentException(
          "a job is: <store> <bytes> <part bytes> <delay in ms> <checksums>");
    }
    return new Job(
        URI.create(fields[0]),
        Long.parseLong(fields[1]),
        Integer.parseInt(fields[2]),
        Duration.ofMillis(Long.parseLong(fields[3])),
        Boolean.parseBoolean(fields[4]));
  }
}
