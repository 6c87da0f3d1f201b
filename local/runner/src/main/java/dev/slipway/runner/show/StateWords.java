package dev.slipway.runner.show;

/// What people read in place of a release's state: the same words as on the pages
/// (`releases.states` in web/texts.en.js).
enum StateWords {
  RECEIVED("Received"),
  QUEUED("Waiting for its turn"),
  UPLOADING("Uploading to Apple"),
  PROCESSING("Processing at Apple"),
  PREPARING("Preparing the version"),
  PREPARED("Ready to submit"),
  WAITING_FOR_BETA_REVIEW("Waiting for beta review"),
  IN_BETA_TESTING("With testers"),
  PLANNED("Plan ready"),
  WAITING_FOR_REVIEW("Waiting for review"),
  IN_REVIEW("In review"),
  PENDING_DEVELOPER_RELEASE("Approved: ready to release"),
  PENDING_APPLE_RELEASE("Approved: release scheduled"),
  PROCESSING_FOR_DISTRIBUTION("Going to the App Store"),
  READY_FOR_DISTRIBUTION("On the App Store"),
  REJECTED("Rejected by App Review"),
  NEEDS_ATTENTION("Needs attention"),
  SUPERSEDED("Replaced by a newer drop"),
  CANCELED("Canceled");

  private final String words;

  StateWords(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /// The words for a state as the API names it; the name itself where there are none.
  static String of(String state) {
    for (StateWords known : values()) {
      if (known.name().equals(state)) {
        return known.words;
      }
    }
    return state;
  }
}
