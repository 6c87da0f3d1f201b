package dev.slipway.appstoreconnect.resource;

/// Apple's id of a TestFlight resource.
public sealed interface TestFlightId extends ResourceId {
  /// A group of TestFlight testers.
  record BetaGroupId(String value) implements TestFlightId {
    public BetaGroupId {
      ResourceId.check("BetaGroupId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// A tester of an app.
  record BetaTesterId(String value) implements TestFlightId {
    public BetaTesterId {
      ResourceId.check("BetaTesterId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// What testers read about an app, in one locale.
  record BetaAppLocalizationId(String value) implements TestFlightId {
    public BetaAppLocalizationId {
      ResourceId.check("BetaAppLocalizationId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The information for Beta App Review about an app.
  record BetaAppReviewDetailId(String value) implements TestFlightId {
    public BetaAppReviewDetailId {
      ResourceId.check("BetaAppReviewDetailId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The text for testers about a build, in one locale.
  record BetaBuildLocalizationId(String value) implements TestFlightId {
    public BetaBuildLocalizationId {
      ResourceId.check("BetaBuildLocalizationId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// A build's submission to Beta App Review.
  record BetaAppReviewSubmissionId(String value) implements TestFlightId {
    public BetaAppReviewSubmissionId {
      ResourceId.check("BetaAppReviewSubmissionId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// The state of a build in TestFlight.
  record BuildBetaDetailId(String value) implements TestFlightId {
    public BuildBetaDetailId {
      ResourceId.check("BuildBetaDetailId", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
