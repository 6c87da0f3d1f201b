package dev.slipway.runner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a run tries of a long list.
///
/// `make test` (`-Dtests.sampled`) tries a fixed part, the same in every run. `make verify`
/// (`-Dtests.seed=<seed>`) tries a larger part, which its seed chooses, so that many runs try the
/// whole list. `make verify WHOLE=1` and `make check` try the whole list.
public final class Sample {
  private static final boolean SAMPLED = Boolean.getBoolean("tests.sampled");
  private static final @Nullable Long SEED = Long.getLong("tests.seed");

  /// How much more than `make test` a run with a seed tries.
  private static final int TIMES_MORE = 4;

  private Sample() {}

  /// Returns what chooses the part of each list; null when whole lists are tried.
  public static @Nullable Long seed() {
    return SEED;
  }

  /// Returns one in so many elements of a list, in its order: in `make test` from the first one on;
  /// with a seed four times as many, which the seed chooses.
  public static <T> Stream<T> of(int every, Stream<T> all) {
    var list = all.toList();
    if (SAMPLED) {
      return IntStream.range(0, list.size()).filter(i -> i % every == 0).mapToObj(list::get);
    }
    return chosen(Math.ceilDiv(every, TIMES_MORE), list);
  }

  /// Returns one in so many elements of a list, in its order, as the seed chooses; the whole list
  /// without a seed. For lists that `make test` leaves out.
  public static <T> Stream<T> chosen(int every, List<T> list) {
    return chosen(every, list, "");
  }

  /// Does the same with a choice of its own for a list of this name, where a test has many lists of
  /// one size.
  public static <T> Stream<T> chosen(int every, List<T> list, String name) {
    if (SEED == null || every == 1) {
      return list.stream();
    }
    var places = new ArrayList<>(IntStream.range(0, list.size()).boxed().toList());
    Collections.shuffle(places, new Random(SEED + name.hashCode()));
    return places.stream().limit(Math.ceilDiv(list.size(), every)).sorted().map(list::get);
  }
}
