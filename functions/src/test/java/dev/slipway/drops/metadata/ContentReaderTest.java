package dev.slipway.drops.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.drops.DropFindings;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.locales.StoreLocales;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.media.FakeMemory;
import dev.slipway.drops.media.SampleMedia;
import dev.slipway.problems.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentReaderTest {
  private static final String PASSWORD = "correct horse battery staple";

  @Test
  void readsEveryTextOfEveryPlace() throws IOException {
    var folder = new FakeFolder();
    for (TextField field : TextField.values()) {
      folder.with("metadata/de-DE/" + field.fileName(), "\uFEFF  eins\r\nzwei\r" + field + " \n");
    }
    for (CategoryName category : CategoryName.values()) {
      folder.with("metadata/" + category.fileName(), "GAMES\n");
    }
    for (ReviewField field : ReviewField.values()) {
      folder.with("metadata/review_information/" + field.fileName(), field.attribute());
    }
    folder
        .with("metadata/copyright.txt", "2026 Example Ltd\n")
        .with("metadata/review_information/demo_password.txt", PASSWORD + "\n")
        .with("metadata/review_information/attachment.pdf", "%PDF")
        .with("app_rating_config.json", "{\"lootBox\": true}");

    DropContent content = read(folder);

    assertThat(content.findings()).isEmpty();
    assertThat(content.texts()).containsOnlyKeys("de-DE");
    for (TextField field : TextField.values()) {
      assertThat(content.texts().get("de-DE"))
          .containsEntry(
              field, new SourcedText("eins\nzwei\n" + field, "metadata/de-DE/" + field.fileName()));
    }
    assertThat(content.copyright())
        .isEqualTo(new SourcedText("2026 Example Ltd", "metadata/copyright.txt"));
    assertThat(content.categories()).containsOnlyKeys(CategoryName.values());
    for (ReviewField field : ReviewField.values()) {
      assertThat(content.review().fields().get(field).value()).isEqualTo(field.attribute());
    }
    assertThat(content.review().password().reveal()).isEqualTo(PASSWORD);
    assertThat(content.review().attachment().fileName()).isEqualTo("attachment.pdf");
    assertThat(content.ageRating().answers()).isEqualTo(Map.of("lootBox", true));
  }

  @Test
  void composesTheLettersOfTextsAndNotOfThePassword() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("metadata/vi/name.txt", "Tie\u0302\u0301ng Vie\u0323\u0302t\u200B\u00A0")
                .with("metadata/copyright.txt", "2026 Bu\u0308cher AG")
                .with("metadata/review_information/first_name.txt", "Rene\u0301")
                .with("metadata/review_information/demo_password.txt", "pa\u0308ss"));

    assertThat(content.texts().get("vi").get(TextField.NAME).value()).isEqualTo("Tiếng Việt");
    assertThat(content.copyright().value()).isEqualTo("2026 Bücher AG");
    assertThat(content.review().fields().get(ReviewField.FIRST_NAME).value()).isEqualTo("René");
    assertThat(content.review().password().reveal()).isEqualTo("pa\u0308ss");
  }

  @Test
  void aFolderForAppReviewUnderAnotherNameIsNotALocale() throws IOException {
    for (String name : List.of("review", "App Review", "review_info")) {
      assertThat(read(new FakeFolder().with("metadata/" + name + "/notes.txt", "x")).findings())
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.remedy()).endsWith("Did you mean \"review_information\"?"));
    }
  }

  @Test
  void emptyFilesSayNothing() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("metadata/copyright.txt", "")
                .with("metadata/primary_category.txt", "\uFEFF\r\n")
                .with("metadata/review_information/demo_password.txt", " \n")
                .with("metadata/review_information/notes.txt", "\u3000")
                .with("metadata/en-US/subtitle.txt", "\u00A0\u200B\n")
                .with("metadata/en-US/name.txt", "\n"));

    assertThat(content.copyright()).isNull();
    assertThat(content.categories()).isEmpty();
    assertThat(content.review().isEmpty()).isTrue();
    assertThat(content.texts()).isEqualTo(Map.of("en-US", Map.of()));
    assertThat(content.findings()).isEmpty();
  }

  @Test
  void nothingIsReadOfAFolderWithoutContent() throws IOException {
    var folder = new FakeFolder().with("release.json", "{}").with("App.ipa", "zip");

    DropContent content = read(folder);

    assertThat(content.isEmpty()).isTrue();
    assertThat(content.findings()).isEmpty();
    assertThat(folder.reads()).isZero();
  }

  @Test
  void otherToolsFilesAreLeftAlone() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("Deliverfile", "app_identifier 'x'")
                .with("metadata/.DS_Store", "x")
                .with("metadata/.hidden.txt", "x")
                .with("metadata/en-US/.name.txt", "x")
                .with("metadata/.git/name.txt", "x")
                .with("metadata/android/en-US/title.txt", "x")
                .with("metadata/trade_representative_contact_information/city_name.txt", "x")
                .with("metadata/app_clip_review_information/invocation_urls.txt", "x")
                .with("screenshots/Framefile.json", "{}")
                .with("screenshots/fonts/a.png", "x")
                .with("screenshots/background.png", "x")
                .with("screenshots/en-US/title.strings", "x")
                .with("screenshots/en-US/.hidden.png", "x"));

    assertThat(content.findings()).isEmpty();
    assertThat(content.media()).isEmpty();
    assertThat(content.texts()).isEqualTo(Map.of("en-US", Map.of()));
  }

  @Test
  void defaultSuppliesWhatTheLocalesLack() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("metadata/default/support_url.txt", "https://example.com")
                .with("metadata/default/name.txt", "Example")
                .with("metadata/default/release_notes.txt", "Bugs fixed.")
                .with("metadata/de-DE/name.txt", "Beispiel")
                .with("metadata/ja/.gitkeep", ""),
            new ContentOptions(null, false, Map.of("fr-FR", "Corrections."), null));

    assertThat(content.texts()).containsOnlyKeys("de-DE", "fr-FR", "ja");
    assertThat(content.texts().get("de-DE"))
        .containsEntry(TextField.NAME, new SourcedText("Beispiel", "metadata/de-DE/name.txt"))
        .containsEntry(
            TextField.SUPPORT_URL,
            new SourcedText("https://example.com", "metadata/default/support_url.txt"));
    assertThat(content.texts().get("ja")).hasSize(3);
    assertThat(content.texts().get("fr-FR"))
        .hasSize(3)
        .containsEntry(TextField.WHATS_NEW, new SourcedText("Corrections.", "$.whatsNew.fr-FR"));
    assertThat(content.fallback()).isEmpty();
  }

  @Test
  void defaultAloneIsKeptForThePlacesThatAppleHas() throws IOException {
    DropContent content =
        read(new FakeFolder().with("metadata/Default/description.txt", "An example."));

    assertThat(content.texts()).isEmpty();
    assertThat(content.fallback())
        .isEqualTo(
            Map.of(
                TextField.DESCRIPTION,
                new SourcedText("An example.", "metadata/Default/description.txt")));
    assertThat(content.isEmpty()).isFalse();
  }

  @Test
  void releaseJsonWinsOverFiles() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("metadata/copyright.txt", "2025 Example Ltd")
                .with("metadata/en-US/release_notes.txt", "Old news."),
            new ContentOptions(null, false, Map.of("en-US", "News. "), "2026 Example Ltd"));

    assertThat(content.texts().get("en-US").get(TextField.WHATS_NEW))
        .isEqualTo(new SourcedText("News.", "$.whatsNew.en-US"));
    assertThat(content.copyright()).isEqualTo(new SourcedText("2026 Example Ltd", "$.copyright"));
  }

  @Test
  void localesAreKnownInAnyCase() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("metadata/ZH-HANS/name.txt", "例子")
                .with("metadata/EN-us/name.txt", "Second")
                .with("metadata/en-US/name.txt", "First")
                .with("metadata/en/name.txt", "Nowhere")
                .with("screenshots/klingon/1.png", "x"));

    assertThat(content.texts()).containsOnlyKeys("en-US", "zh-Hans");
    assertThat(content.texts().get("en-US").get(TextField.NAME).value()).isEqualTo("First");
    assertThat(content.findings())
        .extracting(Finding::check, Finding::file)
        .containsExactlyInAnyOrder(
            tuple(ReadingCheck.NAMES_AMBIGUOUS.slug(), "metadata/EN-us"),
            tuple(ReadingCheck.LOCALE_UNKNOWN.slug(), "metadata/en"),
            tuple(ReadingCheck.LOCALE_UNKNOWN.slug(), "screenshots/klingon"));
  }

  @Test
  void readsReviewInformationByItsOldNamesAndPlaces() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("metadata/review_information/review_first_name.txt", "Ada")
                .with("metadata/review_last_name.txt", "Lovelace")
                .with("metadata/review_demo_password.txt", PASSWORD)
                .with("metadata/review_information/notes.txt", "New.")
                .with("metadata/review_information/review_notes.txt", "Old."));

    assertThat(content.review().fields())
        .extractingByKeys(ReviewField.FIRST_NAME, ReviewField.LAST_NAME, ReviewField.NOTES)
        .extracting(SourcedText::value)
        .containsExactly("Ada", "Lovelace", "New.");
    assertThat(content.review().password().reveal()).isEqualTo(PASSWORD);
    assertThat(content.review().password().source()).isEqualTo("metadata/review_demo_password.txt");
    assertThat(content.findings())
        .extracting(Finding::check, Finding::file)
        .containsExactly(
            tuple(
                ReadingCheck.NAMES_AMBIGUOUS.slug(),
                "metadata/review_information/review_notes.txt"));
  }

  @Test
  void passwordIsNowhereButInItsPlace() throws IOException {
    byte[] notUtf8 = (PASSWORD + "\u00E9").getBytes(StandardCharsets.ISO_8859_1);
    byte[] tooLong = PASSWORD.repeat(5000).getBytes(StandardCharsets.UTF_8);
    for (String name :
        List.of(
            "metadata/review_information/demo_password.txt",
            "metadata/review_information/review_demo_password.txt",
            "metadata/review_demo_password.txt",
            "metadata/review_information/demo-password.txt")) {
      for (byte[] secret : List.of(PASSWORD.getBytes(StandardCharsets.UTF_8), notUtf8, tooLong)) {
        DropContent content =
            read(
                new FakeFolder()
                    .with(name, secret)
                    .with("metadata/review_information/demo_user.txt", "ada"));

        assertThat(content.toString()).doesNotContain("correct horse");
        assertThat(content.review().toString()).doesNotContain("correct horse");
        assertThat(String.valueOf(content.review().password())).doesNotContain("correct horse");
      }
    }
  }

  @Test
  void translatesOldCategories() throws IOException {
    DropContent content =
        read(
            new FakeFolder()
                .with("metadata/primary_category.txt", "MZGenre.Games")
                .with("metadata/primary_first_sub_category.txt", "MZGenre.RolePlaying")
                .with("metadata/primary_second_sub_category.txt", "GAMES_WORD")
                .with("metadata/secondary_category.txt", "MZGenre.Apps.Food_Drink")
                .with("metadata/secondary_first_sub_category.txt", "MZGenre.Apps.Stickers.Emotions")
                .with("metadata/secondary_second_sub_category.txt", "Nonsense"));

    assertThat(content.categories())
        .extractingByKeys(CategoryName.values())
        .extracting(SourcedText::value)
        .containsExactly(
            "GAMES",
            "GAMES_ROLE_PLAYING",
            "GAMES_WORD",
            "FOOD_AND_DRINK",
            "STICKERS_EMOJI_AND_EXPRESSIONS",
            "Nonsense");
  }

  @Test
  void categoriesThatKeptTheirNameAreWrittenAsTodayWhateverTheirCase() throws IOException {
    for (String name : List.of("MZGenre.Finance", "Finance", "FINANCE")) {
      DropContent content = read(new FakeFolder().with("metadata/primary_category.txt", name));
      assertThat(content.categories().get(CategoryName.PRIMARY).value()).isEqualTo("FINANCE");
    }
  }

  @Test
  void pointersOfGitLfsAreNoTexts() throws IOException {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 123\n";
    var folder =
        new FakeFolder()
            .with("metadata/en-US/description.txt", pointer)
            .with("metadata/en-US/name.txt", "version https://git-lfs.github.com/")
            .with("app_rating_config.json", pointer)
            .with("metadata/review_information/attachment.pdf", pointer)
            .with("metadata/copyright.txt", pointer);

    DropContent content = read(folder);

    assertThat(content.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("git-lfs-pointer");
              assertThat(finding.found()).isEqualTo("4 files");
              assertThat(finding.remedy())
                  .contains(
                      finding.file(),
                      "app_rating_config.json",
                      "metadata/review_information/attachment.pdf");
            });
    assertThat(content.texts().get("en-US")).containsOnlyKeys(TextField.NAME);
    assertThat(content.copyright()).isNull();
  }

  @Test
  void attachmentIsReadOnlyIfItMayBeAPointer() throws IOException {
    String small = "metadata/review_information/attachment.bin";
    String large = "metadata/review_information/attachment.mov";
    byte[] notUtf8 = {(byte) 0xFF, (byte) 0xFE};

    assertThat(read(new FakeFolder().with(small, notUtf8)).findings()).isEmpty();
    var folder = new FakeFolder().with(large, notUtf8, 1025);
    assertThat(read(folder).findings()).isEmpty();
    assertThat(folder.reads(large)).isZero();
  }

  @Test
  void largeAndForeignEncodingsAreFaults() throws IOException {
    var folder =
        new FakeFolder()
            .with("metadata/en-US/description.txt", new byte[0], 64 * 1024 + 1)
            .with("metadata/en-US/apple_tv_privacy_policy.txt", "語".repeat(30_000))
            .with("metadata/en-US/keywords.txt", "a,b".getBytes(StandardCharsets.UTF_16))
            .with("metadata/copyright.txt", new byte[0], 1L << 40)
            .with("app_rating_config.json", new byte[0], 1L << 40);

    DropContent content = read(folder);

    assertThat(content.findings())
        .extracting(Finding::check, Finding::file)
        .containsExactlyInAnyOrder(
            tuple(ReadingCheck.FILE_TOO_LARGE.slug(), "metadata/en-US/description.txt"),
            tuple(ReadingCheck.FILE_NOT_UTF8.slug(), "metadata/en-US/keywords.txt"),
            tuple(ReadingCheck.FILE_TOO_LARGE.slug(), "metadata/copyright.txt"),
            tuple(ReadingCheck.FILE_TOO_LARGE.slug(), "app_rating_config.json"));
    assertThat(content.texts().get("en-US")).containsOnlyKeys(TextField.PRIVACY_POLICY_TEXT);
    assertThat(folder.readBytes("metadata/en-US/description.txt")).isZero();
  }

  @Test
  void readsEightTextsAtATimeAndNoMore() throws IOException {
    var folder = new FakeFolder().holdingUntilOpen(8);
    for (String locale : StoreLocales.ALL) {
      folder.with("metadata/" + locale + "/name.txt", locale);
    }

    DropContent content = read(folder);

    assertThat(content.texts()).hasSize(50);
    assertThat(content.texts().get("vi").get(TextField.NAME).value()).isEqualTo("vi");
    assertThat(folder.mostOpen()).isEqualTo(8);
  }

  @Test
  void storageThatFailsIsToldAsSuch() {
    for (String path : List.of("metadata/en-US/name.txt", "screenshots/en-US/1.png")) {
      var folder =
          new FakeFolder()
              .with("metadata/en-US/name.txt", "Example")
              .with("screenshots/en-US/1.png", SampleMedia.png(312, 390))
              .failingAt(path);

      assertThatIOException().isThrownBy(() -> read(folder)).withMessageContaining("bucket");
    }
  }

  @Test
  void faultsAreBounded() throws IOException {
    var folder = new FakeFolder();
    for (int i = 0; i < 1000; i++) {
      folder.with("metadata/x" + i + "/name.txt", "x");
    }

    assertThat(read(folder).findings()).hasSize(DropFindings.MAX_OF_A_CHECK);
  }

  @Test
  void damagedTextsAreReadOrFaulted() throws IOException {
    long seed = Long.getLong("slipway.fuzz.seed", Long.getLong("tests.seed", System.nanoTime()));
    System.out.println("fuzzing text files, -Dslipway.fuzz.seed=" + seed);
    var random = new Random(seed);
    List<String> paths =
        List.of(
            "metadata/en-US/name.txt",
            "metadata/copyright.txt",
            "metadata/primary_category.txt",
            "metadata/primary_first_sub_category.txt",
            "metadata/review_information/demo_password.txt",
            "app_rating_config.json");
    List<String> seeds =
        List.of(
            "\uFEFFÜber 例子 😀\r\n",
            "MZGenre.Apps.Stickers.",
            "{\"lootBox\": true, \"contests\": \"NONE\", \"MZGenre.HORROR\": 2}");
    for (int i = 0; i < 3000; i++) {
      var folder = new FakeFolder();
      for (String path : paths) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).getBytes(StandardCharsets.UTF_8);
        for (int edit = random.nextInt(4); edit > 0; edit--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        folder.with(path, bytes);
      }
      assertThat(read(folder)).as("case %d of seed %d", i, seed).isNotNull();
    }
  }

  private static DropContent read(FakeFolder folder) throws IOException {
    return read(folder, ContentOptions.of(ReleaseManifest.empty()));
  }

  private static DropContent read(FakeFolder folder, ContentOptions options) throws IOException {
    return ContentReader.read(folder, new FakeMemory(), options);
  }
}
