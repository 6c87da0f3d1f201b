package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.live.LivePageCheck.LIVE_FILE_NOT_TAKEN;
import static dev.slipway.releases.preflight.live.LivePageCheck.LIVE_TEXT_MISSING;
import static dev.slipway.releases.preflight.live.LiveVersionCheck.LIVE_LOCALE_MISSING;
import static dev.slipway.releases.preflight.live.LiveVersionCheck.LIVE_TEXT_ENDS_WITH_NEXT_VERSION;
import static dev.slipway.releases.preflight.live.LiveVersionCheck.NO_LIVE_VERSION;

import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.drops.manifest.ReleaseManifest.WithoutIpa;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Check;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Pairs for [dev.slipway.releases.preflight.live.LivePageCheck] and
/// [dev.slipway.releases.preflight.live.LiveVersionCheck].
final class LiveVersionTrips {
  private LiveVersionTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        live(
            LIVE_FILE_NOT_TAKEN,
            s -> s.english(TextField.DESCRIPTION, "What the app does."),
            s -> s.english(TextField.PROMOTIONAL_TEXT, "A third off.")),
        live(
            LIVE_TEXT_MISSING,
            s -> s.texts.clear(),
            s -> {
              s.texts.remove("de-DE");
            }),
        live(
            NO_LIVE_VERSION,
            s -> s.versions.clear(),
            s -> s.versions.add(AppleObjects.version("2.0", AppVersionState.IN_REVIEW))),
        live(
            LIVE_LOCALE_MISSING,
            s -> s.text("fr-FR", TextField.PROMOTIONAL_TEXT, "Moitié prix."),
            s -> s.text("de-DE", TextField.PROMOTIONAL_TEXT, "Zum halben Preis.")),
        live(
            LIVE_TEXT_ENDS_WITH_NEXT_VERSION,
            s ->
                s.versions.add(
                    AppleObjects.version(
                        "2.0", AppVersionState.WAITING_FOR_REVIEW, null, false, "en-US")),
            s ->
                s.versions.add(
                    AppleObjects.version(
                        "2.0", AppVersionState.WAITING_FOR_REVIEW, null, false, "fr-FR"))));
  }

  private static Trip live(Check check, Consumer<Subject> breaking, Consumer<Subject> sparing) {
    return new Trip(check, LiveVersionTrips::sound, breaking, sparing);
  }

  /// A drop with promotional texts alone.
  private static Subject sound() {
    var subject = new Subject();
    subject.manifest.withoutIpa = new WithoutIpa("com.acme.app", null, null, true);
    subject.binary = null;
    subject.texts.clear();
    subject.copyright = null;
    subject.review.clear();
    subject.password = null;
    subject.english(TextField.PROMOTIONAL_TEXT, "Half price.");
    return subject.text("de-DE", TextField.PROMOTIONAL_TEXT, "Halber Preis.");
  }
}
