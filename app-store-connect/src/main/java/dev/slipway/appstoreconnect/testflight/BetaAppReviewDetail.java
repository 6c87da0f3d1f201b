package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.resource.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What Beta App Review reads about an app. An app has it from the start, with nothing filled in.
///
/// @param demoAccountRequired whether Beta App Review has to sign in
/// @param hasDemoAccountPassword whether a password is there; its text is not kept
public record BetaAppReviewDetail(
    @Nullable String contactFirstName,
    @Nullable String contactLastName,
    @Nullable String contactPhone,
    @Nullable String contactEmail,
    @Nullable String demoAccountName,
    boolean hasDemoAccountPassword,
    boolean demoAccountRequired) {
  static final List<String> FIELDS =
      List.of(
          "contactFirstName",
          "contactLastName",
          "contactPhone",
          "contactEmail",
          "demoAccountName",
          "demoAccountPassword",
          "demoAccountRequired");

  static BetaAppReviewDetail read(Resource resource) {
    var attributes = resource.attributes();
    return new BetaAppReviewDetail(
        attributes.optionalString("contactFirstName").orElse(null),
        attributes.optionalString("contactLastName").orElse(null),
        attributes.optionalString("contactPhone").orElse(null),
        attributes.optionalString("contactEmail").orElse(null),
        attributes.optionalString("demoAccountName").orElse(null),
        attributes
            .optionalString("demoAccountPassword")
            .filter(text -> !text.isEmpty())
            .isPresent(),
        attributes.optionalBool("demoAccountRequired").orElse(false));
  }
}
