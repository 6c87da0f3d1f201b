package dev.slipway.drops.media.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ignored.IgnoredFiles;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.media.FakeMemory;
import dev.slipway.drops.media.SampleMedia;
import dev.slipway.drops.media.creative.CreativeFile;
import dev.slipway.drops.media.creative.CreativeSlot;
import dev.slipway.drops.metadata.ContentOptions;
import dev.slipway.drops.metadata.ContentReader;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.FakeFolder;
import dev.slipway.problems.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Folders for the header of a product page and for search results.
class CreativeFolderTest {
  private static final byte[] HEADER = SampleMedia.png(3840, 1646);
  private static final byte[] WIDE = SampleMedia.png(1920, 1280);
  private static final byte[] PHONE = SampleMedia.png(1290, 2796);
  private static final byte[] VIDEO = SampleMedia.mp4(3840, 1646, 20);

  @ParameterizedTest
  @CsvSource({
    "PRODUCT_PAGE_HEADER, PRODUCT_PAGE_HEADER",
    "product_page_header, PRODUCT_PAGE_HEADER",
    "PRODUCT_PAGE_HEADER_ASSET, PRODUCT_PAGE_HEADER",
    "APP_STORE_SEARCH_RESULTS, APP_STORE_SEARCH_RESULTS",
    "App_Store_Search_Results_Asset, APP_STORE_SEARCH_RESULTS",
    "HEADER,",
    "IPHONE_67,"
  })
  void folderNamesASlot(String folder, @Nullable CreativeSlot slot) {
    assertThat(CreativeSlot.of(folder).orElse(null)).isEqualTo(slot);
  }

  @ParameterizedTest
  @CsvSource({
    "header, PRODUCT_PAGE_HEADER",
    "Product Page Header, PRODUCT_PAGE_HEADER",
    "PRODUCT_PAGE_HAEDER, PRODUCT_PAGE_HEADER",
    "PRODUCT_PAGE_HEADERS_ASSET, PRODUCT_PAGE_HEADER",
    "search-results, APP_STORE_SEARCH_RESULTS",
    "APP_STORE_SEARCH_RESULT, APP_STORE_SEARCH_RESULTS",
    "raw,",
    "EVENT_CARD_ASSET,"
  })
  void closestSlotIsNamed(String folder, @Nullable String closest) {
    assertThat(CreativeSlot.closest(folder).orElse(null)).isEqualTo(closest);
  }

