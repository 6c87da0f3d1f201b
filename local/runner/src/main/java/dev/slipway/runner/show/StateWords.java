package dev.slipway.runner.show;

/// The words shown for a release's state: the same as on the pages (`board.states` in
/// web/texts/en/board.js).
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

  /// Returns the words for a state of the API; the state's name when it is unknown.
  static String of(String state) {
    for (StateWords known : values()) {
      if (known.name().equals(state)) {
        return known.words;
      }
    }
    return state;
  }
}
