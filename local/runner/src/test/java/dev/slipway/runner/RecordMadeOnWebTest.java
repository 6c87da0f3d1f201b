package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.sample.SampleFirstRelease;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An app record that a person has just made on the web, with a name, a bundle id and a language:
/// one drop brings it to the App Store.
class RecordMadeOnWebTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SampleFolder FOLDER = SampleFirstRelease.of(Folders.ipa("1.1", "2"));

  /// What a drop may lack, by the check that finds it.
  private static final Map<String, Consumer<Map<String, byte[]>>> LEFT_OUT = new LinkedHashMap<>();

  static {
    LEFT_OUT.put("name-missing", without("metadata/de-DE/name.txt"));
    LEFT_OUT.put("description-missing", without("metadata/en-US/description.txt"));
    LEFT_OUT.put("keywords-missing", without("metadata/en-US/keywords.txt"));
    LEFT_OUT.put("support-url-missing", without("metadata/en-US/support_url.txt"));
    LEFT_OUT.put("privacy-policy-url-missing", without("metadata/en-US/privacy_url.txt"));
    LEFT_OUT.put("copyright-missing", without("metadata/copyright.txt"));
    LEFT_OUT.put("primary-category-missing", without("metadata/primary_category.txt"));
    LEFT_OUT.put("age-rating-incomplete", without("app_rating_config.json"));
    LEFT_OUT.put("contact-incomplete", without("metadata/review_information/phone_number.txt"));
    LEFT_OUT.put("phone-screenshots-missing", without("screenshots/en-US/iPhone"));
    LEFT_OUT.put("pad-screenshots-missing", without("screenshots/en-US/iPad"));
    LEFT_OUT.put(
        "content-rights-missing",
        files -> releaseJson(files, json -> json.remove("contentRights")));
    LEFT_OUT.put("price-missing", files -> releaseJson(files, json -> json.remove("price")));
    LEFT_OUT.put(
        "encryption-unanswered",
        files -> files.put("Sample.ipa", Ipas.of(Folders.ipa("1.1", "2").withEncryption(null))));
  }

  @TempDir Path directory;

  @Test
  void oneDropBringsAllAndASecondOneWritesNothing() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      String made = stage.apple.snapshot().appStoreVersions().getFirst().id();
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(stage, prefix, FOLDER);
      assertThat(Folders.checks(stage.newest()))
          .as("new languages and a renamed version 1.0 are no news")
          .containsExactly("web-only-steps");

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(Folders.checks(release)).as("what was done on the web is over").isEmpty();
      assertThat(release.path("problem").isMissingNode()).isTrue();
      assertThat(stage.apple.snapshot().appStoreVersions())
          .as("the version 1.0 of the record was renamed")
          .singleElement()
          .satisfies(version -> assertIsWhole(version, made));
      assertMediaAreWhole(stage, made);
      assertAppIsWhole(stage);
      Map<String, Long> before = stage.writes();
      int parts = stage.apple.partPuts().size();

      Folders.drop(stage, prefix, FOLDER);
      var again = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(Folders.checks(again)).contains("version-released-before");
      assertThat(Folders.writesSince(before, stage)).isEmpty();
      assertThat(stage.apple.partPuts()).hasSize(parts);
      assertThat(stage.local.failures()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void thePreparedVersionAgainWritesNothing() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      String prefix = stage.connect() + "/1.1/";
      var files = Folders.files(FOLDER);
      releaseJson(files, json -> json.put("submit", false));
      Folders.drop(stage, prefix, files);
      stage.advanceUntil("PREPARED");
      Map<String, Long> before = stage.writes();

      Folders.drop(stage, prefix, files);
      stage.advanceUntil("PREPARED");

      assertThat(stage.releases()).hasSize(2);
      assertThat(Folders.writesSince(before, stage)).isEmpty();
    }
  }

  /// What a later submission needs is a warning of a version that is only prepared.
  @Tag("answer")
  @Test
  void aVersionThatIsSubmittedLaterIsRemindedOfItsPrice() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      var files = Folders.files(FOLDER);
      releaseJson(
          files,
          json -> {
            json.put("submit", false);
            json.remove(List.of("price", "availability"));
          });
      Folders.drop(stage, stage.connect() + "/1.1/", files);

      var release = stage.advanceUntil("PREPARED");

      assertThat(Folders.checks(release)).contains("price-missing", "app-in-no-store");
      assertThat(errors(release)).isEmpty();
    }
  }

  /// Drops that lack one thing each, and then one that lacks all of it, on one record.
  @Tag("answer")
  @Test
  void whatIsLeftOutIsOneFindingEachAndAllComeAtOnce() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.createApp(NewApp.madeOnWeb(Stage.BUNDLE_ID, "Example", "en-US"));
      String connection = stage.connect();
      Map<String, List<String>> found = new LinkedHashMap<>();
      for (var entry : LEFT_OUT.entrySet()) {
        var files = Folders.files(FOLDER);
        entry.getValue().accept(files);
        Folders.drop(stage, connection + "/" + entry.getKey() + "/", files);
        found.put(entry.getKey(), errors(stage.advanceUntil("NEEDS_ATTENTION")));
        stage.advance(Duration.ofMinutes(1));
      }

      var bare = Folders.files(FOLDER);
      bare.keySet().retainAll(List.of("Sample.ipa"));
      LEFT_OUT.get("encryption-unanswered").accept(bare);
      bare.put("release.json", "{}".getBytes(StandardCharsets.UTF_8));
      Folders.drop(stage, connection + "/bare/", bare);
      List<String> all = errors(stage.advanceUntil("NEEDS_ATTENTION"));

      found.forEach((check, checks) -> assertThat(checks).as(check).containsExactly(check));
      assertThat(all)
          .as("the name and the language are those of the record")
          .containsAll(
              LEFT_OUT.keySet().stream().filter(check -> !check.equals("name-missing")).toList());
      assertThat(stage.writes()).as("nothing was sent to Apple").isEmpty();
      assertThat(stage.apple.partPuts()).isEmpty();
    }
  }

  private static Consumer<Map<String, byte[]>> without(String path) {
    return files -> assertThat(files.keySet().removeIf(file -> file.startsWith(path))).isTrue();
  }

  private static void releaseJson(Map<String, byte[]> files, Consumer<ObjectNode> change) {
    try {
      var json = (ObjectNode) JSON.readTree(files.get("release.json"));
      change.accept(json);
      files.put("release.json", JSON.writeValueAsBytes(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> errors(JsonNode release) {
    var errors = new ArrayList<String>();
    for (JsonNode finding : release.path("findings")) {
      if (finding.path("severity").asText().equals("ERROR")) {
        errors.add(finding.path("check").asText());
      }
    }
    return errors;
  }

  private static void assertIsWhole(Snapshot.AppStoreVersion version, String id) {
    assertThat(version.id()).isEqualTo(id);
    assertThat(version.versionString()).isEqualTo("1.1");
    assertThat(version.state()).isEqualTo("READY_FOR_DISTRIBUTION");
    assertThat(version.copyright()).isEqualTo("2026 Slipway Sample");
    assertThat(version.phasedReleaseState()).isNull();
    assertThat(version.reviewDetail())
        .containsEntry("contactFirstName", "Ada")
        .containsEntry("contactEmail", "review@slipway.dev")
        .containsEntry("demoAccountName", "reviewer");
    assertThat(version.localizations())
        .extracting(Snapshot.Texts::locale)
        .containsExactlyInAnyOrder("en-US", "de-DE");
    assertThat(version.localizations())
        .allSatisfy(
            texts ->
                assertThat(texts.texts())
                    .containsKeys("description", "keywords", "supportUrl", "promotionalText"));
  }

  private static void assertMediaAreWhole(Stage stage, String version) {
    assertThat(stage.apple.snapshot().screenshotSets(version, "en-US"))
        .hasSize(2)
        .allSatisfy(set -> assertThat(set.assets()).hasSize(3));
    assertThat(stage.apple.snapshot().screenshotSets(version, "de-DE"))
        .hasSize(2)
        .allSatisfy(set -> assertThat(set.assets()).hasSize(2));
  }

  private static void assertAppIsWhole(Stage stage) {
    var snapshot = stage.apple.snapshot();
    assertThat(snapshot.apps())
        .singleElement()
        .satisfies(
            app ->
                assertThat(app.contentRightsDeclaration())
                    .isEqualTo("DOES_NOT_USE_THIRD_PARTY_CONTENT"));
    assertThat(snapshot.prices())
        .singleElement()
        .satisfies(price -> assertThat(price.customerPrice()).isEqualTo("0.0"));
    assertThat(snapshot.availabilities())
        .singleElement()
        .satisfies(
            availability -> {
              assertThat(availability.territories()).hasSize(175);
              assertThat(availability.availableInNewTerritories()).isTrue();
            });
    assertThat(snapshot.appInfos())
        .singleElement()
        .satisfies(
            info -> {
              assertThat(info.categories())
                  .containsEntry("primaryCategory", "PRODUCTIVITY")
                  .containsEntry("secondaryCategory", "UTILITIES");
              assertThat(info.ageRating()).containsEntry("gambling", "false");
              assertThat(info.localizations())
                  .extracting(Snapshot.Texts::locale)
                  .containsExactlyInAnyOrder("en-US", "de-DE");
            });
  }
}
