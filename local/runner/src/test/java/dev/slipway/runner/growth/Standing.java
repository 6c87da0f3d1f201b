package dev.slipway.runner.growth;

/// How far a followed release is with App Review.
enum Standing {
  WAITING_FOR_REVIEW("AFTER_APPROVAL"),
  IN_REVIEW("AFTER_APPROVAL"),
  PENDING_DEVELOPER_RELEASE("MANUAL");

  private static final int OF = 20;

  private final String releaseType;

  Standing(String releaseType) {
    this.releaseType = releaseType;
  }

  /// Returns what the version does after its approval, in Apple's words.
  String releaseType() {
    return releaseType;
  }

  /// Of twenty releases one waits for its developer, three are in review, and sixteen wait for it.
  static Standing of(int number) {
    int place = number % OF;
    if (place == 0) {
      return PENDING_DEVELOPER_RELEASE;
    }
    return place <= 3 ? IN_REVIEW : WAITING_FOR_REVIEW;
  }
}
