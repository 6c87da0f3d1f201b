package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_ALPHA;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_ALPHA_OPAQUE;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_DURATION;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_EMPTY;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_FORMAT;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_FRAME_RATE;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_FRAME_RATE_NEAR;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_PIXELS;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_TOO_LARGE;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_TOO_MANY;
import static dev.slipway.releases.preflight.creative.CreativeCheck.CREATIVE_UNMEASURED;
import static dev.slipway.releases.preflight.creative.CreativeLibraryCheck.CREATIVE_LIBRARY_MISSING;
import static dev.slipway.releases.preflight.creative.CreativeLibraryCheck.CREATIVE_SOUND_MISSING;

import dev.slipway.appstoreconnect.library.AssetCategory;
import dev.slipway.appstoreconnect.library.AssetSpec;
import dev.slipway.appstoreconnect.library.AssetSpec.OfVideo;
import dev.slipway.appstoreconnect.library.AssetSpec.Range;
import dev.slipway.appstoreconnect.library.PlacementSlot;
import dev.slipway.appstoreconnect.library.ReferenceData;
import dev.slipway.appstoreconnect.library.ReferenceData.SlotRules;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.creative.CreativeFile;
import dev.slipway.drops.media.creative.CreativeSlot;
import dev.slipway.problems.Check;
import dev.slipway.releases.preflight.facts.LibraryFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Pairs for the checks of product page headers and search results.
final class CreativeTrips {
  private CreativeTrips() {}

  static Stream<Trip> all() {
    return Stream.of(
        Trip.of(
            CREATIVE_TOO_MANY,
            s -> {
              add(s, header());
              add(s, video());
            },
            s -> {
              add(s, header());
              add(s, header().in("de-DE"));
              s.creatives.add(
                  new CreativeFile(
                      CreativeSlot.APP_STORE_SEARCH_RESULTS, header().pixels(1920, 1280).build()));
            }),
        trip(CREATIVE_EMPTY, () -> header().sizeBytes(0), () -> header().sizeBytes(1)),
        trip(
            CREATIVE_TOO_LARGE,
            () -> header().sizeBytes(524_288_001),
            () -> header().sizeBytes(524_288_000)),
        trip(CREATIVE_PIXELS, () -> header().pixels(1646, 3840), () -> header().pixels(5244, 2950)),
        trip(
            CREATIVE_FORMAT,
            () -> named("header.jpg").format(Format.JPEG),
            () -> named("header.png")),
        trip(
            CREATIVE_ALPHA,
            () -> header().alphaIsOpaque(false),
            () -> header().alphaIsOpaque(true)),
        trip(
            CREATIVE_ALPHA_OPAQUE, () -> header().alphaIsOpaque(true), () -> header().alpha(false)),
        trip(
            CREATIVE_DURATION,
            () -> video().lasts(Duration.ofMillis(4_999)),
            () -> video().lasts(Duration.ofSeconds(5))),
        trip(CREATIVE_FRAME_RATE, () -> video().frames(24, 50), () -> video().frames(60, 20)),
        trip(CREATIVE_FRAME_RATE_NEAR, () -> video().rate(5994), () -> video().rate(2997)),
        trip(CREATIVE_UNMEASURED, () -> video().lasts(null), () -> video()),
        Trip.of(
            CREATIVE_LIBRARY_MISSING,
            s -> {
              add(s, header());
              s.library = new LibraryFacts(false, null);
            },
            s -> {
              add(s, header());
              s.library = new LibraryFacts(true, null);
            }),
        Trip.of(
            CREATIVE_SOUND_MISSING,
            s -> {
              add(s, video().sound());
              s.library = soundRequired(true);
            },
            s -> {
              add(s, video().sound());
              s.library = soundRequired(false);
            }));
  }

  static LibraryFacts soundRequired(boolean required) {
    var spec =
        new AssetSpec(
            "v",
            "v",
            new Range(3840, 3840),
            new Range(1646, 1646),
            List.of(".mp4"),
            null,
            new OfVideo(List.of(new Range(30, 30)), null, null, required));
    return new LibraryFacts(
        true,
        new ReferenceData(
            Map.of("v", spec),
            Map.of(
                new PlacementSlot("PRODUCT_PAGE_HEADER_ASSET", "DEFAULT_PROFILE"),
                new SlotRules(1, List.of(AssetCategory.CREATIVE_ASSETS), List.of("v")))));
  }

  static Media header() {
    return named("header.png");
  }

  static Media named(String name) {
    return Media.screenshot("PRODUCT_PAGE_HEADER/" + name).pixels(3840, 1646);
  }

  static Media video() {
    return Media.preview("PRODUCT_PAGE_HEADER/tour.mp4").pixels(3840, 1646);
  }

  static void add(Subject subject, Media media) {
    subject.creatives.add(new CreativeFile(CreativeSlot.PRODUCT_PAGE_HEADER, media.build()));
  }

  private static Trip trip(Check check, Supplier<Media> breaking, Supplier<Media> sparing) {
    return Trip.of(check, s -> add(s, breaking.get()), s -> add(s, sparing.get()));
  }
}
