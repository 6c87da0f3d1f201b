package dev.slipway.releases.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.content.ContentStage.Gate;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values that Apple refuses name their file, and what Apple stores in its own form is not written
/// again.
class ContentRefusalsTest {
  /// Slipway sends what Apple refuses, so that its answer is seen.
  private final ContentStage stage = new ContentStage(SimulatorOptions::acceptInvalidRequests);

  private final Drop drop = new Drop();

  @AfterEach
  void close() {
    assertThat(stage.simulator.contractViolations()).isEmpty();
    stage.close();
  }

  private Problem refused() throws InterruptedException {
    assertThat(stage.carry(drop))
        .isInstanceOfSatisfying(ContentOutcome.NeedsAttention.class, outcome -> {});
    return ((ContentOutcome.NeedsAttention) stage.carry(drop)).problem();
  }

  @Test
  void aTakenNameNamesItsLanguage() throws InterruptedException {
    stage.simulator.reserveName("Beispiel", "de-DE");
    drop.text("en-US", TextField.NAME, "Beispiel").text("de-DE", TextField.NAME, "Beispiel");

    var problem = refused();

    assertThat(problem.type()).isEqualTo(ProblemType.METADATA_INVALID);
    assertThat(problem.field()).isEqualTo("metadata/de-DE/name.txt");
    assertThat(problem.detail())
        .contains("The name \"Beispiel\" is taken for de-DE", "Choose another name");
    assertThat(problem.appleErrors()).singleElement().asString().contains("DIFFERENT_ACCOUNT");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTakenNameOfANewLanguageIsNotMistakenForALanguageThatExists(boolean oneSide)
      throws InterruptedException {
    if (oneSide) {
      stage.simulator.guesses().turn(Guess.LOCALES_ON_ONE_SIDE);
    }
    stage.simulator.reserveName("Exemple", "fr-FR");
    drop.text("fr-FR", TextField.NAME, "Exemple")
        .text("fr-FR", TextField.DESCRIPTION, "Une description")
        .text("fr-FR", TextField.WHATS_NEW, "Du nouveau");

    assertThat(refused().field()).isEqualTo("metadata/fr-FR/name.txt");
  }

  @Test
  void charactersNameTheirFile() throws InterruptedException {
    drop.text("de-DE", TextField.WHATS_NEW, "Zehn ★ von zehn");
    assertThat(stage.carry(drop)).isEqualTo(new ContentOutcome.Done());

    stage.newApp();
    stage.simulator.guesses().turn(Guess.SYMBOLS_IN_TEXTS);

    var problem = refused();
    assertThat(problem.field()).isEqualTo("metadata/de-DE/release_notes.txt");
    assertThat(problem.detail()).contains("Remove them in metadata/de-DE/release_notes.txt");
    assertThat(problem.appleErrors()).singleElement().asString().contains("★");
  }

  @Test
  void severalValuesAreNamedTogether() throws InterruptedException {
    drop.text("en-US", TextField.DESCRIPTION, "short")
        .text("en-US", TextField.SUPPORT_URL, "https://acme.dev/리리");

    var problem = refused();

    assertThat(problem.faults())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder(
            "metadata/en-US/description.txt", "metadata/en-US/support_url.txt");
    assertThat(problem.faults())
        .extracting(Problem::detail)
        .anySatisfy(detail -> assertThat(detail).contains("too short"))
        .anySatisfy(detail -> assertThat(detail).contains("percent-encode"));
  }

  @Test
  void aPhoneNumberNamesItsFile() throws InterruptedException {
    drop.review(ReviewField.PHONE, "+503 1234567");

    var problem = refused();

    assertThat(problem.type()).isEqualTo(ProblemType.REVIEW_INFORMATION_INCOMPLETE);
    assertThat(problem.field()).endsWith("phone_number.txt");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAgeRatingThatReadsBackAsAClassIsWrittenOnce(boolean classes) throws InterruptedException {
    if (classes) {
      stage.simulator.guesses().turn(Guess.FREQUENT_AS_A_CLASS);
    }
    drop.ageRating(Map.of("contests", "INFREQUENT", "horrorOrFearThemes", "FREQUENT"));
    var first = stage.callsOf(() -> stage.carry(drop));
    assertThat(first).containsEntry("PATCH /v1/ageRatingDeclarations/{id}", 1L);
    assertThat(stage.simulator.snapshot().appInfos().getLast().ageRating())
        .containsEntry("contests", "INFREQUENT_OR_MILD");

    var second = stage.callsOf(() -> stage.carry(drop));

    assertThat(ContentStage.writes(second)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNewLanguageTakesThePrivacyPolicyOfThePrimaryOne(boolean oneSide)
      throws InterruptedException {
    if (oneSide) {
      stage.simulator.guesses().turn(Guess.LOCALES_ON_ONE_SIDE);
    }
    drop.text("fr-FR", TextField.DESCRIPTION, "Une description")
        .text("fr-FR", TextField.WHATS_NEW, "Du nouveau");

    assertThat(stage.carry(drop)).isEqualTo(new ContentOutcome.Done());

    assertThat(privacyPolicies()).containsExactly("https://example.com/privacy");
    assertThat(ContentStage.writes(stage.callsOf(() -> stage.carry(drop)))).isEmpty();
  }

  @Test
  void aNewLanguageIsFinishedWhereverAWorkerDies() throws InterruptedException {
    drop.text("fr-FR", TextField.DESCRIPTION, "Une description")
        .text("fr-FR", TextField.WHATS_NEW, "Du nouveau");
    for (int call = 1; call <= 8; call++) {
      stage.newApp();
      stage.gate = new Gate(call, ContentLedger.EMPTY);
      stage.carry(drop);

      stage.gate = new Gate(Integer.MAX_VALUE, stage.gate.ledger());
      assertThat(stage.carry(drop)).isEqualTo(new ContentOutcome.Done());

      assertThat(privacyPolicies())
          .as("call " + call)
          .containsExactly("https://example.com/privacy");
    }
  }

  private List<String> privacyPolicies() {
    var information =
        Objects.requireNonNull(new AppleContentReader(stage.client).information(stage.app));
    return information.locales().entrySet().stream()
        .filter(texts -> texts.getKey().equals("fr-FR"))
        .map(texts -> texts.getValue().texts().getOrDefault(TextField.PRIVACY_POLICY_URL, ""))
        .toList();
  }
}
