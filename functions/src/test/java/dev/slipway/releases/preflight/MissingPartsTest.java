package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What preflight says about parts that the drop lacks, in a folder and in an `.ipa` alone.
class MissingPartsTest {
  @Test
  void bareAppOfCompleteUpdateIsSound() {
    var subject = new Subject();
    subject.texts.clear();
    subject.review.clear();
    subject.password = null;
    subject.copyright = null;
    subject.contactAtApple = true;
    for (String locale : List.of("de-DE", "en-US")) {
      subject.appInfoTexts.put(locale, Subject.appInfoText(locale));
    }

    subject.bare = true;
    assertThat(subject.examined()).isEmpty();
    subject.bare = false;
    assertThat(subject.examined())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("whats-new-repeated");
              assertThat(finding.file()).isEqualTo("metadata/de-DE/release_notes.txt");
              assertThat(finding.remedy()).endsWith("The same in en-US.");
            });
  }

  @Test
  void aFileThatCannotBeReadIsNotMissing() {
    var subject = new Subject().first().without(TextField.NAME).without(TextField.SUPPORT_URL);
    subject.copyright = null;
    subject.password = null;
    subject.review.remove(ReviewField.PHONE);
    subject.categoriesAtApple.clear();
    subject.ageRatingAtApple.clear();
    for (String file :
        List.of(
            "metadata/default/name.txt",
            "metadata/de-DE/support_url.txt",
            "metadata/copyright.txt",
            "metadata/primary_category.txt",
            "metadata/review_information/phone_number.txt",
            "metadata/review_information/demo_password.txt",
            "app_rating_config.json")) {
      subject.findings.add(ReadingCheck.FILE_NOT_UTF8.finding(file, null, ""));
    }

    assertThat(subject.examined())
        .filteredOn(finding -> !finding.check().equals("file-not-utf8"))
        .extracting(Finding::check, Finding::file)
        .containsExactly(tuple("support-url-missing", "metadata/en-US/support_url.txt"));
  }

  @Test
  void bareAppOfNewAppTellsAllThatIsMissing() {
    var subject = new Subject().first();
    subject.bare = true;
    subject.texts.clear();
    subject.review.clear();
    subject.password = null;
    subject.copyright = null;
    subject.displayTypes = null;
    subject.contentRights = null;
    subject.categoriesAtApple.clear();
    subject.ageRatingAtApple.clear();

    assertThat(subject.examined())
        .extracting(Finding::check)
        .containsExactlyInAnyOrder(
            "primary-locale-missing",
            "copyright-missing",
            "content-rights-missing",
            "primary-category-missing",
            "age-rating-incomplete",
            "age-rating-new-questions",
            "contact-incomplete",
            "phone-screenshots-missing");
    assertThat(subject.examined())
        .allSatisfy(
            finding -> {
              assertThat(finding.file()).isNull();
              assertThat(finding.remedy())
                  .contains("Set this in App Store Connect, or upload a folder with a release.json")
                  .doesNotContain(".txt", "screenshots/");
            });
    assertThat(subject.examined())
        .filteredOn(finding -> finding.check().equals("contact-incomplete"))
        .extracting(Finding::found)
        .containsExactly("no first name, no last name, no phone number, no e-mail address");
  }

  @Test
  void screenshotsOfAnotherLanguageThanThePrimaryOneAreNotEnough() {
    var subject = new Subject().first();
    subject.displayTypes = null;
    subject.media.add(Media.screenshot("1.png").type("APP_IPHONE_67").in("de-DE").build());

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file)
        .containsExactly(tuple("phone-screenshots-missing", "screenshots/en-US"));
  }

  @Test
  void whatIsAlikeInSeveralLocalesIsOneFinding() {
    var subject =
        new Subject()
            .without(TextField.PRIVACY_POLICY_URL)
            .english(TextField.NAME, "x")
            .text("de-DE", TextField.NAME, "x")
            .english(TextField.SUBTITLE, "s".repeat(31))
            .text("de-DE", TextField.SUBTITLE, "s".repeat(32));

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactly(
            tuple("name-too-short", "metadata/de-DE/name.txt", "x"),
            tuple("subtitle-too-long", "metadata/de-DE/subtitle.txt", "32 characters"),
            tuple("subtitle-too-long", "metadata/en-US/subtitle.txt", "31 characters"),
            tuple("privacy-policy-url-missing", "metadata/de-DE/privacy_url.txt", null));
    assertThat(subject.examined().getLast().remedy()).endsWith("Add the file. The same in en-US.");

    subject.without(TextField.NAME).without(TextField.SUBTITLE);
    subject.bare = true;
    assertThat(subject.examined().getLast().found()).isEqualTo("de-DE, en-US");
  }

  @Test
  void newQuestionsOfTheAgeRatingMatterUntilAppleTookAVersionWithoutAnswers() {
    var subject = new Subject();
    subject.ageRatingAtApple.remove("socialMedia");
    subject.ageRatingAtApple.remove("socialMediaAgeRestricted");
    assertThat(subject.examined())
        .extracting(Finding::check)
        .containsExactly("age-rating-incomplete", "age-rating-new-questions");

    subject.versions.set(
        0, AppleObjects.created(subject.versions.getFirst(), "2026-10-01T10:00:00Z"));
    assertThat(subject.examined()).isEmpty();
    subject.versions.clear();
    subject.first();
    assertThat(subject.examined())
        .extracting(Finding::check)
        .containsExactly("age-rating-incomplete", "age-rating-new-questions");
    subject.manifest.submit = false;
    assertThat(subject.examined()).isEmpty();
  }

  @Test
  void newLocaleNeedsItsTexts() {
    var subject = new Subject().text("fr-FR", TextField.DESCRIPTION, "Ce que fait cette app.");

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file)
        .contains(
            tuple("keywords-missing", "metadata/fr-FR/keywords.txt"),
            tuple("update-without-whats-new", "metadata/fr-FR/release_notes.txt"),
            tuple("locale-added", "metadata/fr-FR"));
  }

  @Test
  void fallbackTextsStandForTheLocalesOfTheApp() {
    var subject = new Subject();
    var own = subject.texts.get("en-US");
    subject.fallback.putAll(own);
    subject.texts.clear();

    assertThat(subject.examined()).isEmpty();
  }

  @Test
  void anAnswerOfTheDropContradictsOneAtApple() {
    var subject = new Subject();
    subject.ageRating = new AgeRating(Map.of("socialMedia", true), "app_rating_config.json");
    subject.ageRatingAtApple.put("userGeneratedContent", false);

    assertThat(subject.examined())
        .extracting(Finding::check, Finding::file, Finding::found)
        .containsExactly(
            tuple(
                "age-rating-contradictory",
                "app_rating_config.json",
                "socialMedia is true, but userGeneratedContent is false"));

    subject.ageRatingAtApple.put("userGeneratedContent", true);
    assertThat(subject.examined()).isEmpty();
    subject.ageRating = null;
    subject.ageRatingAtApple.put("socialMediaAgeRestricted", true);
    assertThat(subject.examined()).as("what Apple has is no matter of the drop").isEmpty();
  }
}
