package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppReviewDetailId;
import dev.slipway.appstoreconnect.reviewdetails.DemoAccountPassword;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Beta App Review reads about an app. An app has it from the start, with nothing filled in.
///
/// @param demoAccountRequired whether Beta App Review has to sign in
/// @param demoAccountPassword null without one, and where Apple does not show it
public record BetaAppReviewDetail(
    BetaAppReviewDetailId id,
    @Nullable String contactFirstName,
    @Nullable String contactLastName,
    @Nullable String contactPhone,
    @Nullable String contactEmail,
    @Nullable String demoAccountName,
    @Nullable DemoAccountPassword demoAccountPassword,
    boolean demoAccountRequired,
    @Nullable String notes) {
  static final List<String> FIELDS =
      List.of(
          "contactFirstName",
          "contactLastName",
          "contactPhone",
          "contactEmail",
          "demoAccountName",
          "demoAccountPassword",
          "demoAccountRequired",
          "notes");

  static BetaAppReviewDetail read(Resource resource) {
    var attributes = resource.attributes();
    return new BetaAppReviewDetail(
        new BetaAppReviewDetailId(resource.id()),
        attributes.optionalString("contactFirstName").orElse(null),
        attributes.optionalString("contactLastName").orElse(null),
        attributes.optionalString("contactPhone").orElse(null),
        attributes.optionalString("contactEmail").orElse(null),
        attributes.optionalString("demoAccountName").orElse(null),
        attributes
            .optionalString("demoAccountPassword")
            .filter(text -> !text.isEmpty())
            .map(DemoAccountPassword::new)
            .orElse(null),
        attributes.optionalBool("demoAccountRequired").orElse(false),
        attributes.optionalString("notes").orElse(null));
  }
}
