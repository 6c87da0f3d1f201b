package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.drops.media.creative.CreativeFile;
import dev.slipway.drops.media.creative.CreativeSlot;
import dev.slipway.problems.Finding;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What preflight says about files for product page headers and search results.
class CreativeFindingsTest {
  private final Subject subject = new Subject();

  @ParameterizedTest
  @CsvSource({
    "PRODUCT_PAGE_HEADER, h.png, 3840, 1646,",
    "PRODUCT_PAGE_HEADER, h.png, 5244, 2950,",
    "PRODUCT_PAGE_HEADER, h.png, 1920, 1280, creative-pixels",
    "PRODUCT_PAGE_HEADER, h.jpg, 3840, 1646, creative-format",
    "PRODUCT_PAGE_HEADER, h.mp4, 3840, 1646,",
    "PRODUCT_PAGE_HEADER, h.mov, 3840, 1646,",
    "PRODUCT_PAGE_HEADER, h.mp4, 5244, 2950, creative-pixels",
    "APP_STORE_SEARCH_RESULTS, s.png, 1920, 1280,",
    "APP_STORE_SEARCH_RESULTS, s.jpg, 3840, 2560,",
    "APP_STORE_SEARCH_RESULTS, s.JPEG, 3000, 2000,",
    "APP_STORE_SEARCH_RESULTS, s.png, 2000, 1333,",
    "APP_STORE_SEARCH_RESULTS, s.png, 2000, 1330, creative-pixels",
    "APP_STORE_SEARCH_RESULTS, s.png, 1917, 1278, creative-pixels",
    "APP_STORE_SEARCH_RESULTS, s.png, 3843, 2562, creative-pixels",
    "APP_STORE_SEARCH_RESULTS, s.png, 5244, 2950,",
    "APP_STORE_SEARCH_RESULTS, s.jpg, 5244, 2950, creative-format",
    "APP_STORE_SEARCH_RESULTS, s.m4v, 1920, 1280,",
    "APP_STORE_SEARCH_RESULTS, s.mp4, 1280, 1920, creative-pixels"
  })
  void sizesAndFormatsAreThoseOfAppleForTheSlot(
      CreativeSlot slot, String name, int width, int height, String check) {
    add(slot, media(name).pixels(width, height));

    assertThat(subject.examined())
        .extracting(Finding::check)
        .isEqualTo(check == null ? List.of() : List.of(check));
  }

  @Test
  void aFindingHasFileValueAndOneThingToDo() {
    add(CreativeSlot.PRODUCT_PAGE_HEADER, media("h.png").pixels(1920, 1080));

    var finding = subject.examined().getFirst();

    assertThat(finding.file()).isEqualTo("screenshots/en-US/h.png");
    assertThat(finding.found()).isEqualTo("1920×1080 for the product page header");
    assertThat(finding.remedy())
        .contains("Export it in such a size.")
        .contains("For the product page header, Apple takes 3840×1646 or 5244×2950.");
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    add(
        CreativeSlot.APP_STORE_SEARCH_RESULTS,
        media("s.mp4")
            .pixels(1920, 1280)
            .frames(24, 50)
            .lasts(Duration.ofSeconds(31))
            .sizeBytes(600_000_000));
    add(CreativeSlot.APP_STORE_SEARCH_RESULTS, media("t.png").pixels(100, 100));

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::found)
        .containsExactlyInAnyOrder(
            tuple("creative-too-large", "600,000,000 bytes"),
            tuple("creative-duration", "31.000 seconds"),
            tuple("creative-frame-rate", "24.00 frames per second"),
            tuple("creative-too-many", "one more file for the search results"),
            tuple("creative-pixels", "100×100 for the search results"));
  }

  /// A file of `default/` is one finding, however many locales use it.
  @Test
  void aSharedFileIsReportedOnce() {
    for (String locale : List.of("de-DE", "en-US")) {
      var media = media("h.png").pixels(1920, 1080).in(locale).build();
      subject.creatives.add(
          new CreativeFile(
              CreativeSlot.PRODUCT_PAGE_HEADER,
              new MediaFile(
                  new ObjectVersion(
                      "screenshots/default/PRODUCT_PAGE_HEADER/h.png", "v1", "etag", 1000),
                  locale,
                  media.kind(),
                  media.displayType(),
                  media.look())));
    }

    assertThat(subject.examined()).hasSize(1);
  }

  @Test
  void appleAtRunTimeWinsOverTheTable() {
    add(CreativeSlot.PRODUCT_PAGE_HEADER, media("h.png").pixels(3840, 1646));
    add(CreativeSlot.APP_STORE_SEARCH_RESULTS, media("s.png").pixels(1920, 1280));
    assertThat(subject.examined()).isEmpty();

    subject.library = CreativeTrips.soundRequired(false);

    assertThat(subject.examined())
        .as("the header takes only videos now; search results are as in the table")
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("creative-pixels");
              assertThat(finding.remedy())
                  .contains("Apple takes no such files for the product page header.");
            });
  }

  @Test
  void headersBesideOtherMediaCountForThemselves() {
    subject.media.add(Media.screenshot("1.png").build());
    add(CreativeSlot.PRODUCT_PAGE_HEADER, media("h.png").pixels(3840, 1646));
    add(CreativeSlot.APP_STORE_SEARCH_RESULTS, media("s.png").pixels(1920, 1280));

    assertThat(subject.examined()).isEmpty();
  }

  private static Media media(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "png" -> Media.screenshot(name);
      case "mov" -> Media.preview(name).format(Format.QUICKTIME);
      case "mp4", "m4v" -> Media.preview(name);
      default -> Media.screenshot(name).format(Format.JPEG);
    };
  }

  private void add(CreativeSlot slot, Media media) {
    subject.creatives.add(new CreativeFile(slot, media.build()));
  }
}
