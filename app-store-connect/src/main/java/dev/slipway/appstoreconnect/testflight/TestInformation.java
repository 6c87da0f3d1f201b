package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who tests an app, and what testers and Beta App Review are told about it (App Store Connect:
/// TestFlight, Test Information).
///
/// @param groups at most 50
/// @param allGroups whether these are all groups
/// @param texts what testers read, by locale; at most 50
/// @param contact for Beta App Review; null when Apple shows none
public record TestInformation(
    List<BetaGroup> groups,
    boolean allGroups,
    List<BetaAppLocalization> texts,
    @Nullable ReviewContact contact) {
  /// The relationships of an app to include, so that [#read] finds them.
  public static final List<String> INCLUDED =
      List.of("betaGroups", "betaAppLocalizations", "betaAppReviewDetail");

  /// Whom Beta App Review can ask (spec: BetaAppReviewDetail).
  public record ReviewContact(
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String phone,
      @Nullable String email) {
    /// The attributes to request of `betaAppReviewDetails`.
    public static final List<String> FIELDS =
        List.of("contactFirstName", "contactLastName", "contactPhone", "contactEmail");

    private static ReviewContact read(Resource resource) {
      var attributes = resource.attributes();
      return new ReviewContact(
          attributes.optionalString("contactFirstName").orElse(null),
          attributes.optionalString("contactLastName").orElse(null),
          attributes.optionalString("contactPhone").orElse(null),
          attributes.optionalString("contactEmail").orElse(null));
    }
  }

  public TestInformation {
    groups = List.copyOf(groups);
    texts = List.copyOf(texts);
  }

  /// Returns whether someone outside the team tests the app, so that Beta App Review looks at it.
  public boolean hasExternalTesters() {
    return groups.stream().anyMatch(group -> !group.internal());
  }

  /// Returns the request of an app, with its test information.
  public static ApiRequest ask(ApiRequest app) {
    return app.query("fields[betaGroups]", BetaGroup.FIELDS)
        .query("fields[betaAppLocalizations]", BetaAppLocalization.FIELDS)
        .query("fields[betaAppReviewDetails]", ReviewContact.FIELDS)
        .query("limit[betaGroups]", "50")
        .query("limit[betaAppLocalizations]", "50");
  }

  /// Reads the test information that an `apps` resource includes.
  public static TestInformation read(Resource app) {
    return new TestInformation(
        app.relatedAll("betaGroups", BetaGroup::read),
        app.isComplete("betaGroups"),
        app.relatedAll("betaAppLocalizations", BetaAppLocalization::read),
        app.related("betaAppReviewDetail").map(ReviewContact::read).orElse(null));
  }
}
