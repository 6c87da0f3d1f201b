package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.ATTACHMENT_EMPTY;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.ATTACHMENT_TYPE;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.CONTACT_INVISIBLE;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.DEMO_PASSWORD_IN_NOTES;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.DEMO_PASSWORD_MISSING;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.DEMO_USER_MISSING;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.EMAIL_MALFORMED;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.NOTES_TOO_LONG;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.PHONE_MALFORMED;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.PHONE_TOO_LONG;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.PHONE_WITHOUT_COUNTRY;
import static dev.slipway.releases.preflight.checks.ReviewInformationCheck.REVIEW_TEXT_CONTROL_CHARACTER;

import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.problems.Check;
import dev.slipway.releases.preflight.checks.ReviewInformationCheck;
import java.util.stream.Stream;

/// Pairs for [ReviewInformationCheck].
final class ReviewInformationTrips {
  private ReviewInformationTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        Trip.of(
            DEMO_PASSWORD_MISSING,
            s -> s.password = null,
            s -> {
              s.password = null;
              s.demoAccountAtApple = true;
            }),
        Trip.of(
            DEMO_USER_MISSING,
            s -> s.review.remove(ReviewField.DEMO_USER),
            s -> {
              s.review.remove(ReviewField.DEMO_USER);
              s.demoAccountAtApple = true;
            }),
        field(
            DEMO_PASSWORD_IN_NOTES,
            ReviewField.NOTES,
            "Sign in with " + Subject.PASSWORD + ".",
            "Sign in with the correct one."),
        field(PHONE_WITHOUT_COUNTRY, ReviewField.PHONE, "020 7946 0000", "+44 20 7946 0000"),
        field(PHONE_MALFORMED, ReviewField.PHONE, "+44 ask Ada", "+44 (20) 7946-0000"),
        field(PHONE_TOO_LONG, ReviewField.PHONE, "+44 - 20 - 7946 - 000", "+44 - 20 - 7946 - 00"),
        field(EMAIL_MALFORMED, ReviewField.EMAIL, "ada@acme", "ada.l+review@mail.acme.dev"),
        field(CONTACT_INVISIBLE, ReviewField.PHONE, "+44 20\u200B 7946 0000", "+44 20 7946 0000"),
        field(NOTES_TOO_LONG, ReviewField.NOTES, "n".repeat(4001), "n".repeat(4000)),
        field(REVIEW_TEXT_CONTROL_CHARACTER, ReviewField.FIRST_NAME, "Ada\nMary", "Ada Mary"),
        attachment(ATTACHMENT_EMPTY, "attachment.pdf", 0, "attachment.pdf", 1),
        attachment(ATTACHMENT_TYPE, "attachment.exe", 1, "attachment.PDF", 1));
  }

  private static Trip field(Check check, ReviewField field, String breaking, String sparing) {
    return Trip.of(check, s -> s.review(field, breaking), s -> s.review(field, sparing));
  }

  private static Trip attachment(
      Check check, String breaking, long breakingBytes, String sparing, long sparingBytes) {
    return Trip.of(
        check,
        s -> s.attachment = file(breaking, breakingBytes),
        s -> s.attachment = file(sparing, sparingBytes));
  }

  private static ObjectVersion file(String name, long sizeBytes) {
    return new ObjectVersion("metadata/review_information/" + name, "v1", "etag", sizeBytes);
  }
}
