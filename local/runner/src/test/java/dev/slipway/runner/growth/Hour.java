package dev.slipway.runner.growth;

import java.time.Duration;

/// Simulated time in which releases are dropped, reviewed and approved at an even pace.
final class Hour {
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int MINUTES = 60;

  private final GrowthStage stage;
  private final Size size;
  private final Seed seed;
  private int minutes;
  private int dropped;
  private int started;
  private int approved;

  Hour(GrowthStage stage, Size size, Seed seed) {
    this.stage = stage;
    this.size = size;
    this.seed = seed;
  }

  /// Lets these minutes pass.
  Tally pass(int wanted) {
    var all = new Tally();
    for (int i = 0; i < wanted; i++) {
      minutes++;
      int until = size.releasesAnHour() * minutes / MINUTES;
      while (dropped < until && dropped < seed.newDrops().size()) {
        seed.drop(seed.newDrops().get(dropped++));
      }
      reviews(until);
      stage.advance(STEP);
      stage.run().work().forEach(all::add);
    }
    return all;
  }

  /// Apple takes one of the waiting releases for each that was dropped, and approves one.
  private void reviews(int until) {
    var followed = seed.followed();
    int next = 0;
    for (int i = 0; i < followed.size() && next < until; i++) {
      if (followed.get(i).standing() == Standing.WAITING_FOR_REVIEW && ++next > started) {
        stage.apple.reviews().startReview(followed.get(i).version().submissionId());
        started++;
      }
    }
    next = 0;
    for (int i = 0; i < followed.size() && next < until; i++) {
      if (followed.get(i).standing() == Standing.IN_REVIEW && ++next > approved) {
        stage.apple.reviews().approve(followed.get(i).version().submissionId());
        approved++;
      }
    }
  }

  int dropped() {
    return dropped;
  }

  int approved() {
    return approved;
  }
}
