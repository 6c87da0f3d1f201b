package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.simulator.settings.Guess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that Apple refuses although preflight has no proof against them: the file is named, and
/// the corrected drop goes on with the same build.
@Tag("answer")
class TextRefusalsTest {
  @TempDir Path directory;

  private static String drop(Stage stage, SampleFolder folder) throws Exception {
    Folders.app(stage);
    String prefix = stage.connect() + "/1.1/";
    Folders.drop(stage, prefix, folder);
    return prefix;
  }

  private static long doubtful(JsonNode release) {
    long found = 0;
    for (JsonNode finding : release.path("findings")) {
      found += finding.path("check").asText().equals("text-character-doubtful") ? 1 : 0;
    }
    return found;
  }

  @Test
  void doubtfulCharactersAreOneWarningAndGoToApple() throws Exception {
    try (var stage = Stage.small(directory)) {
      drop(
          stage,
          Folders.SMALL
              .file("metadata/en-US/release_notes.txt", "It works ✓ now.")
              .file("metadata/de-DE/release_notes.txt", "Es geht ✓ jetzt."));

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(doubtful(release)).isEqualTo(1);
      assertThat(Folders.text(stage, "1.1", "de-DE", "whatsNew")).isEqualTo("Es geht ✓ jetzt.");
    }
  }

  @Test
  void doubtfulCharactersThatAppleRefusesNameTheirFile() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.guesses().turn(Guess.SYMBOLS_IN_TEXTS);
      String prefix =
          drop(stage, Folders.SMALL.file("metadata/de-DE/release_notes.txt", "Es geht ✓ jetzt."));

      var problem = stage.advanceUntil("NEEDS_ATTENTION").path("problem");
      assertThat(problem.path("field").asText()).isEqualTo("metadata/de-DE/release_notes.txt");
      assertThat(problem.path("appleErrors").toString()).contains("✓");

      stage.advance(Duration.ofMinutes(1));
      stage.put(prefix + "metadata/de-DE/release_notes.txt", "Es geht jetzt.");
      stage.put(prefix + "release.json", "{}");
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce();
    }
  }

  @Test
  void aNameThatIsTakenInOneLanguageNeedsAPersonAtOnce() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.apple.reserveName("Beispiel", "de-DE");
      drop(
          stage,
          Folders.SMALL
              .file("metadata/en-US/name.txt", "Beispiel")
              .file("metadata/de-DE/name.txt", "Beispiel"));

      var problem = stage.advanceUntil("NEEDS_ATTENTION").path("problem");

      assertThat(problem.path("field").asText()).isEqualTo("metadata/de-DE/name.txt");
      assertThat(problem.path("detail").asText()).contains("is taken for de-DE");
      assertThat(stage.writes()).containsEntry("PATCH /v1/appInfoLocalizations/{id}", 1L);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNewLanguageGetsAPrivacyPolicy(boolean oneSide) throws Exception {
    try (var stage = Stage.small(directory)) {
      if (oneSide) {
        stage.apple.guesses().turn(Guess.LOCALES_ON_ONE_SIDE);
      }
      String prefix =
          drop(
              stage,
              Folders.SMALL
                  .file("metadata/fr-FR/description.txt", "Une application qui montre des listes.")
                  .file("metadata/fr-FR/keywords.txt", "liste")
                  .file("metadata/fr-FR/support_url.txt", "https://www.slipway.dev/fr")
                  .file("metadata/fr-FR/release_notes.txt", "Du nouveau.")
                  .file("metadata/fr-FR/name.txt", "Exemple"));

      var problem = stage.advanceUntil("NEEDS_ATTENTION").path("problem");
      assertThat(problem.path("field").asText()).isEqualTo("metadata/fr-FR/privacy_url.txt");
      assertThat(stage.writes()).isEmpty();

      stage.advance(Duration.ofMinutes(1));
      stage.put(prefix + "metadata/fr-FR/privacy_url.txt", "https://www.slipway.dev/fr/vie");
      stage.put(prefix + "release.json", "{}");
      stage.local.settle();
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      assertThat(stage.apple.snapshot().appInfos().getLast().localizations())
          .filteredOn(texts -> texts.locale().equals("fr-FR"))
          .singleElement()
          .satisfies(
              texts ->
                  assertThat(texts.texts())
                      .containsEntry("privacyPolicyUrl", "https://www.slipway.dev/fr/vie"));
    }
  }
}
