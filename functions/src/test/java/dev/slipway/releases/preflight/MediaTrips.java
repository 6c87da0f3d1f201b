package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.MediaCheck.DISPLAY_UNKNOWN;
import static dev.slipway.releases.preflight.checks.MediaCheck.MEDIA_EMPTY;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_BARELY_LONG_ENOUGH;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_CODEC;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_FORMAT;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_FRAME_RATE_HIGH;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_FRAME_RATE_LOW;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_FRAME_RATE_UNEVEN;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_LEVEL;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_NOT_STEREO;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_PIXELS;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_PROFILE;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_PRORES_CONTAINER;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_SOUND_CODEC;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_TOO_LARGE;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_TOO_LONG;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_TOO_SHORT;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_TRACKS_UNEQUAL;
import static dev.slipway.releases.preflight.checks.MediaCheck.PREVIEW_UNMEASURED;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_ALPHA;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_ALPHA_OPAQUE;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_ALPHA_UNSURE;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_COLOURS;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_FORMAT;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_GREY;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_PIXELS;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_SIXTEEN_BIT;
import static dev.slipway.releases.preflight.checks.MediaCheck.SCREENSHOT_TURNED;
import static dev.slipway.releases.preflight.checks.MediaCheck.TOO_MANY_PREVIEWS;
import static dev.slipway.releases.preflight.checks.MediaCheck.TOO_MANY_SCREENSHOTS;

