package dev.slipway.drops.media.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ignored.IgnoredFiles;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.media.FakeMemory;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.SampleMedia;
import dev.slipway.drops.metadata.ContentOptions;
import dev.slipway.drops.metadata.ContentReader;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.FakeFolder;
import dev.slipway.problems.Finding;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders of displays within the folders of locales.
class DisplayFolderTest {
  private static final byte[] PHONE = SampleMedia.png(1290, 2796);
  private static final byte[] DUO = SampleMedia.png(1398, 2034);
  private static final byte[] PAD = SampleMedia.png(2048, 2732);
  private static final byte[] WATCH = SampleMedia.png(312, 390);
  private static final byte[] VIDEO = SampleMedia.mp4(886, 1920, 20);

  @ParameterizedTest
  @CsvSource({
    "APP_IPHONE_67, APP_IPHONE_67, IPHONE_67",
    "IPHONE_67, APP_IPHONE_67, IPHONE_67",
    "iphone_duo, APP_IPHONE_DUO, IPHONE_DUO",
    "App_iPhone_Duo, APP_IPHONE_DUO, IPHONE_DUO",
    "DESKTOP, APP_DESKTOP, DESKTOP",
    "APP_WATCH_ULTRA, APP_WATCH_ULTRA, WATCH_ULTRA",
    "IMESSAGE_APP_IPAD_97, IMESSAGE_APP_IPAD_97, IPAD_97",
    "APP_IPHONE_70, APP_IPHONE_70, IPHONE_70",
    "IPAD_PRO_4GEN_13, APP_IPAD_PRO_4GEN_13, IPAD_PRO_4GEN_13",
    "APP_APPLE_GLASSES, APP_APPLE_GLASSES, APPLE_GLASSES"
  })
  void nameOfAFolderIsThatOfADisplay(String name, String screenshotType, String previewType) {
    var display = DisplayFolder.of(name).orElseThrow();
    assertThat(display.displayType(MediaKind.SCREENSHOT, false)).isEqualTo(screenshotType);
    assertThat(display.displayType(MediaKind.PREVIEW, false)).isEqualTo(previewType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw",
        "iphone",
        "app_iphone_70",
        "iPhone 6.7",
        "APP",
        "APP_",
        "IPHONE",
        "old_IPHONE_67",
        "PRODUCT_PAGE_HEADER",
        "APP_STORE_SEARCH_RESULTS",
        ".IPHONE_67",
        ""
      })
  void otherNamesAreNotThoseOfDisplays(String name) {
    assertThat(DisplayFolder.of(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "iPhone Duo, IPHONE_DUO",
    "iphone67, IPHONE_67",
    "APP_IPHONE_66, APP_IPHONE_67",
    "APP_IPAD_PRO_192, APP_IPAD_PRO_129",
    "app-ipad-pro-3gen-129, APP_IPAD_PRO_3GEN_129",
    "APP_WATCH_SERIES_11, APP_WATCH_SERIES_10",
    "IMESSAGE_APP_IPHONE_DOU, IMESSAGE_APP_IPHONE_DUO",
    "raw, "
  })
  void closestKnownNameIsNamed(String name, @Nullable String closest) {
    assertThat(DisplayFolder.closest(name).orElse(null)).isEqualTo(closest);
  }

  @Test
  void folderDecidesOnTheDisplayAndItsNamesOnTheOrder() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/en-US/APP_IPHONE_67/10.png", PHONE)
                .with("screenshots/en-US/APP_IPHONE_67/2.png", PHONE)
                .with("screenshots/en-US/APP_IPHONE_67/.hidden.png", PHONE)
                .with("screenshots/en-US/IPHONE_67/tour.mp4", VIDEO)
                .with("screenshots/en-US/IPHONE_DUO/1.png", DUO)
                .with("screenshots/en-US/IPHONE_DUO/tour.mp4", VIDEO)
                .with("screenshots/en-US/APP_IPAD_PRO_129/1.png", PAD)
                .with("screenshots/en-US/APP_WATCH_SERIES_3/1.png", WATCH)
                .with("screenshots/iMessage/en-US/IPHONE_67/1.png", PHONE)
                .with("app_previews/EN-us/IPHONE_61/tour.mp4", VIDEO));

