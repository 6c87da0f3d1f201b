package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Finding.Severity;
import dev.slipway.releases.preflight.checks.CharacterRule;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What preflight says about the characters of texts, about URLs and phone numbers.
class TextCharactersTest {
  @ParameterizedTest
  @CsvSource({
    "DESCRIPTION, ⚡, U+26A1",
    "DESCRIPTION, 🐢, U+1F422",
    "DESCRIPTION, ★, U+2605",
    "DESCRIPTION, ─, U+2500",
    "DESCRIPTION, \uFFFD, U+FFFD",
    "WHATS_NEW, 🧋, U+1F9CB",
    "WHATS_NEW, \uFE0F, U+FE0F",
    "PROMOTIONAL_TEXT, 🎉, U+1F389",
    "NAME, 🚀, U+1F680",
  })
  void whatALiveAnswerQuotesForTheFieldIsAnError(TextField field, String character, String code) {
    var subject = new Subject().text("de-DE", field, "Zeile eins\nund " + character + " zwei");

    assertThat(subject.examined())
        .filteredOn(finding -> finding.check().equals("text-character-refused"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.file()).isEqualTo("metadata/de-DE/" + field.fileName());
              assertThat(finding.found()).contains("line 2: ", code);
            });
  }

  @Test
  void whatIsDoubtfulIsOneWarningForTheDrop() {
    var subject =
        new Subject()
            .english(TextField.KEYWORDS, "map,★")
            .english(TextField.WHATS_NEW, "One\nTwo ✓ and ✗")
            .text("de-DE", TextField.PROMOTIONAL_TEXT, "Jetzt → hier")
            .text("de-DE", TextField.SUBTITLE, "Fertig 🎉");

    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("text-character-doubtful");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.remedy())
                  .contains(
                      "metadata/en-US/release_notes.txt line 2: ✓ (U+2713), line 2: ✗ (U+2717)");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"■ • × — ' ‘’ …", "™ ℹ № © ® €", "日本語 हिन्दी ไทย עִבְרִית", "A → B ⌘ ①", "ü ß Ђ"})
  void ordinaryTextIsFine(String text) {
    assertThat(new Subject().english(TextField.DESCRIPTION, text + " and more.").examined())
        .isEmpty();
  }

  @Test
  void whatToTestIsCheckedAsWhatsNewIs() {
    var subject = new Subject();
    subject.manifest.whatToTest =
        Map.of("de-DE", "One\u0008", "en-US", "TODO: write this", "fr-FR", "a\uFEFFb");

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file)
        .containsExactly(
            Tuple.tuple("text-control-character", "$.testFlight.whatToTest.de-DE"),
            Tuple.tuple("text-placeholder", "$.testFlight.whatToTest.en-US"),
            Tuple.tuple("text-invisible", "$.testFlight.whatToTest.fr-FR"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a<b", "Smile 😀", "e\u0301", "★", "𠀀", "ﬁ"})
  void whatToTestIsCheckedBeforeTheUpload(String text) {
    var subject = new Subject();
    subject.manifest.whatToTest = Map.of("en-US", "Fine > &", "de-DE", "Test:\n" + text);

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file, Finding::severity)
        .containsExactly(
            Tuple.tuple("text-character-refused", "$.testFlight.whatToTest.de-DE", Severity.ERROR));
  }

  @Test
  void whatCompositionLeavesIsDoubtful() {
    assertThat(
            new Subject()
                .english(TextField.DESCRIPTION, "q\u0301 and \u0308 alone, cafe\u02CA")
                .examined())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("text-character-doubtful");
              assertThat(finding.found())
                  .isEqualTo("line 1: U+0301, line 1: U+0308, line 1: ˊ (U+02CA)");
            });
  }

  @Test
  void invisibleCharactersAreNamedWithTheirPlace() {
    var subject =
        new Subject()
            .english(TextField.NAME, "Acme\u200B Notes")
            .english(TextField.KEYWORDS, "notes,\u200Bto\u00ADdo,sync")
            .english(TextField.SUPPORT_URL, "https://acme.dev/\u200Bhelp\u202C")
            .english(TextField.DESCRIPTION, "Donau\u00ADdampf, a\u2060b\nZero\u200Bwidth")
            .english(TextField.WHATS_NEW, "\u200B\nPersian می\u200Cخواهم, family 👩\u200D👧")
            .review(ReviewField.EMAIL, "ada\u200B@acme.dev")
            .review(ReviewField.FIRST_NAME, "A\u200Eda");

    assertThat(subject.examined())
        .filteredOn(finding -> finding.check().contains("invisible"))
        .extracting(Finding::file, Finding::found, Finding::severity)
        .containsExactlyInAnyOrder(
            Tuple.tuple(
                "metadata/en-US/name.txt",
                "line 1, column 5: U+200B ZERO WIDTH SPACE",
                Severity.WARNING),
            Tuple.tuple(
                "metadata/en-US/keywords.txt",
                "line 1, column 7: U+200B ZERO WIDTH SPACE",
                Severity.WARNING),
            Tuple.tuple(
                "metadata/en-US/support_url.txt",
                "line 1, column 18: U+200B ZERO WIDTH SPACE",
                Severity.ERROR),
            Tuple.tuple(
                "metadata/en-US/description.txt",
                "line 2, column 5: U+200B ZERO WIDTH SPACE",
                Severity.WARNING),
            Tuple.tuple(
                "metadata/review_information/email_address.txt",
                "line 1, column 4: U+200B ZERO WIDTH SPACE",
                Severity.ERROR),
            Tuple.tuple(
                "metadata/review_information/first_name.txt",
                "line 1, column 2: U+200E LEFT-TO-RIGHT MARK",
                Severity.WARNING));
    assertThat(subject.examined())
        .extracting(Finding::remedy)
        .anyMatch(remedy -> remedy.endsWith(" Also line 1, column 10: U+00AD SOFT HYPHEN."));
    assertThat(subject.examined())
        .extracting(Finding::check)
        .doesNotContain("url-malformed", "url-not-ascii", "email-malformed");
  }

  @ParameterizedTest
  @EnumSource(CharacterRule.class)
  void everyRowHasItsEvidence(CharacterRule row) {
    assertThat(row.evidence()).contains(".");
  }

  @Test
  void charactersOutsideTheFirstPlaneCountOnce() {
    assertThat(new Subject().english(TextField.SUBTITLE, "𝒳".repeat(30)).examined())
        .extracting(Finding::check)
        .containsExactly("text-character-doubtful");
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.facebook.com/리리, https://www.facebook.com/%EB%A6%AC%EB%A6%AC",
    "https://bücher.de/ä?q=ö#ü, https://xn--bcher-kva.de/%C3%A4?q=%C3%B6#%C3%BC",
  })
  void aUrlWithOtherLettersIsShownEncoded(String url, String encoded) {
    assertThat(new Subject().english(TextField.SUPPORT_URL, url).examined())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("url-not-ascii");
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.remedy()).endsWith("Write " + encoded + " instead.");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "+447700900000, phone-malformed",
    "+503 1234567, phone-malformed",
    "+1 415 555 012, phone-malformed",
    "+1 415 555 01222, phone-malformed",
    "030 123, phone-malformed",
    "+49 - 30 - 1234567 - 8, phone-too-long",
    "4155550122, phone-without-country",
    "14155550122, phone-without-country",
    "+1 415 555 0122, ''",
    "+503 1234 5678, ''",
  })
  void phoneNumbersAreKnownByTheirPlans(String number, String check) {
    assertThat(new Subject().review(ReviewField.PHONE, number).examined())
        .extracting(Finding::check)
        .isEqualTo(check.isEmpty() ? List.of() : List.of(check));
  }

  @Test
  void aNewLanguageWithoutAPrivacyPolicyIsNamedBefore() {
    var subject = new Subject();
    subject.versions.set(0, AppleObjects.live("1.9", "en-US"));
    subject.texts.get("de-DE").remove(TextField.PRIVACY_POLICY_URL);

    assertThat(subject.examined())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(Finding::check, Finding::file)
        .containsExactly(
            Tuple.tuple("privacy-policy-url-missing", "metadata/de-DE/privacy_url.txt"));
  }
}
