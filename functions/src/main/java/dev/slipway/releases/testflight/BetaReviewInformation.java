package dev.slipway.releases.testflight;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppReviewDetailId;
import dev.slipway.appstoreconnect.testflight.BetaAppReviewDetail;
import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.drops.metadata.DemoPassword;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.ReviewInformation;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.releases.content.diff.ContentChange.AnswerAgeRating;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.ContentChange.WriteReviewDetail;
import dev.slipway.releases.content.diff.ContentDiff;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Beta App Review asks for beside texts, compared with the drop.
///
/// @param detailId of the information for Beta App Review; null when it was not compared
/// @param detail contact, notes and demo account that change; null for none
/// @param ageRating answers that change; null for none. Apple refuses a build of an app without an
///   age rating, and names no field (media-live.md, K13)
public record BetaReviewInformation(
    @Nullable BetaAppReviewDetailId detailId,
    @Nullable WriteReviewDetail detail,
    @Nullable AnswerAgeRating ageRating) {
  private static final String DEMO_REQUIRED = "demoAccountRequired";

  /// Reads Apple's state, with one call for the contact and one for the age rating if the drop has
  /// them, and compares.
  public static BetaReviewInformation compare(
      AppStoreConnectClient apple, AppId app, DropContent drop) {
    var review = drop.review();
    var present =
        review.fields().isEmpty() && review.password() == null
            ? null
            : apple.betaAppReviewDetails().getFor(app);
    return new BetaReviewInformation(
        present == null ? null : present.id(),
        present == null ? null : changes(review, present).orElse(null),
        ageRating(apple, app, drop.ageRating()));
  }

  /// Compares with the app's information that can be changed; that of an app on the App Store had
  /// its answers at its review.
  private static @Nullable AnswerAgeRating ageRating(
      AppStoreConnectClient apple, AppId app, @Nullable AgeRating wanted) {
    return wanted == null
        ? null
        : apple.appInfos().listFor(app).stream()
            .filter(info -> info.state().isEditable())
            .findFirst()
            .flatMap(info -> ContentDiff.ageRating(wanted, info.ageRating()))
            .orElse(null);
  }

  /// Returns what the drop changes; empty for nothing.
  static Optional<WriteReviewDetail> changes(
      ReviewInformation wanted, BetaAppReviewDetail present) {
    var fields = new LinkedHashMap<String, NewValue<Object>>();
    for (ReviewField field : ReviewField.values()) {
      var text = wanted.fields().get(field);
      String before = value(present, field);
      if (text != null && !PlainText.isSame(text.value(), before)) {
        fields.put(field.attribute(), new NewValue<>(before, text.value(), text.source()));
      }
    }
    var password = wanted.password();
    if (password != null
        && wanted.fields().containsKey(ReviewField.DEMO_USER)
        && !present.demoAccountRequired()) {
      fields.put(DEMO_REQUIRED, new NewValue<>(false, true, password.source()));
    }
    var changed = changed(password, present);
    return fields.isEmpty() && changed == null
        ? Optional.empty()
        : Optional.of(new WriteReviewDetail(null, fields, changed));
  }

  private static @Nullable DemoPassword changed(
      @Nullable DemoPassword wanted, BetaAppReviewDetail present) {
    var shown = present.demoAccountPassword();
    return wanted == null || (shown != null && shown.value().equals(wanted.reveal()))
        ? null
        : wanted;
  }

  private static @Nullable String value(BetaAppReviewDetail detail, ReviewField field) {
    return switch (field) {
      case FIRST_NAME -> detail.contactFirstName();
      case LAST_NAME -> detail.contactLastName();
      case PHONE -> detail.contactPhone();
      case EMAIL -> detail.contactEmail();
      case DEMO_USER -> detail.demoAccountName();
      case NOTES -> detail.notes();
    };
  }
}
