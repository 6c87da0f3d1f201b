package dev.slipway.drops.media.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.media.FakeMemory;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.SampleMedia;
import dev.slipway.drops.metadata.ContentOptions;
import dev.slipway.drops.metadata.ContentReader;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.FakeFolder;
import dev.slipway.problems.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What is reported about media as files, and which of them are left out.
class MediaFaultsTest {
  private static final byte[] WATCH = SampleMedia.png(312, 390);
  private static final byte[] PHONE = SampleMedia.jpeg(750, 1334);
  private static final byte[] VIDEO = SampleMedia.mp4(886, 1920, 20);

  @Test
  void filesOfOtherPlatformsAreLeftOutAndToldOnce() throws IOException {
    var folder =
        new FakeFolder()
            .with("screenshots/en-US/phone.jpg", PHONE)
            .with("screenshots/en-US/watch.png", WATCH)
            .with("screenshots/en-US/mac-1.png", SampleMedia.png(1280, 800))
            .with("screenshots/en-US/mac-2.png", SampleMedia.png(2880, 1800))
            .with("screenshots/appleTV/en-US/1.png", SampleMedia.png(1920, 1080))
            .with("screenshots/fr-FR/1.png", SampleMedia.png(3840, 2160))
            .with("screenshots/fr-FR/APPLE_TV-1.mp4", VIDEO)
            .with("screenshots/default/2.jpg", PHONE);

    DropContent content = read(folder, AppPlatform.IOS);

    assertThat(content.media())
        .extracting(MediaFile::locale, media -> media.file().key())
        .containsExactly(
            tuple("en-US", "screenshots/en-US/phone.jpg"),
            tuple("en-US", "screenshots/en-US/watch.png"));
    assertThat(content.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("media-of-other-platform");
              assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
              assertThat(finding.file()).isEqualTo("screenshots/appleTV/en-US/1.png");
              assertThat(finding.found()).isEqualTo("2 for Mac, 3 for Apple TV");
              assertThat(finding.remedy())
                  .endsWith(
                      "screenshots/en-US/mac-1.png, screenshots/en-US/mac-2.png,"
                          + " screenshots/fr-FR/1.png, screenshots/fr-FR/APPLE_TV-1.mp4.");
            });
    assertThat(read(folder, AppPlatform.MAC_OS).media())
        .extracting(MediaFile::displayType)
        .containsExactly("APP_DESKTOP", "APP_DESKTOP");
    assertThat(read(folder).media()).as("the platform is not known").hasSize(8);
  }

  @Test
  void samePixelsAreOfTheAppsPlatform() throws IOException {
    var folder = new FakeFolder().with("screenshots/ja/1.png", SampleMedia.png(3840, 2160));

    assertThat(read(folder, AppPlatform.VISION_OS).media())
        .extracting(MediaFile::displayType)
        .containsExactly("APP_APPLE_VISION_PRO");
    assertThat(read(folder, AppPlatform.TV_OS).media())
        .extracting(MediaFile::displayType)
        .containsExactly("APP_APPLE_TV");
    assertThat(read(folder, AppPlatform.VISION_OS).findings()).isEmpty();
  }

  @Test
  void filesOfOneUnknownSizeAreToldOnce() throws IOException {
    var folder = new FakeFolder();
    for (int i = 0; i < 40; i++) {
      folder.with("screenshots/ja/" + i + ".png", SampleMedia.png(108, 192));
    }
    folder.with("screenshots/ja/x.png", SampleMedia.png(109, 192));

    assertThat(read(folder).findings())
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactly(
            tuple("media-size-unknown", "screenshots/ja/0.png", "108×192"),
            tuple("media-size-unknown", "screenshots/ja/x.png", "109×192"));
    assertThat(read(folder).findings().getFirst().remedy()).endsWith("and 30 more.");
  }

  @Test
  void filesThatAreNotWholeAreErrorsInTheirWords() throws IOException {
    byte[] pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] large = SampleMedia.noise("png", 750, 1334);
    DropContent content =
        read(
            new FakeFolder()
                .with("screenshots/ja/1.png", Arrays.copyOf(large, 99_999))
                .with("screenshots/ja/2.jpg", Arrays.copyOf(PHONE, PHONE.length - 9))
                .with("screenshots/ja/3.mp4", Arrays.copyOf(VIDEO, VIDEO.length - 9))
                .with("screenshots/ja/4.png", "RIFFsizeWEBPVP8 ")
                .with("screenshots/ko/4.png", "RIFFsizeWEBPVP8 ")
                .with("screenshots/ja/5.png", pointer)
                .with("screenshots/ja/6.png", pointer)
                .with("app_previews/ja/7.mp4", pointer));

    assertThat(content.findings())
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactly(
            tuple("media-unreadable", "screenshots/ja/1.png", "a PNG image whose end is missing"),
            tuple("media-unreadable", "screenshots/ja/2.jpg", "a JPEG image whose end is missing"),
            tuple("media-unreadable", "screenshots/ja/4.png", "a WebP image"),
            tuple(
                "media-unreadable", "screenshots/ja/3.mp4", "an MPEG-4 video whose end is missing"),
            tuple("git-lfs-pointer", "screenshots/ja/5.png", "3 files"));
  }

  private static DropContent read(FakeFolder folder) throws IOException {
    return ContentReader.read(folder, new FakeMemory(), ContentOptions.of(ReleaseManifest.empty()));
  }

  private static DropContent read(FakeFolder folder, AppPlatform platform) throws IOException {
    return ContentReader.read(
        folder, new FakeMemory(), ContentOptions.of(ReleaseManifest.empty()), platform);
  }
}
