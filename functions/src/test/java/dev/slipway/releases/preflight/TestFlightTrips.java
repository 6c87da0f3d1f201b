package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_AGE_RATING_MISSING;
import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_CONTACT_INCOMPLETE;
import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_DESCRIPTION_MISSING;
import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_FEEDBACK_EMAIL_MISSING;
import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_GROUP_MISSING;
import static dev.slipway.releases.preflight.checks.TestFlightCheck.TESTFLIGHT_LINK_OF_TEAM_GROUP;

import dev.slipway.appstoreconnect.resource.TestFlightId.BetaAppLocalizationId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import dev.slipway.appstoreconnect.testflight.BetaAppLocalization;
import dev.slipway.appstoreconnect.testflight.BetaGroup;
import dev.slipway.appstoreconnect.testflight.TestInformation;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.testflight.BetaGroupTerms;
import dev.slipway.drops.testflight.BetaGroupTerms.PublicLink;
import dev.slipway.drops.testflight.TestFlightSetup;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pairs for the checks of TestFlight.
final class TestFlightTrips {
  private TestFlightTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        Trip.of(
            TESTFLIGHT_GROUP_MISSING,
            s -> tested(s, "Fiends", TestFlightSetup.NONE),
            s -> tested(s, "Fiends", new TestFlightSetup(true, List.of()))),
        Trip.of(TESTFLIGHT_LINK_OF_TEAM_GROUP, s -> linked(s, "Team"), s -> linked(s, "Friends")),
        Trip.of(
            TESTFLIGHT_DESCRIPTION_MISSING,
            s -> tested(s, text(" ", "a@acme.dev"), TestFlightSetup.NONE),
            s ->
                tested(
                    s,
                    text(null, "a@acme.dev"),
                    new TestFlightSetup(
                        false, List.of(), Map.of("en-US", "Acme"), null, false, null, false))),
        Trip.of(
            TESTFLIGHT_FEEDBACK_EMAIL_MISSING,
            s -> tested(s, text("Acme", null), TestFlightSetup.NONE),
            s ->
                tested(
                    s,
                    text("Acme", null),
                    new TestFlightSetup(
                        false, List.of(), Map.of(), "a@acme.dev", false, null, false))),
        Trip.of(
            TESTFLIGHT_CONTACT_INCOMPLETE,
            s -> {
              tested(s, "Friends", TestFlightSetup.NONE);
              s.manifest.testFlightOnly = true;
              s.review.remove(ReviewField.PHONE);
            },
            s -> {
              tested(s, "Team", TestFlightSetup.NONE);
              s.manifest.testFlightOnly = true;
              s.review.remove(ReviewField.PHONE);
            }),
        Trip.of(
            TESTFLIGHT_AGE_RATING_MISSING,
            s -> {
              tested(s, "Friends", TestFlightSetup.NONE);
              s.manifest.testFlightOnly = true;
              s.ageRatingAtApple.clear();
            },
            s -> {
              tested(s, "Friends", TestFlightSetup.NONE);
              s.manifest.testFlightOnly = true;
              s.ageRatingAtApple.keySet().removeIf(question -> !question.equals("gambling"));
            }));
  }

  private static void tested(Subject subject, String group, TestFlightSetup setup) {
    subject.manifest.groups = List.of(group);
    subject.manifest.testFlightSetup = setup;
    subject.testing = information(text("Acme", "a@acme.dev"));
  }

  private static void tested(Subject subject, BetaAppLocalization text, TestFlightSetup setup) {
    tested(subject, "Friends", setup);
    subject.testing = information(text);
  }

  private static void linked(Subject subject, String group) {
    var terms = new BetaGroupTerms(group, false, new PublicLink(null), List.of());
    tested(subject, group, new TestFlightSetup(false, List.of(terms)));
  }

  private static BetaAppLocalization text(
      @Nullable String description, @Nullable String feedbackEmail) {
    return new BetaAppLocalization(
        new BetaAppLocalizationId("L"), "en-US", description, feedbackEmail);
  }

  private static TestInformation information(BetaAppLocalization text) {
    return new TestInformation(
        List.of(
            new BetaGroup(new BetaGroupId("G1"), "Friends", false, false),
            new BetaGroup(new BetaGroupId("G2"), "Team", true, false)),
        true,
        List.of(text),
        null);
  }
}
