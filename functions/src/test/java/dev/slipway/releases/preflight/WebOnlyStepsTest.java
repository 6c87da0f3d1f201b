package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Finding.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which steps on Apple's web page the warning before a first release names.
class WebOnlyStepsTest {
  private final Subject subject = new Subject().first();

  WebOnlyStepsTest() {
    subject.appInfoState = AppInfoState.PREPARE_FOR_SUBMISSION;
  }

  private Finding warning() {
    return subject.examined().stream()
        .filter(found -> found.check().equals("web-only-steps"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void namesEachStepWithWhereToClickAndNeverBlocks() {
    assertThat(warning().severity()).isEqualTo(Severity.WARNING);
    assertThat(warning().found())
        .isEqualTo("App Privacy, Agreements, Paid Apps Agreement, bank and tax, EU trader status");
    assertThat(warning().remedy())
        .contains(
            "App Privacy: open the app, then App Privacy, complete the answers, and select Publish"
                + " (https://appstoreconnect.apple.com/apps/1/distribution/privacy).",
            "Agreements: open Business, then Agreements",
            "bank and tax: if the app costs money or has purchases, open Business",
            "Digital Services Act (https://appstoreconnect.apple.com/business).")
        .doesNotContain("medical");
  }

  @Test
  void namesMedicalDeviceForHealthCategories() {
    subject.category(CategoryName.SECONDARY, "MEDICAL");

    assertThat(warning().remedy()).contains("regulated medical device");
  }

  @Test
  void namesMedicalDeviceForHealthCategoriesThatAppleHas() {
    subject.categoriesAtApple.put(CategorySlot.PRIMARY, "HEALTH_AND_FITNESS");

    assertThat(warning().remedy()).contains("regulated medical device");
  }

  @Test
  void prefersCategoryOfTheDrop() {
    subject.categoriesAtApple.put(CategorySlot.PRIMARY, "HEALTH_AND_FITNESS");
    subject.category(CategoryName.PRIMARY, "PRODUCTIVITY");

    assertThat(warning().remedy()).doesNotContain("medical");
  }

  @Test
  void namesMedicalDeviceForFrequentMedicalInformation() {
    subject.ageRating =
        new AgeRating(
            Map.of("medicalOrTreatmentInformation", "FREQUENT_OR_INTENSE"),
            "app_rating_config.json");

    assertThat(warning().remedy()).contains("regulated medical device");
  }

  @Test
  void isSilentWhenTheReleaseEndsWithTestFlight() {
    subject.manifest.testFlightOnly = true;

    assertThat(subject.examined()).extracting(Finding::check).doesNotContain("web-only-steps");
  }

  @Test
  void isSilentOnceTheAppWasOnSale() {
    subject.appInfoState = AppInfoState.READY_FOR_DISTRIBUTION;

    assertThat(subject.examined()).extracting(Finding::check).doesNotContain("web-only-steps");
  }
}