  @Test
  void filesAreOfTheirSlotBesideScreenshotsInEitherLayout() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/en-US/1.png", PHONE)
                .with("screenshots/en-US/PRODUCT_PAGE_HEADER/header.png", HEADER)
                .with("screenshots/en-us/app_store_search_results/.hidden.png", WIDE)
                .with("screenshots/en-US/APP_STORE_SEARCH_RESULTS/search.jpg", new byte[0])
                .with("screenshots/ja/IPHONE_67/1.png", PHONE)
                .with("screenshots/ja/PRODUCT_PAGE_HEADER_ASSET/tour.mp4", VIDEO));

    assertThat(content.creatives())
        .extracting(CreativeFile::locale, CreativeFile::slot, CreativeFile::path)
        .containsExactly(
            tuple(
                "en-US",
                CreativeSlot.PRODUCT_PAGE_HEADER,
                "screenshots/en-US/PRODUCT_PAGE_HEADER/header.png"),
            tuple(
                "en-US",
                CreativeSlot.APP_STORE_SEARCH_RESULTS,
                "screenshots/en-US/APP_STORE_SEARCH_RESULTS/search.jpg"),
            tuple(
                "ja",
                CreativeSlot.PRODUCT_PAGE_HEADER,
                "screenshots/ja/PRODUCT_PAGE_HEADER_ASSET/tour.mp4"));
    assertThat(content.media()).hasSize(2);
    assertThat(content.creatives().getFirst().media())
        .satisfies(
            media -> {
              assertThat(media.displayType()).isEqualTo("PRODUCT_PAGE_HEADER_ASSET");
              assertThat(media.look().widthPixels()).isEqualTo(3840);
            });
  }

  @Test
  void defaultFolderSuppliesTheSlotsThatALocaleLacks() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("metadata/fr-FR/name.txt", "Exemple")
                .with("screenshots/ja/1.png", PHONE)
                .with("screenshots/de-DE/PRODUCT_PAGE_HEADER/own.png", HEADER)
                .with("screenshots/default/PRODUCT_PAGE_HEADER/all.png", HEADER)
                .with("screenshots/default/APP_STORE_SEARCH_RESULTS/all.png", WIDE));

    assertThat(content.creatives())
        .extracting(CreativeFile::locale, file -> file.path().substring("screenshots/".length()))
        .containsExactly(
            tuple("de-DE", "de-DE/PRODUCT_PAGE_HEADER/own.png"),
            tuple("de-DE", "default/APP_STORE_SEARCH_RESULTS/all.png"),
            tuple("fr-FR", "default/PRODUCT_PAGE_HEADER/all.png"),
            tuple("fr-FR", "default/APP_STORE_SEARCH_RESULTS/all.png"),
            tuple("ja", "default/PRODUCT_PAGE_HEADER/all.png"),
            tuple("ja", "default/APP_STORE_SEARCH_RESULTS/all.png"));
    assertThat(content.findings()).isEmpty();
  }

  @Test
  void defaultFolderWithoutALocaleIsAFault() throws IOException {
    DropContent content =
        read(new FakeFolder().with("screenshots/default/PRODUCT_PAGE_HEADER/1.png", HEADER));

    assertThat(content.creatives()).isEmpty();
    assertThat(content.findings())
        .extracting(Finding::check, Finding::file)
        .containsExactly(
            tuple(ReadingCheck.LOCALE_UNKNOWN.slug(), "screenshots/default/PRODUCT_PAGE_HEADER"));
  }

  @Test
  void damagedFilesWrongExtensionsAndASecondFolderAreFaults() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/en-US/PRODUCT_PAGE_HEADER/1.png", "neither")
                .with("screenshots/en-US/PRODUCT_PAGE_HEADER_ASSET/1.png", HEADER)
                .with("screenshots/en-US/APP_STORE_SEARCH_RESULTS/1.jpg", WIDE));

    assertThat(content.findings())
        .extracting(Finding::check, Finding::file)
        .containsExactlyInAnyOrder(
            tuple(
                ReadingCheck.MEDIA_UNREADABLE.slug(),
                "screenshots/en-US/PRODUCT_PAGE_HEADER/1.png"),
            tuple(
                ReadingCheck.MEDIA_EXTENSION.slug(),
                "screenshots/en-US/APP_STORE_SEARCH_RESULTS/1.jpg"),
            tuple(
                ReadingCheck.NAMES_AMBIGUOUS.slug(),
                "screenshots/en-US/PRODUCT_PAGE_HEADER_ASSET"));
  }

  @Test
  void skippedScreenshotsAreSkippedHereToo() throws IOException {
    var options =
        ContentOptions.of(
            ReleaseManifest.parse("{\"skipScreenshots\": true}".getBytes(StandardCharsets.UTF_8))
                .manifest());
    var folder = new FakeFolder().with("screenshots/en-US/PRODUCT_PAGE_HEADER/1.png", HEADER);

    assertThat(ContentReader.read(folder, new FakeMemory(), options, AppPlatform.IOS).creatives())
        .isEmpty();
  }

  @Test
  void onlyOtherPlacesAndFormatsAreIgnored() {
    var folder =
        new FakeFolder()
            .with("screenshots/en-US/PRODUCT_PAGE_HEADER/1.png", HEADER)
            .with("screenshots/en-US/PRODUCT_PAGE_HEADER/2.webp", "x")
            .with("screenshots/en-US/PRODUCT_PAGE_HEADER/more/3.png", HEADER)
            .with("screenshots/en-US/search results/4.png", WIDE)
            .with("screenshots/iMessage/en-US/PRODUCT_PAGE_HEADER/5.png", HEADER);

    List<Finding> ignored =
        IgnoredFiles.find(folder.list("", Integer.MAX_VALUE), ReleaseManifest.empty(), true);

    assertThat(ignored)
        .extracting(Finding::file)
        .containsExactlyInAnyOrder(
            "screenshots/en-US/PRODUCT_PAGE_HEADER/2.webp",
            "screenshots/en-US/PRODUCT_PAGE_HEADER/more/3.png",
            "screenshots/en-US/search results/4.png");
    assertThat(ignored.toString())
        .contains("rename the folder to APP_STORE_SEARCH_RESULTS", "found=2 files");
  }

  private static DropContent read(FakeFolder folder) throws IOException {
    return ContentReader.read(
        folder, new FakeMemory(), ContentOptions.of(ReleaseManifest.empty()), AppPlatform.IOS);
  }
}
