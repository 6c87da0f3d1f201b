package dev.slipway.runner;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What `make test` tries of a long list: a fixed part of it (`-Dtests.sampled=true`). `make
/// verify` tries the whole list.
public final class Sample {
  private static final boolean SAMPLED = Boolean.getBoolean("tests.sampled");

  private Sample() {}

  /// Every so many-th of a list, from the first one on, and the last one.
  public static <T> Stream<T> of(int every, Stream<T> all) {
    if (!SAMPLED) {
      return all;
    }
    var list = all.toList();
    return IntStream.range(0, list.size())
        .filter(i -> i % every == 0 || i == list.size() - 1)
        .mapToObj(list::get);
  }
}