    assertThat(content.media())
        .extracting(media -> media.file().key(), MediaFile::displayType)
        .containsExactlyInAnyOrder(
            tuple("screenshots/en-US/APP_IPHONE_67/2.png", "APP_IPHONE_67"),
            tuple("screenshots/en-US/APP_IPHONE_67/10.png", "APP_IPHONE_67"),
            tuple("screenshots/en-US/IPHONE_67/tour.mp4", "IPHONE_67"),
            tuple("screenshots/en-US/IPHONE_DUO/1.png", "APP_IPHONE_DUO"),
            tuple("screenshots/en-US/IPHONE_DUO/tour.mp4", "IPHONE_DUO"),
            tuple("screenshots/en-US/APP_IPAD_PRO_129/1.png", "APP_IPAD_PRO_129"),
            tuple("screenshots/en-US/APP_WATCH_SERIES_3/1.png", "APP_WATCH_SERIES_3"),
            tuple("screenshots/iMessage/en-US/IPHONE_67/1.png", "IMESSAGE_APP_IPHONE_67"),
            tuple("app_previews/EN-us/IPHONE_61/tour.mp4", "IPHONE_61"));
    assertThat(content.media().stream().filter(m -> "APP_IPHONE_67".equals(m.displayType())))
        .extracting(media -> media.file().fileName())
        .containsExactly("2.png", "10.png");
    assertThat(content.findings()).isEmpty();
  }

  @Test
  void defaultFolderSuppliesTheDisplaysThatALocaleLacks() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("metadata/fr-FR/name.txt", "Exemple")
                .with("screenshots/default/IPHONE_67/1.png", PHONE)
                .with("screenshots/default/IPHONE_DUO/1.png", DUO)
                .with("screenshots/ja/APP_IPHONE_67/9.png", PHONE));

    assertThat(content.media())
        .extracting(MediaFile::locale, media -> media.file().key())
        .containsExactly(
            tuple("fr-FR", "screenshots/default/IPHONE_67/1.png"),
            tuple("fr-FR", "screenshots/default/IPHONE_DUO/1.png"),
            tuple("ja", "screenshots/ja/APP_IPHONE_67/9.png"),
            tuple("ja", "screenshots/default/IPHONE_DUO/1.png"));
    assertThat(content.findings()).isEmpty();
  }

  @Test
  void localeHasItsPicturesInOneOfTheTwoWays() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/en-US/1.png", PHONE)
                .with("screenshots/en-US/2.png", PHONE)
                .with("screenshots/en-US/IPHONE_DUO/1.png", DUO)
                .with("screenshots/ja/1.png", PHONE)
                .with("app_previews/ja/IPHONE_67/1.mp4", VIDEO));

    assertThat(content.findings())
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactly(
            tuple(
                ReadingCheck.MEDIA_FOLDERS_MIXED.slug(),
                "screenshots/en-US/1.png",
                "beside IPHONE_DUO/"));
    assertThat(content.findings().getFirst().remedy()).contains("screenshots/en-US/2.png");
  }

  @Test
  void twoFoldersOfOneDisplayAreAFaultUnlessTheirFilesAreOfDifferentKinds() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/en-US/APP_IPHONE_67/1.png", PHONE)
                .with("screenshots/en-US/IPHONE_67/2.png", PHONE)
                .with("screenshots/ja/APP_IPHONE_67/1.png", PHONE)
                .with("screenshots/ja/IPHONE_67/2.mp4", VIDEO));

    assertThat(content.findings())
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactly(
            tuple(
                ReadingCheck.NAMES_AMBIGUOUS.slug(),
                "screenshots/en-US/IPHONE_67",
                "the same display as screenshots/en-US/APP_IPHONE_67"));
  }

  @Test
  void previewOfIPhoneDuoIsNeverGuessed() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("app_previews/ja/1.mp4", VIDEO)
                .with("app_previews/ja/IPHONE_DUO_2.mp4", VIDEO)
                .with("app_previews/ja/iPhone Duo 3.mp4", VIDEO)
                .with("app_previews/ja/duo 4.mp4", VIDEO));

    assertThat(content.media())
        .extracting(media -> media.file().fileName(), MediaFile::displayType)
        .containsExactlyInAnyOrder(
            tuple("1.mp4", "IPHONE_67"),
            tuple("duo 4.mp4", "IPHONE_67"),
            tuple("iPhone Duo 3.mp4", "IPHONE_DUO"),
            tuple("IPHONE_DUO_2.mp4", "IPHONE_DUO"));
  }

  /// What Slipway does not know is passed on; preflight compares it with what Apple has.
  @Test
  void displayThatSlipwayDoesNotKnowIsKept() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/en-US/APP_APPLE_GLASSES/1.png", SampleMedia.png(123, 456)));

    assertThat(content.media())
        .extracting(MediaFile::displayType)
        .containsExactly("APP_APPLE_GLASSES");
    assertThat(content.findings()).isEmpty();
  }

  @Test
  void displayOfAnotherPlatformIsLeftOut() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/en-US/APP_DESKTOP/1.png", SampleMedia.png(1280, 800))
                .with("screenshots/en-US/APP_IPHONE_67/1.png", PHONE));

    assertThat(content.media()).extracting(MediaFile::displayType).containsExactly("APP_IPHONE_67");
    assertThat(content.findings())
        .extracting(Finding::check)
        .containsExactly(ReadingCheck.MEDIA_OF_OTHER_PLATFORM.slug());
  }

  @Test
  void previewForIMessageIsLeftOut() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/en-US/IMESSAGE_APP_IPHONE_67/1.mp4", VIDEO)
                .with("screenshots/en-US/IMESSAGE_APP_IPHONE_67/1.png", PHONE));

    assertThat(content.media())
        .extracting(MediaFile::displayType)
        .containsExactly("IMESSAGE_APP_IPHONE_67", null);
    assertThat(content.findings())
        .extracting(Finding::check)
        .containsExactly(ReadingCheck.MEDIA_SIZE_UNKNOWN.slug());
  }

  @Test
  void otherFoldersAreIgnoredAndTheDisplayThatWasMeantIsNamed() throws IOException {
    var folder =
        new FakeFolder()
            .with("screenshots/en-US/IPHONE_67/1.png", PHONE)
            .with("screenshots/en-US/IPHONE_67/2.webp", "x")
            .with("screenshots/en-US/IPHONE_67/more/3.png", PHONE)
            .with("screenshots/en-US/iPhone Duo/1.png", DUO)
            .with("screenshots/en-US/raw/1.png", PHONE)
            .with("app_previews/en-US/PRODUCT_PAGE_HEADER/1.mp4", VIDEO);

    assertThat(read(folder).media()).hasSize(1);
    List<Finding> ignored =
        IgnoredFiles.find(folder.list("", Integer.MAX_VALUE), ReleaseManifest.empty(), true);
    assertThat(ignored)
        .extracting(Finding::file)
        .containsExactlyInAnyOrder(
            "screenshots/en-US/IPHONE_67/2.webp",
            "screenshots/en-US/IPHONE_67/more/3.png",
            "screenshots/en-US/iPhone Duo/1.png",
            "screenshots/en-US/raw/1.png",
            "app_previews/en-US/PRODUCT_PAGE_HEADER/1.mp4");
    assertThat(ignored)
        .filteredOn(finding -> finding.toString().contains("iPhone Duo"))
        .singleElement()
        .extracting(Finding::remedy)
        .asString()
        .contains("rename the folder to IPHONE_DUO");
    assertThat(ignored.toString())
        .contains("Move them to screenshots/<locale>/PRODUCT_PAGE_HEADER/");
  }

  private static DropContent read(FakeFolder folder) throws IOException {
    return ContentReader.read(
        folder, new FakeMemory(), ContentOptions.of(ReleaseManifest.empty()), AppPlatform.IOS);
  }
}
