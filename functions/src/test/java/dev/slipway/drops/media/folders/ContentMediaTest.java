package dev.slipway.drops.media.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.drops.ReadingCheck;
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
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentMediaTest {
  private static final byte[] WATCH = SampleMedia.png(312, 390);
  private static final byte[] PHONE = SampleMedia.jpeg(750, 1334);
  private static final byte[] VIDEO = SampleMedia.mp4(886, 1920, 20);

  @Test
  void findsScreenshotsAndPreviewsInTheirOrder() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/ja/10.png", WATCH)
                .with("screenshots/ja/2.PNG", WATCH)
                .with("screenshots/ja/2b.jpeg", PHONE)
                .with("screenshots/ja/1.mp4", VIDEO)
                .with("screenshots/de-de/1.jpg", PHONE)
                .with("screenshots/appleTV/ja/1.png", SampleMedia.png(1920, 1080))
                .with("screenshots/iMessage/ja/3.jpg", PHONE)
                .with("app_previews/ja/IPHONE_65_a.mov", VIDEO)
                .with("app_previews/ja/notes.png", WATCH));

    assertThat(content.media())
        .extracting(MediaFile::locale, media -> media.file().key(), MediaFile::displayType)
        .containsExactly(
            tuple("de-DE", "screenshots/de-de/1.jpg", "APP_IPHONE_47"),
            tuple("ja", "screenshots/appleTV/ja/1.png", "APP_APPLE_TV"),
            tuple("ja", "screenshots/ja/2.PNG", "APP_WATCH_SERIES_3"),
            tuple("ja", "screenshots/ja/2b.jpeg", "APP_IPHONE_47"),
            tuple("ja", "screenshots/iMessage/ja/3.jpg", "IMESSAGE_APP_IPHONE_47"),
            tuple("ja", "screenshots/ja/10.png", "APP_WATCH_SERIES_3"),
            tuple("ja", "screenshots/ja/1.mp4", "IPHONE_67"),
            tuple("ja", "app_previews/ja/IPHONE_65_a.mov", "IPHONE_65"));
    assertThat(content.media().getLast().kind()).isEqualTo(MediaKind.PREVIEW);
    assertThat(content.findings()).isEmpty();
  }

  @Test
  void framedScreenshotsReplaceTheOthersButNotTheWatchs() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/en-US/1.jpg", PHONE)
                .with("screenshots/en-US/1_framed.jpg", PHONE)
                .with("screenshots/en-US/Apple Watch.png", WATCH)
                .with("screenshots/en-US/2.mp4", VIDEO)
                .with("screenshots/ja/1.jpg", PHONE));

    assertThat(content.media())
        .extracting(media -> media.file().key())
        .containsExactly(
            "screenshots/en-US/1_framed.jpg",
            "screenshots/en-US/Apple Watch.png",
            "screenshots/en-US/2.mp4",
            "screenshots/ja/1.jpg");
  }

  @Test
  void defaultSuppliesTheDisplaysThatALocaleLacks() throws IOException {
    var folder =
        new FakeFolder()
            .with("metadata/fr-FR/name.txt", "Exemple")
            .with("screenshots/default/1.jpg", PHONE)
            .with("screenshots/default/2.png", WATCH)
            .with("screenshots/default/3.png", SampleMedia.png(1, 1))
            .with("screenshots/ja/9.jpg", PHONE);

    DropContent content = read(folder);

    assertThat(content.media())
        .extracting(MediaFile::locale, media -> media.file().key())
        .containsExactly(
            tuple("fr-FR", "screenshots/default/1.jpg"),
            tuple("fr-FR", "screenshots/default/2.png"),
            tuple("ja", "screenshots/ja/9.jpg"),
            tuple("ja", "screenshots/default/2.png"));
    assertThat(content.findings())
        .extracting(Finding::check, Finding::file)
        .containsExactly(
            tuple(ReadingCheck.MEDIA_SIZE_UNKNOWN.slug(), "screenshots/default/3.png"));
    assertThat(folder.reads("screenshots/default/2.png")).isEqualTo(1);
  }

  @Test
  void defaultForNobodyIsAFault() throws IOException {
    DropContent content = read(new FakeFolder().with("screenshots/default/1.jpg", PHONE));

    assertThat(content.media()).isEmpty();
    assertThat(content.findings())
        .extracting(Finding::check, Finding::file)
        .containsExactly(tuple(ReadingCheck.LOCALE_UNKNOWN.slug(), "screenshots/default"));
  }

  @Test
  void tellsWhatItCannotTake() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/en-US/damaged.png", "no image")
                .with("screenshots/en-US/empty.jpg", "")
                .with("screenshots/en-US/jpeg.png", PHONE)
                .with("screenshots/en-US/odd.png", SampleMedia.png(123, 456))
                .with("screenshots/en-US/tv-or-mac.mp4", SampleMedia.mp4(1920, 1080, 20))
                .with(
                    "screenshots/en-US/quick.mp4",
                    SampleMedia.join(
                        SampleMedia.ftyp("qt  "), SampleMedia.movie(886, 1920, 20, "avc1")))
                .with("screenshots/en-US/IPHONE_61.mp4", SampleMedia.ftyp("mp42"))
                .with("screenshots/iMessage/en-US/IPHONE_61.mp4", VIDEO));

    assertThat(content.findings())
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactlyInAnyOrder(
            tuple(
                ReadingCheck.MEDIA_UNREADABLE.slug(),
                "screenshots/en-US/damaged.png",
                "neither an image nor a video"),
            tuple(
                ReadingCheck.MEDIA_EXTENSION.slug(), "screenshots/en-US/jpeg.png", "a JPEG image"),
            tuple(ReadingCheck.MEDIA_SIZE_UNKNOWN.slug(), "screenshots/en-US/odd.png", "123×456"),
            tuple(
                ReadingCheck.MEDIA_SIZE_UNKNOWN.slug(),
                "screenshots/en-US/tv-or-mac.mp4",
                "1920×1080"),
            tuple(
                ReadingCheck.MEDIA_UNREADABLE.slug(),
                "screenshots/en-US/IPHONE_61.mp4",
                "an MPEG-4 video without its index (the moov box)"),
            tuple(
                ReadingCheck.MEDIA_SIZE_UNKNOWN.slug(),
                "screenshots/iMessage/en-US/IPHONE_61.mp4",
                "a preview for iMessage, which Apple does not have"));
    assertThat(content.media()).hasSize(8);
    assertThat(content.media())
        .filteredOn(media -> media.file().key().endsWith("en-US/IPHONE_61.mp4"))
        .extracting(MediaFile::displayType)
        .containsExactlyInAnyOrder("IPHONE_61", null);
  }

  @Test
  void skippedScreenshotsAreNotReadAtAll() throws IOException {
    var folder = new FakeFolder().with("screenshots/en-US/1.jpg", PHONE);

    DropContent content =
        ContentReader.read(
            folder, new FakeMemory(), new ContentOptions(null, true, Map.of(), null));

    assertThat(content.isEmpty()).isTrue();
    assertThat(folder.reads()).isZero();
  }

  @Test
  void aSecondReadingCostsNoReadOfMedia() throws IOException {
    var folder =
        new FakeFolder()
            .with("screenshots/en-US/1.jpg", PHONE)
            .with("screenshots/en-US/2.mp4", VIDEO)
            .with("screenshots/en-US/3.png", "no image");
    var memory = new FakeMemory();

    DropContent first =
        ContentReader.read(folder, memory, ContentOptions.of(ReleaseManifest.empty()));
    int reads = folder.reads();
    DropContent second =
        ContentReader.read(folder, memory, ContentOptions.of(ReleaseManifest.empty()));

    assertThat(second).isEqualTo(first);
    assertThat(folder.reads()).isEqualTo(reads);
  }

  @Test
  void readsOnlyTheHeadersOfAThousandLargeFiles() throws IOException {
    long tenMegabytes = 10_000_000;
    byte[] lateMovie =
        SampleMedia.join(SampleMedia.ftyp("mp42"), SampleMedia.movie(886, 1920, 20, "avc1"));
    var folder = new FakeFolder();
    List<String> locales = List.of("en-US", "de-DE", "ja", "fr-FR", "ko");
    for (int i = 0; i < 1000; i++) {
      String path = "screenshots/" + locales.get(i % 5) + "/" + i;
      if (i % 10 == 0) {
        folder.with(path + ".mp4", lateMovie, tenMegabytes);
      } else {
        folder.with(path + ".png", WATCH, tenMegabytes, WATCH);
      }
    }

    DropContent content = read(folder);

    assertThat(content.media()).hasSize(1000).allMatch(media -> media.displayType() != null);
    for (MediaFile media : content.media()) {
      long most = media.kind() == MediaKind.PREVIEW ? 1_100 << 10 : 68 << 10;
      assertThat(folder.readBytes(media.file().key())).isLessThanOrEqualTo(most);
      assertThat(folder.reads(media.file().key())).isLessThanOrEqualTo(3);
    }
    assertThat(folder.mostOpen()).isLessThanOrEqualTo(8);
  }

  @Test
  void refusesMoreFilesThanAnAppCanHave() throws IOException {
    var folder = new FakeFolder();
    for (int i = 0; i <= MediaFolders.MAX_FILES; i++) {
      folder.with("screenshots/ja/" + i + ".png", WATCH);
    }

    DropContent content = read(folder);

    assertThat(content.media()).hasSize(MediaFolders.MAX_FILES);
    assertThat(content.findings())
        .extracting(Finding::check)
        .containsExactly(ReadingCheck.TOO_MANY_FILES.slug());
  }

  private static DropContent read(FakeFolder folder) throws IOException {
    return ContentReader.read(folder, new FakeMemory(), ContentOptions.of(ReleaseManifest.empty()));
  }
}
