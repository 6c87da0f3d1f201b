package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.movie.VideoFacts.Sound;
import dev.slipway.problems.Finding;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What no single check of media shows: how they go together, and with locales.
class MediaFindingsTest {
  @Test
  void screenshotsAloneMakeANewLocaleThatNeedsItsTexts() {
    var subject = new Subject();
    subject.media.add(Media.screenshot("1.png").in("fr-FR").build());

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file)
        .containsExactlyInAnyOrder(
            tuple("locale-added", "screenshots/fr-FR"),
            tuple("name-missing", "metadata/fr-FR/name.txt"),
            tuple("privacy-policy-url-missing", "metadata/fr-FR/privacy_url.txt"),
            tuple("description-missing", "metadata/fr-FR/description.txt"),
            tuple("keywords-missing", "metadata/fr-FR/keywords.txt"),
            tuple("support-url-missing", "metadata/fr-FR/support_url.txt"),
            tuple("update-without-whats-new", "metadata/fr-FR/release_notes.txt"));
    assertThat(subject.examined())
        .allSatisfy(finding -> assertThat(finding.remedy()).contains("screenshots or previews"));
  }

  @Test
  void previewsAloneMakeANewLocaleToo() {
    var subject = new Subject();
    subject.media.add(Media.preview("IPHONE_67.mp4").in("fr-FR").inFolder("app_previews").build());

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file)
        .contains(
            tuple("locale-added", "app_previews/fr-FR"),
            tuple("description-missing", "metadata/fr-FR/description.txt"));
  }

  @Test
  void textsForTheLocalesOfTheAppAreNotThoseOfANewOne() {
    var subject = new Subject();
    subject.fallback.putAll(subject.texts.get("en-US"));
    subject.texts.clear();
    subject.media.add(Media.screenshot("1.png").in("fr-FR").build());

    assertThat(subject.examined())
        .extracting(Finding::file)
        .contains("metadata/fr-FR/description.txt", "metadata/fr-FR/release_notes.txt")
        .allSatisfy(file -> assertThat(file).contains("fr-FR"));
  }

  @Test
  void screenshotsOfALocaleOfTheAppNeedNoTexts() {
    var subject = new Subject();
    for (String locale : List.of("de-DE", "en-US")) {
      subject.appInfoTexts.put(locale, Subject.appInfoText(locale));
    }
    subject.texts.remove("de-DE");
    subject.media.add(Media.screenshot("1.png").in("de-DE").build());

    assertThat(subject.examined()).extracting(Finding::check).containsExactly("whats-new-repeated");
  }

  @Test
  void screenshotsOfUnknownSizeMakeNoLocale() {
    var subject = new Subject();
    subject.media.add(Media.screenshot("1.png").in("fr-FR").type(null).build());

    assertThat(subject.examined()).isEmpty();
  }

  @Test
  void screenshotsKeepALocaleFromBeingRemoved() {
    var subject = new Subject();
    subject.manifest.removeMissingLocales = true;
    subject.texts.remove("de-DE");
    assertThat(subject.examined()).extracting(Finding::check).containsExactly("locale-removed");

    subject.media.add(Media.screenshot("1.png").in("de-DE").build());

    assertThat(subject.examined()).extracting(Finding::check).doesNotContain("locale-removed");
  }

  @Test
  void emptyFileIsToldAsSuchAndOnce() {
    var subject = new Subject();
    subject.media.add(
        Media.screenshot("1.png").format(Format.UNKNOWN).pixels(0, 0).sizeBytes(0).build());

    assertThat(subject.examined()).extracting(Finding::check).containsExactly("media-empty");
  }

  @Test
  void videoWhoseHeaderIsOutOfReachIsForAppleToJudge() {
    var subject = new Subject();
    var unmeasured = Media.preview("1.mp4").pixels(0, 0).lasts(null).codec(null);
    subject.media.add(unmeasured.build());

    assertThat(subject.examined()).extracting(Finding::check).containsExactly("preview-unmeasured");

    subject.media.clear();
    subject.media.add(unmeasured.type(null).build());

    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("preview-unmeasured");
              assertThat(finding.found()).isNull();
              assertThat(finding.remedy()).contains("its name has no PreviewType");
            });
  }

  @Test
  void whatManyFilesHaveInCommonIsToldOnce() {
    var subject = new Subject();
    for (int i = 0; i < 12; i++) {
      var locale = i < 6 ? "en-US" : "de-DE";
      subject.media.add(
          Media.screenshot(i + ".png").in(locale).alphaIsOpaque(i == 3 ? null : true).build());
      subject.media.add(
          Media.screenshot("tv" + i + ".png")
              .type(i < 6 ? "APP_DESKTOP" : "APP_IPAD_PRO_129")
              .alphaIsOpaque(false)
              .build());
    }

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactlyInAnyOrder(
            tuple("screenshot-alpha-opaque", "screenshots/en-US/0.png", "12 files"),
            tuple("screenshot-alpha-unsure", "screenshots/en-US/tv0.png", "12 files"));
    assertThat(subject.examined().getFirst().remedy())
        .endsWith("screenshots/de-DE/8.png, screenshots/de-DE/9.png and 2 more.");
  }

  @Test
  void previewsWithTheSameFaultAreToldTogether() {
    var subject = new Subject();
    for (String locale : List.of("de-DE", "en-US")) {
      subject.media.add(Media.preview("1.mp4").in(locale).sound().build());
      subject.media.add(Media.preview("2.mp4").in(locale).pixels(1080, 1920).build());
    }
    subject.media.add(Media.preview("3.mp4").sound(new Sound(Sound.AAC, 1)).build());

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactly(
            tuple("preview-not-stereo", "screenshots/de-DE/1.mp4", "no sound, 2 files"),
            tuple("preview-pixels", "screenshots/de-DE/2.mp4", "1080×1920 for IPHONE_67, 2 files"),
            tuple("preview-not-stereo", "screenshots/en-US/3.mp4", "one channel"));
    assertThat(subject.examined().get(1).remedy())
        .endsWith(
            "IPHONE_67 needs 886×1920, 1920×886. The files are screenshots/de-DE/2.mp4,"
                + " screenshots/en-US/2.mp4.");
  }

  @Test
  void upToTenFilesAreNamed() {
    var subject = new Subject();
    for (int i = 0; i < 10; i++) {
      subject.media.add(Media.screenshot(i + ".png").alphaIsOpaque(false).build());
    }

    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("screenshot-alpha");
              assertThat(finding.found()).isEqualTo("10 files");
              assertThat(finding.remedy()).endsWith("screenshots/en-US/9.png.");
            });
  }

  @Test
  void frameIsShownWithTheDigitsThatMatter() {
    var subject = new Subject();
    subject.media.add(Media.preview("1.mp4").longestFrame(Duration.ofNanos(50_400_000)).build());
    subject.media.add(Media.preview("2.mp4").longestFrame(Duration.ofNanos(50_000_400)).build());

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::found)
        .containsExactly(
            tuple("preview-frame-rate-uneven", "a frame of 0.0504 seconds"),
            tuple("preview-frame-rate-uneven", "a frame of 0.0500004 seconds"));
  }

  @ParameterizedTest
  @CsvSource({
    "30_000_400_000, 30.0004 seconds",
    "30_000_000_001, 30.000000001 seconds",
    "30_100_000_000, 30.100 seconds",
    "14_999_999_999, 14.999999999 seconds",
    "14_933_333_333, 14.933 seconds"
  })
  void lengthIsShownWithTheDigitsThatMatter(String nanos, String shown) {
    var subject = new Subject();
    subject.media.add(
        Media.preview("1.mp4")
            .lasts(Duration.ofNanos(Long.parseLong(nanos.replace("_", ""))))
            .build());

    assertThat(subject.examined())
        .filteredOn(finding -> finding.check().startsWith("preview-too"))
        .extracting(Finding::found)
        .containsExactly(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "AAC, 6, preview-not-stereo",
    "AAC, 1, preview-not-stereo",
    "MP3, 2, preview-sound-codec",
    "ac-3, 2, preview-sound-codec"
  })
  void soundThatAppleDoesNotTake(String coding, int channels, String check) {
    var subject = new Subject();
    subject.media.add(Media.preview("1.mp4").sound(new Sound(coding, channels)).build());

    assertThat(subject.examined()).extracting(Finding::check).containsExactly(check);

    // Another track is enough.
    subject.media.clear();
    subject.media.add(
        Media.preview("1.mp4").sound(new Sound(coding, channels), new Sound("AAC", 2)).build());

    assertThat(subject.examined()).isEmpty();
  }

  @Test
  void soundThatCannotBeReadIsForAppleToJudge() {
    var subject = new Subject();
    subject.media.add(Media.preview("1.mp4").unknownSound().build());

    assertThat(subject.examined()).isEmpty();
  }

  @Test
  void shortestTrackCounts() {
    var subject = new Subject();
    var media = Media.preview("1.mp4").shortestTrack(Duration.ofSeconds(15)).build();
    subject.media.add(media);

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::found)
        .containsExactlyInAnyOrder(
            tuple("preview-barely-long-enough", "15.000 seconds"),
            tuple(
                "preview-tracks-unequal",
                "15.000 seconds and 20.000 seconds, 5.000 seconds apart"));
  }

  @Test
  void brokenImageIsNotLookedAtFurther() {
    var subject = new Subject();
    var media = Media.screenshot("1.png").format(Format.UNKNOWN).pixels(0, 0).type(null).build();
    subject.media.add(media);
    subject.findings.add(
        ReadingCheck.MEDIA_UNREADABLE.finding(
            media.file().key(), "neither an image nor a video", ""));

    assertThat(subject.examined()).extracting(Finding::check).containsExactly("media-unreadable");
  }
}
