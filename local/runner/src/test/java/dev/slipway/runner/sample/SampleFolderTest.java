package dev.slipway.runner.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.locales.StoreLocales;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaMemory;
import dev.slipway.drops.metadata.ContentOptions;
import dev.slipway.drops.metadata.ContentReader;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFolderTest {
  private static final SampleIpa.Spec IPA =
      SampleIpa.Spec.of("com.example.app", "1.1", "2").withPayloadBytes(1000);
  private static final SampleFolder FOLDER = SampleFolder.of(IPA);

  @Test
  void saysEverythingThatAVersionNeedsAndNothingWrong() throws Exception {
    DropContent content = read(files(FOLDER));

    assertThat(content.findings()).isEmpty();
    assertThat(content.texts()).hasSize(12);
    assertThat(content.texts().keySet())
        .isSubsetOf(StoreLocales.ALL)
        .contains("en-US", "de-DE", "ja", "ar-SA", "zh-Hans");
    content
        .texts()
        .forEach(
            (locale, texts) -> {
              assertThat(texts).as(locale).hasSize(TextField.values().length - 1);
              texts.forEach(
                  (field, text) ->
                      assertThat(text.value().codePointCount(0, text.value().length()))
                          .as(locale + " " + field)
                          .isBetween(field.minLength(), field.maxLength()));
            });
    assertThat(content.review().fields()).containsOnlyKeys(ReviewField.values());
    assertThat(content.review().password()).isNotNull();
    assertThat(content.ageRating()).isNotNull();
    assertThat(content.copyright()).isNotNull();
    assertThat(content.categories()).hasSize(2);
  }

  @Test
  void hasThreeScreenshotsOfEachDisplayInEachLanguage() throws Exception {
    var sets = new LinkedHashMap<String, Integer>();
    for (MediaFile media : read(files(FOLDER)).media()) {
      if (media.kind() == MediaKind.SCREENSHOT) {
        assertThat(media.look().alpha()).isFalse();
        sets.merge(media.locale() + " " + media.displayType(), 1, Integer::sum);
      }
    }

    assertThat(sets).hasSize(36).containsKeys("en-US APP_IPHONE_67", "ja APP_IPHONE_65");
    assertThat(sets).containsKey("ar-SA APP_IPAD_PRO_3GEN_129");
    assertThat(sets.values()).containsOnly(3);
  }

  @Test
  void itsPreviewsAreVideosThatAppleTakes() throws Exception {
    assertThat(read(files(FOLDER)).media())
        .filteredOn(media -> media.kind() == MediaKind.PREVIEW)
        .hasSize(2)
        .allSatisfy(
            preview -> {
              assertThat(preview.displayType()).isEqualTo("IPHONE_67");
              assertThat(preview.locale()).isEqualTo("en-US");
              assertThat(preview.look().format()).isEqualTo(MediaLook.Format.MPEG4);
              assertThat(preview.look().codec()).isEqualTo("avc1");
              assertThat(preview.look().duration()).isEqualTo(Duration.ofSeconds(20));
              assertThat(preview.look().widthPixels()).isEqualTo(886);
              assertThat(preview.look().heightPixels()).isEqualTo(1920);
            });
  }

  @Test
  void itsScreenshotsArePicturesForOthersToo() throws Exception {
    Map<String, byte[]> files = files(FOLDER.locales(1));
    var image =
        ImageIO.read(
            new ByteArrayInputStream(files.get("screenshots/en-US/iPhone 11 Pro Max-02.png")));

    assertThat(image.getWidth()).isEqualTo(1242);
    assertThat(image.getHeight()).isEqualTo(2688);
    assertThat(image.getColorModel().hasAlpha()).isFalse();
    assertThat(image.getRGB(7, 100)).isEqualTo(0xFF202028);
    assertThat(image.getRGB(1241, 390)).isEqualTo(0xFFFFFFFF);
    assertThat(image.getRGB(0, 2687)).isEqualTo(0xFFF4F4F8);
  }

  @Test
  void noFileIsThereTwice() throws Exception {
    var seen = new HashSet<String>();
    files(FOLDER)
        .forEach(
            (path, bytes) -> {
              if (path.endsWith(".png") || path.endsWith(".mp4")) {
                assertThat(seen.add(Arrays.toString(bytes))).as(path).isTrue();
                assertThat(bytes).as(path).hasSizeLessThan(100_000);
              }
            });
  }

  @Test
  void theFolderOfTheNextVersionDiffersInItsAppAndInWhatIsNew() throws Exception {
    Map<String, byte[]> before = files(FOLDER.locales(2).screenshots(1));
    Map<String, byte[]> after =
        files(
            FOLDER.locales(2).screenshots(1).ipa(SampleIpa.Spec.of("com.example.app", "1.2", "3")));

    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after)
        .satisfies(
            files ->
                assertThat(
                        files.keySet().stream()
                            .filter(path -> !Arrays.equals(files.get(path), before.get(path))))
                    .containsExactlyInAnyOrder(
                        "Sample.ipa",
                        "metadata/en-US/release_notes.txt",
                        "metadata/de-DE/release_notes.txt"));
  }

  @Test
  void releaseJsonComesLast() throws Exception {
    assertThat(
            List.copyOf(files(FOLDER.file("metadata/de-DE/name.txt", "Anders")).keySet()).getLast())
        .isEqualTo("release.json");
  }

  @Test
  void partsCanBeLeftOut() throws Exception {
    var folder = FOLDER.locales(1).displays(0).previews(0);
    for (var part : SampleFolder.Part.values()) {
      folder = folder.without(part);
    }

    assertThat(files(folder)).containsOnlyKeys("Sample.ipa", "release.json");
  }

  @Test
  void filesCanBeOthers() throws Exception {
    var files = files(FOLDER.locales(1).displays(0).file("metadata/en-US/name.txt", "Another"));

    assertThat(new String(files.get("metadata/en-US/name.txt"), StandardCharsets.UTF_8))
        .isEqualTo("Another");
  }

  @Test
  void goesIntoADirectory(@TempDir Path directory) throws Exception {
    var folder = FOLDER.locales(2).displays(1);
    folder.writeTo(directory);

    for (var file : files(folder).entrySet()) {
      assertThat(Files.readAllBytes(directory.resolve(file.getKey()))).isEqualTo(file.getValue());
    }
  }

  @Test
  void moreLanguagesThanThereAreIsAnError() {
    assertThatThrownBy(() -> FOLDER.locales(13))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There can be 1 to 12, not 13.");
  }

  private static Map<String, byte[]> files(SampleFolder folder) throws Exception {
    var files = new LinkedHashMap<String, byte[]>();
    folder.writeTo((path, content) -> assertThat(files.put(path, content)).as(path).isNull());
    return files;
  }

  private static DropContent read(Map<String, byte[]> files) throws Exception {
    var list = new ArrayList<ObjectVersion>();
    files.forEach((path, bytes) -> list.add(new ObjectVersion(path, "1", "etag", bytes.length)));
    return ContentReader.read(
        new DropObjects() {
          @Override
          public Optional<ObjectVersion> newest(String key) {
            return list.stream().filter(file -> file.key().equals(key)).findFirst();
          }

          @Override
          public List<ObjectVersion> list(String prefix, int limit) {
            return list.stream()
                .filter(file -> file.key().startsWith(prefix))
                .limit(limit)
                .toList();
          }

          @Override
          public InputStream open(ObjectVersion file, long offset, long length) {
            return new ByteArrayInputStream(files.get(file.key()), (int) offset, (int) length);
          }
        },
        new MediaMemory() {
          @Override
          public @Nullable MediaLook look(ObjectVersion file) {
            return null;
          }

          @Override
          public @Nullable String md5(ObjectVersion file) {
            return null;
          }

          @Override
          public void rememberLook(ObjectVersion file, MediaLook look) {}

          @Override
          public void rememberMd5(ObjectVersion file, String md5Hex) {}
        },
        ContentOptions.of(ReleaseManifest.empty()));
  }
}
