package dev.slipway.drops.ignored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.drops.DropFindings;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.manifest.ManifestReading;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredFilesTest {
  /// Each file alone in its drop, with a part of what the person is told to do.
  @ParameterizedTest
  @CsvSource({
    "metadata/en-US/release_notes.text, Rename it to release_notes.txt.",
    "metadata/en-US/description.md, Rename it to description.txt.",
    "metadata/en-US/description, Rename it to description.txt.",
    "metadata/en-US/KEYWORDS.TXT, Rename it to keywords.txt.",
    "metadata/en-US/Name.txt, Rename it to name.txt.",
    "metadata/en-US/keyword.txt, Rename it to keywords.txt.",
    "metadata/en-US/desciption.txt, Rename it to description.txt.",
    "metadata/en-US/relaese_notes.txt, Rename it to release_notes.txt.",
    "metadata/en-US/whats_new.txt, Rename it to release_notes.txt.",
    "metadata/en-US/whatsnew.txt, Rename it to release_notes.txt.",
    "metadata/en-US/release-notes.txt, Rename it to release_notes.txt.",
    "metadata/en-US/releaseNotes.txt, Rename it to release_notes.txt.",
    "metadata/en-US/subtitle.rtf, Rename it to subtitle.txt.",
    "metadata/en-US/title.txt, Rename it to name.txt.",
    "metadata/en-US/changelog.txt, Rename it to release_notes.txt.",
    "metadata/en-US/keywords.csv, Rename it to keywords.txt.",
    "metadata/en-US/privacy_policy_url.txt, Rename it to privacy_url.txt.",
    "metadata/en-US/promotional_text .txt, Rename it to promotional_text.txt.",
    "metadata/en-US/name copy.txt, Rename it to name.txt.",
    "metadata/en-US/What's New.txt, Rename it to release_notes.txt.",
    "metadata/en-US/What’s New.txt, Rename it to release_notes.txt.",
    "metadata/en-US/release_notes_ios.txt, Rename it to release_notes.txt.",
    "screenshots/en-US/Screen 1, Add .png",
    "metadata/en-US/subtitle (1).txt, Rename it to subtitle.txt.",
    "metadata/default/title.txt, Rename it to name.txt.",
    "metadata/EN-us/Subtitle.txt, Rename it to subtitle.txt.",
    "metadata/en-US/what_to_test.txt, testFlight.whatToTest in release.json",
    "metadata/en-US/Copyright.txt, Move it to metadata/copyright.txt.",
    "metadata/en-US/demo_user.txt, Move it to metadata/review_information/demo_user.txt.",
    "metadata/en-US/poem.txt, Rename it as in docs/drops.md",
    "metadata/en-US/texts/name.txt, directly into metadata/<locale>/",
    "metadata/en-US/1.png, such as screenshots/en-US/",
    "metadata/en-US/screenshots/1.png, such as screenshots/en-US/",
    "metadata/Copyright.txt, Rename it to copyright.txt.",
    "metadata/category.txt, Rename it to primary_category.txt.",
    "metadata/primary-category.txt, Rename it to primary_category.txt.",
    "metadata/name.txt, Move it to metadata/<locale>/name.txt.",
    "metadata/demo_password.txt, Move it to metadata/review_information/demo_password.txt.",
    "metadata/screen.jpg, such as screenshots/en-US/",
    "metadata/age_rating.json, name it as \"ageRatingConfig\"",
    "rating_config.json, name it as \"ageRatingConfig\"",
    "metadata/review_information/password.txt, Rename it to demo_password.txt.",
    "metadata/review_information/Notes.txt, Rename it to notes.txt.",
    "metadata/review_information/notes.md, Rename it to notes.txt.",
    "metadata/review_information/phone.txt, Rename it to phone_number.txt.",
    "metadata/review_information/manual.pdf, to attachment.pdf.",
    "metadata/review_information/demo.mp4, to attachment.mp4.",
    "metadata/Review_Information/notes.txt, Rename it to metadata/review_information/.",
    "screenshots/1.png, such as screenshots/en-US/",
    "screenshots/appleTV/1.png, such as screenshots/en-US/",
    "screenshots/en-US/iPhone 6.5/1.png, Move them up",
    "screenshots/iMessage/en-US/iPad/1.jpg, Move them up",
    "screenshots/en-US/1.webp, Export them as .png or .jpg.",
    "screenshots/en-US/1.HEIC, Export them as .png or .jpg.",
    "screenshots/default/1.gif, Export them as .png or .jpg.",
    "screenshots/en-US/tour.avi, 'Export them as .mp4, .m4v or .mov.'",
    "app_previews/en-US/tour.webm, 'Export them as .mp4, .m4v or .mov.'",
    "app_previews/en-US/1.png, Move them to screenshots/<locale>/.",
    "app_previews/tour.mp4, such as screenshots/en-US/",
    "1.png, such as screenshots/en-US/",
    "tour.mov, such as screenshots/en-US/",
    "marketing/shots/1.png, such as screenshots/en-US/",
    "release_notes.txt, Move it to metadata/<locale>/release_notes.txt.",
    "changelog.txt, Move it to metadata/<locale>/release_notes.txt.",
    "Whats New.txt, Move it to metadata/<locale>/release_notes.txt.",
    "copyright.txt, Move it to metadata/copyright.txt.",
    "screenshots.zip, upload its files as screenshots/.",
    "Metadata.zip, upload its files as metadata/."
  })
  void saysWhatAFileShouldBe(String path, String remedy) {
    assertThat(find(path))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("file-unknown");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.remedy()).contains(remedy);
            })
        .extracting(Finding::file)
        .isEqualTo(path.startsWith("metadata/Review_") ? "metadata/Review_Information/" : path);
  }

  @ParameterizedTest
  @CsvSource({
    "Screenshots/en-US/1.png, Screenshots/, Rename it to screenshots/.",
    "SCREENSHOTS/en-US/1.png, SCREENSHOTS/, Rename it to screenshots/.",
    "screenshot/en-US/1.png, screenshot/, Rename it to screenshots/.",
    "Metadata/en-US/name.txt, Metadata/, Rename it to metadata/.",
    "meta-data/en-US/name.txt, meta-data/, Rename it to metadata/.",
    "app-previews/en-US/1.mp4, app-previews/, Rename it to app_previews/.",
    "previews/en-US/1.mp4, previews/, Rename it to app_previews/.",
    "review_information/notes.txt, review_information/, Rename it to metadata/review_information/.",
    "fastlane/metadata/en-US/name.txt, fastlane/, Move what is in this folder beside release.json.",
    "ios/fastlane/Screenshots/en-US/1.png, ios/fastlane/, Move what is in this folder beside",
    "de-DE/name.txt, de-DE/, Move their texts to metadata/<locale>/",
    "de-DE/1.png, de-DE/, their pictures to screenshots/<locale>/."
  })
  void saysWhatAFolderShouldBe(String path, String place, String remedy) {
    assertThat(find(path, path.replace("1.", "2.").replace("name", "subtitle")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).isEqualTo(place);
              assertThat(finding.found()).isIn("2 files", null);
              assertThat(finding.remedy()).contains(remedy);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "release.json",
        "App.ipa",
        "App.IPA",
        "app_rating_config.json",
        "metadata/app_rating_config.json",
        "metadata/copyright.txt",
        "metadata/primary_category.txt",
        "metadata/review_demo_password.txt",
        "metadata/en-US/name.txt",
        "metadata/default/description.txt",
        "metadata/EN-us/release_notes.txt",
        "metadata/review_information/notes.txt",
        "metadata/review_information/review_notes.txt",
        "metadata/review_information/attachment.txt",
        "metadata/review_information/Attachment.PDF",
        "metadata/trade_representative_contact_information/first_name.txt",
        "metadata/app_clip_review_information/invocation_urls.txt",
        "screenshots/en-US/1.png",
        "screenshots/en-US/1_framed.PNG",
        "screenshots/en-US/tour.mp4",
        "screenshots/appleTV/en-US/1.png",
        "screenshots/iMessage/default/1.jpeg",
        "app_previews/de-DE/tour.m4v",
        // The reading of the folder reports these, or they are fastlane's and other programs'.
        "metadata/klingon/name.txt",
        "screenshots/klingon/1.png",
        "screenshots/screenshots.html",
        "screenshots/Framefile.json",
        "screenshots/background.jpg",
        "screenshots/fonts/Arial.ttf",
        "screenshots/en-US/title.strings",
        "screenshots/en-US/keyword.strings",
        "screenshots/README.txt",
        "metadata/README.md",
        "metadata/en-US/README.txt",
        "metadata/app_icon.jpg",
        "metadata/.DS_Store",
        "metadata/en-US/.DS_Store",
        "metadata/en-US/.gitkeep",
        "metadata/en-US/._name.txt",
        "metadata/en-US/description.txt~",
        "metadata/en-US/description.txt.bak",
        "metadata/en-US/description.txt.orig",
        "metadata/en-US/.description.txt.swp",
        "metadata/en-US/#description.txt#",
        "metadata/en-US/screenshot.json",
        "metadata/__MACOSX/en-US/._name.txt",
        "__MACOSX/metadata/en-US/._name.txt",
        "screenshots/Thumbs.db",
        "screenshots/en-US/desktop.ini",
        "Deliverfile",
        "Fastfile",
        "Appfile",
        "Snapfile",
        "Gymfile",
        "README.md",
        "CHANGELOG.md",
        "report.xml",
        "LICENSE",
        "1234567890.itmsp/metadata.xml",
        "1234567890.itmsp/1.png",
        "App.app.dSYM.zip",
        "App.xcarchive.zip",
        "App.xcarchive/Info.plist",
        "App.ipa.zip",
        "ExportOptions.plist",
        "test_output/report/1.png",
        "lanes/metadata.rb",
        "source/1.txt",
        "notes.md",
        "notes.txt",
        "description.json",
        "metadata/en-US/translators.json"
      })
  void saysNothingOfWhatIsReadOrHarmless(String path) {
    assertThat(find(path)).isEmpty();
  }

  @Test
  void reportsWhatIsForAndroidOnceForTheDrop() {
    assertThat(
            find(
                "app-release.aab",
                "metadata/android/en-US/title.txt",
                "metadata/android/de-DE/images/phoneScreenshots/1.png",
                "metadata/en-US/full_description.txt",
                "metadata/en-US/changelogs/1.txt",
                "metadata/de-DE/changelogs/1.txt",
                "screenshots/android/en-US/1.png",
                "android/app/build.gradle"))
        .extracting(Finding::file, Finding::found, Finding::remedy)
        .containsExactly(
            tuple(
                "app-release.aab",
                "8 files",
                "Slipway ignores what is for Android. Leave it out of the drop to avoid this"
                    + " warning."));
    assertThat(find("metadata/en-US/changelogs/1.txt"))
        .extracting(Finding::file)
        .containsExactly("metadata/en-US/changelogs/");
  }

  @Test
  void reportsFilesOfOneCauseOnceForAllLocales() {
    assertThat(
            find(
                "metadata/de-DE/whats_new.txt",
                "metadata/en-US/whats_new.txt",
                "metadata/fr-FR/whats_new.txt",
                "screenshots/de-DE/1.webp",
                "screenshots/en-US/1.webp",
                "screenshots/de-DE/iPhone/1.png",
                "screenshots/en-US/iPhone/1.png",
                "screenshots/en-US/iPhone/2.png"))
        .extracting(Finding::file, Finding::found)
        .containsExactly(
            tuple("metadata/de-DE/whats_new.txt", "3 files"),
            tuple("screenshots/de-DE/1.webp", "2 files"),
            tuple("screenshots/de-DE/iPhone/1.png", "3 files"));
  }

  @Test
  void doesNotAskToRenameAFileOverTheOneThatIsRead() {
    assertThat(find("metadata/en-US/keywords.txt", "metadata/en-US/KEYWORDS.TXT"))
        .extracting(Finding::remedy)
        .containsExactly(
            "Slipway reads keywords.txt and ignores this file. Remove the one of them that is not"
                + " for the App Store.");
    assertThat(find("metadata/en-US/description.txt", "metadata/en-US/description.md"))
        .as("a source of the text")
        .isEmpty();
  }

  @Test
  void doesNotAskToRenameAFolderOverTheOneThatIsRead() {
    assertThat(find("screenshots/en-US/1.png", "Screenshots/en-US/1.png"))
        .extracting(Finding::file, Finding::remedy)
        .containsExactly(
            tuple(
                "Screenshots/",
                "Slipway reads screenshots/ and ignores this folder. Move its files to"
                    + " screenshots/."));
    assertThat(find("screenshots/en-US/1.png", "screenshots2/en-US/1.png")).as("a copy").isEmpty();
  }

  @Test
  void saysNothingOfPicturesThatTheReleaseSkips() {
    assertThat(
            find(
                manifest("{\"skipScreenshots\": true}"),
                true,
                "1.png",
                "Screenshots/en-US/1.png",
                "screenshots/en-US/1.webp",
                "app_previews/1.avi",
                "pictures/1.png"))
        .isEmpty();
  }

  @Test
  void takesTheAgeRatingThatReleaseJsonNames() {
    assertThat(
            find(
                manifest("{\"ageRatingConfig\": \"metadata/Rating.json\"}"),
                true,
                "metadata/Rating.json"))
        .isEmpty();
    assertThat(find("app_rating_config.json", "old_rating.json")).isEmpty();
  }

  @Test
  void reportsOtherBuildsByWhetherThereIsAnIpa() {
    assertThat(find("App.pkg"))
        .extracting(Finding::remedy)
        .containsExactly(
            "Slipway does not take Mac apps yet. Upload this one with Transporter, as a .pkg.");
    assertThat(find("Build.zip")).isEmpty();
    assertThat(find(ReleaseManifest.empty(), false, "Build.zip"))
        .extracting(Finding::remedy)
        .containsExactly(
            "This is an archive, not an .ipa. Unpack it, then upload the .ipa, or the folder with"
                + " its release.json.");
    assertThat(find(ReleaseManifest.empty(), false, "App.pkg", "app.aab"))
        .as("an error says it")
        .isEmpty();
  }

  /// The folder of the public report (cases B18), by its names.
  @Test
  void reportsEveryFileOfAFolderWithoutOneRightName() {
    assertThat(
            find(
                "metadata/.DS_Store",
                "metadata/README.md",
                "metadata/en-US/._name.txt",
                "metadata/en-US/Keywords.txt",
                "metadata/en-US/RELEASE_NOTES.TXT",
                "metadata/en-US/changelogs/1.txt",
                "metadata/en-US/description.txt~",
                "metadata/en-US/release_notes.text",
                "metadata/en-US/whats_new.txt"))
        .extracting(Finding::file)
        .containsExactly(
            "metadata/en-US/Keywords.txt",
            "metadata/en-US/RELEASE_NOTES.TXT",
            "metadata/en-US/changelogs/",
            "metadata/en-US/release_notes.text",
            "metadata/en-US/whats_new.txt");
  }

  @Test
  void findingsAreBounded() {
    assertThat(
            find(
                IntStream.range(0, 1000)
                    .mapToObj(i -> "metadata/en-US/x" + i + ".txt")
                    .toArray(String[]::new)))
        .hasSize(DropFindings.MAX_OF_A_CHECK);
  }

  private static List<Finding> find(String... paths) {
    return find(ReleaseManifest.empty(), true, paths);
  }

  private static List<Finding> find(ReleaseManifest manifest, boolean hasIpa, String... paths) {
    return IgnoredFiles.find(
        Stream.of(paths).map(path -> new ObjectVersion(path, "v", "\"e\"", 1)).toList(),
        manifest,
        hasIpa);
  }

  private static ReleaseManifest manifest(String json) {
    var reading = ReleaseManifest.parse(json.getBytes(StandardCharsets.UTF_8));
    return ((ManifestReading.Sound) reading).manifest();
  }
}
