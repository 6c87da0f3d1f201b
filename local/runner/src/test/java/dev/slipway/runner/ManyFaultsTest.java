package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.sample.SampleFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drop in which much is wrong: all of it is told at once, before anything is at Apple.
class ManyFaultsTest {
  private static final SampleFolder FAULTY =
      Folders.SMALL
          .file("metadata/en-US/name.txt", "A name that nobody could ever read on a phone")
          .file("metadata/en-US/keywords.txt", "word,".repeat(30))
          .file("metadata/en-US/support_url.txt", "slipway.dev/support")
          .file("metadata/en-US/description.txt", "Now with <b>bold</b> text in it.")
          .file("metadata/de-DE/promotional_text.txt", "x".repeat(171))
          .file("metadata/xx-XX/name.txt", "Nowhere")
          .file("metadata/primary_category.txt", "GARDENING")
          .file("metadata/review_information/phone_number.txt", "+1 415 555 012")
          .file("metadata/review_information/demo_password.txt", "")
          .file("screenshots/de-DE/broken.png", "no picture")
          .file("app_rating_config.json", "{\"violence\": \"SOME\"}");

  @TempDir Path directory;

  @Test
  void allIsToldTogetherAndNothingIsSent() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      Folders.drop(stage, stage.connect() + "/1.1/", FAULTY);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(errors(release))
          .contains(
              "name-too-long metadata/en-US/name.txt",
              "keywords-too-long metadata/en-US/keywords.txt",
              "url-malformed metadata/en-US/support_url.txt",
              "text-markup metadata/en-US/description.txt",
              "promotional-text-too-long metadata/de-DE/promotional_text.txt",
              "locale-unknown metadata/xx-XX",
              "category-unknown metadata/primary_category.txt",
              "phone-malformed metadata/review_information/phone_number.txt",
              "demo-password-missing metadata/review_information/demo_user.txt",
              "media-unreadable screenshots/de-DE/broken.png",
              "age-rating-invalid app_rating_config.json");
      assertThat(stage.writes()).isEmpty();
      assertThat(stage.apple.partPuts()).isEmpty();
    }
  }

  @Tag("answer")
  @Test
  void theMendedDropStartsAnew() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(
          stage, prefix, Folders.SMALL.file("metadata/en-US/support_url.txt", "slipway.dev"));
      String first = stage.advanceUntil("NEEDS_ATTENTION").path("id").asText();
      assertThat(stage.writes()).isEmpty();
      stage.advance(Duration.ofMinutes(1));

      stage.put(prefix + "metadata/en-US/support_url.txt", "https://www.slipway.dev/");
      stage.put(prefix + "release.json", "{}");
      stage.local.settle();
      var second = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(second.path("id").asText()).isNotEqualTo(first);
      assertThat(second.path("findings")).isEmpty();
      assertThat(Folders.text(stage, "1.1", "en-US", "supportUrl"))
          .isEqualTo("https://www.slipway.dev/");
    }
  }

  @Test
  void everyErrorSaysWhatToDo() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      Folders.drop(stage, stage.connect() + "/1.1/", FAULTY);

      var release = stage.advanceUntil("NEEDS_ATTENTION");

      assertThat(release.path("findings"))
          .allSatisfy(
              finding -> {
                assertThat(finding.path("remedy").asText()).isNotBlank();
                assertThat(finding.path("file").asText()).isNotBlank();
                assertThat(finding.path("type").asText()).startsWith("urn:slipway:problem:");
              });
    }
  }

  private static List<String> errors(JsonNode release) {
    var errors = new ArrayList<String>();
    for (JsonNode finding : release.path("findings")) {
      if (finding.path("severity").asText().equals("ERROR")) {
        errors.add(finding.path("check").asText() + " " + finding.path("file").asText());
      }
    }
    return errors;
  }
}