import dev.slipway.drops.media.ImageFacts.Colours;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.movie.VideoFacts.Sound;
import dev.slipway.problems.Check;
import dev.slipway.releases.preflight.checks.MediaCheck;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Pairs for [MediaCheck].
final class MediaTrips {
  private MediaTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        Trip.of(TOO_MANY_SCREENSHOTS, s -> screenshots(s, 11), s -> screenshots(s, 10)),
        Trip.of(TOO_MANY_PREVIEWS, s -> previews(s, 4), s -> previews(s, 3)),
        Trip.of(
            DISPLAY_UNKNOWN,
            s -> s.media.add(ofUnknownDisplay().build()),
            s -> {
              s.media.add(ofUnknownDisplay().build());
              s.displayTypesOfSets = Set.of("APP_IPHONE_70");
            }),
        trip(
            SCREENSHOT_PIXELS,
            () -> screenshot().type("APP_IPHONE_DUO").pixels(1290, 2796),
            () -> screenshot().type("APP_IPHONE_DUO").pixels(2853, 2007)),
        trip(MEDIA_EMPTY, () -> screenshot().sizeBytes(0), () -> screenshot().sizeBytes(1)),
        trip(
            SCREENSHOT_FORMAT,
            () -> screenshot().format(Format.UNKNOWN),
            () -> screenshot().format(Format.JPEG)),
        trip(
            SCREENSHOT_ALPHA,
            () -> screenshot().alphaIsOpaque(false),
            () -> screenshot().alphaIsOpaque(false).type("APP_IPHONE_55")),
        trip(
            SCREENSHOT_ALPHA_UNSURE,
            () -> screenshot().alphaIsOpaque(false).type("APP_DESKTOP"),
            () -> screenshot().alphaIsOpaque(false).type("APP_APPLE_TV")),
        trip(
            SCREENSHOT_ALPHA_OPAQUE,
            () -> screenshot().alphaIsOpaque(true),
            () -> screenshot().alphaIsOpaque(true).type("APP_APPLE_TV")),
        trip(
            SCREENSHOT_COLOURS,
            () -> screenshot().colours(Colours.CMYK),
            () -> screenshot().colours(Colours.RGB)),
        trip(
            SCREENSHOT_GREY,
            () -> screenshot().colours(Colours.GREY),
            () -> screenshot().colours(Colours.RGB)),
        trip(
            SCREENSHOT_TURNED,
            () -> screenshot().orientation(6),
            () -> screenshot().orientation(1)),
        trip(
            SCREENSHOT_SIXTEEN_BIT,
            () -> screenshot().bitDepth(16),
            () -> screenshot().bitDepth(8)),
        trip(
            PREVIEW_FORMAT,
            () -> preview().format(Format.PNG),
            () -> preview().format(Format.QUICKTIME)),
        trip(
            PREVIEW_TOO_LARGE,
            () -> preview().sizeBytes(524_288_001),
            () -> preview().sizeBytes(524_288_000)),
        trip(
            PREVIEW_TOO_SHORT,
            () -> preview().lasts(Duration.ofMillis(14_990)),
            () -> preview().lasts(Duration.ofSeconds(15))),
        trip(
            PREVIEW_BARELY_LONG_ENOUGH,
            () -> preview().lasts(Duration.ofSeconds(15)),
            () -> preview().lasts(Duration.ofMillis(15_500))),
        trip(
            PREVIEW_TRACKS_UNEQUAL,
            () -> preview().shortestTrack(Duration.ofMillis(18_999)),
            () -> preview().shortestTrack(Duration.ofMillis(19_000))),
        trip(
            PREVIEW_TOO_LONG,
            () -> preview().lasts(Duration.ofMillis(30_010)),
            () -> preview().lasts(Duration.ofSeconds(30))),
        trip(
            PREVIEW_NOT_STEREO,
            () -> preview().sound(new Sound(Sound.AAC, 1)),
            () -> preview().sound(new Sound(Sound.AAC, 1), new Sound(Sound.AAC, 1))),
        trip(
            PREVIEW_SOUND_CODEC,
            () -> preview().sound(new Sound(Sound.PCM, 2)),
            () -> preview().sound(new Sound(Sound.PCM, 2)).format(Format.QUICKTIME)),
        trip(
            PREVIEW_FRAME_RATE_HIGH,
            () -> preview().frames(31, 34),
            () -> preview().frames(30, 34)),
        trip(
            PREVIEW_FRAME_RATE_LOW, () -> preview().frames(22, 50), () -> preview().frames(23, 50)),
        trip(
            PREVIEW_FRAME_RATE_UNEVEN,
            () -> preview().frames(30, 51),
            () -> preview().frames(30, 50)),
        trip(PREVIEW_PROFILE, () -> preview().h264(110, 40), () -> preview().h264(77, 40)),
        trip(
            PREVIEW_LEVEL,
            () -> preview().h264(100, 41),
            () -> preview().h264(100, 51).type("APPLE_VISION_PRO").pixels(3840, 2160)),
        trip(PREVIEW_CODEC, () -> preview().codec("hvc1"), () -> preview().codec("avc3")),
        trip(
            PREVIEW_PRORES_CONTAINER,
            () -> preview().codec("apch"),
            () -> preview().codec("apch").format(Format.QUICKTIME)),
        trip(PREVIEW_PIXELS, () -> preview().pixels(1080, 1920), () -> preview().pixels(1920, 886)),
        trip(PREVIEW_UNMEASURED, () -> preview().pixels(0, 0), () -> preview()));
  }

  private static Media screenshot() {
    return Media.screenshot("1.png");
  }

  private static Media ofUnknownDisplay() {
    return Media.screenshot("APP_IPHONE_70/1.png").type("APP_IPHONE_70");
  }

  private static Media preview() {
    return Media.preview("IPHONE_67_1.mp4");
  }

  private static void screenshots(Subject subject, int count) {
    for (int i = 0; i < count; i++) {
      subject.media.add(Media.screenshot(i + ".png").build());
      subject.media.add(Media.screenshot("pad" + i + ".png").type("APP_IPAD_97").build());
    }
  }

  private static void previews(Subject subject, int count) {
    for (int i = 0; i < count; i++) {
      subject.media.add(Media.preview(i + ".mp4").build());
    }
  }

  private static Trip trip(Check check, Supplier<Media> breaking, Supplier<Media> sparing) {
    return Trip.of(
        check, s -> s.media.add(breaking.get().build()), s -> s.media.add(sparing.get().build()));
  }
}
