package dev.slipway.releases.content.diff;

import static dev.slipway.releases.content.Drop.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appinfos.AgeRatingDeclaration;
import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.resource.ResourceId.AgeRatingDeclarationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoLocalizationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.appstoreconnect.reviewdetails.DemoAccountPassword;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.releases.content.Drop;
import dev.slipway.releases.content.Rules;
import dev.slipway.releases.content.diff.AppleContent.Information;
import dev.slipway.releases.content.diff.AppleContent.InformationLocale;
import dev.slipway.releases.content.diff.AppleContent.VersionLocale;
import dev.slipway.releases.content.diff.ContentChange.AnswerAgeRating;
import dev.slipway.releases.content.diff.ContentChange.ArrangeMedia;
import dev.slipway.releases.content.diff.ContentChange.ChangeInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.ChangeVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.CreateInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.CreateVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.DeclareContentRights;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.ContentChange.RemoveInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.RemoveVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.SetCategories;
import dev.slipway.releases.content.diff.ContentChange.WriteReviewDetail;
import dev.slipway.releases.pricing.PricingFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContentDiffTest {
  private static final ContentRules UPDATE = Rules.update(Map.of(), "en-US");

  private final Drop drop = new Drop();
  private final Map<String, VersionLocale> locales = new TreeMap<>();
  private @Nullable Information information;
  private @Nullable AppStoreReviewDetail detail;

  private void apple(String locale, Map<TextField, String> texts) {
    locales.put(locale, new VersionLocale(new LocalizationId("v-" + locale), texts));
  }

  private void information(Map<String, Map<TextField, String>> texts) {
    var all = new TreeMap<String, InformationLocale>();
    texts.forEach(
        (locale, fields) ->
            all.put(
                locale, new InformationLocale(new AppInfoLocalizationId("i-" + locale), fields)));
    information =
        new Information(
            new AppInfoId("info"),
            AppInfoState.PREPARE_FOR_SUBMISSION,
            all,
            Map.of(CategorySlot.PRIMARY, "GAMES"),
            new AgeRatingDeclaration(
                new AgeRatingDeclarationId("age"), Map.of("gambling", false, "contests", "NONE")));
  }

  private List<ContentChange> diff(ContentRules rules, OwnWork own) {
    return ContentDiff.of(drop.content(), apple(), rules, own);
  }

  private AppleContent apple() {
    return new AppleContent(
        new TreeMap<>(locales), List.of(), information, detail, null, PricingFacts.NONE);
  }

  private List<ContentChange> diff() {
    return diff(UPDATE, OwnWork.NONE);
  }

  @Nested
  class Texts {
    @Test
    void sendsOnlyWhatDiffersAndInOneChange() {
      apple("en-US", Map.of(TextField.DESCRIPTION, "Same\nlines", TextField.KEYWORDS, "a,b"));
      drop.text("en-US", TextField.DESCRIPTION, "Same\r\nlines ")
          .text("en-US", TextField.KEYWORDS, "a,c")
          .text("en-US", TextField.WHATS_NEW, "News");

      assertThat(diff())
          .singleElement()
          .isInstanceOfSatisfying(
              ChangeVersionLocale.class,
              change -> {
                assertThat(change.id()).isEqualTo(new LocalizationId("v-en-US"));
                assertThat(change.texts())
                    .containsOnly(
                        Map.entry(
                            TextField.KEYWORDS,
                            new NewValue<>("a,b", "a,c", "metadata/en-US/keywords.txt")),
                        Map.entry(
                            TextField.WHATS_NEW,
                            new NewValue<>(null, "News", "metadata/en-US/release_notes.txt")));
              });
    }

    @Test
    void leavesLocalesAloneThatTheDropHasNot() {
      apple("en-US", Map.of(TextField.WHATS_NEW, "x"));
      apple("fr-FR", Map.of(TextField.WHATS_NEW, "x"));
      drop.text("en-US", TextField.WHATS_NEW, "x");

      assertThat(diff()).isEmpty();
    }

    @Test
    void removesMissingLocalesWhenToldButNeverThePrimaryOne() {
      apple("de-DE", Map.of());
      apple("en-US", Map.of());
      apple("fr-FR", Map.of());
      information(Map.of("en-US", Map.of(), "de-DE", Map.of()));
      drop.text("fr-FR", TextField.DESCRIPTION, "d");

      assertThat(diff(Rules.removingMissingLocales(UPDATE), OwnWork.NONE))
          .filteredOn(c -> c instanceof RemoveVersionLocale || c instanceof RemoveInformationLocale)
          .containsExactly(
              new RemoveVersionLocale("de-DE", new LocalizationId("v-de-DE")),
              new RemoveInformationLocale("de-DE", new AppInfoLocalizationId("i-de-DE")));
    }

    @Test
    void removesNothingWhenThePrimaryLocaleIsNotKnownOrTheDropNamesNone() {
      apple("de-DE", Map.of(TextField.WHATS_NEW, "x"));
      drop.text("fr-FR", TextField.DESCRIPTION, "d");
      var unknown = Rules.removingMissingLocales(Rules.update(Map.of(), null));

      assertThat(diff(unknown, OwnWork.NONE)).noneMatch(RemoveVersionLocale.class::isInstance);
      assertThat(
              ContentDiff.of(
                  new Drop().content(),
                  apple(),
                  Rules.removingMissingLocales(UPDATE),
                  OwnWork.NONE))
          .isEmpty();
    }

    @Test
    void takesOverWhatsNewWhereNobodySaysSo() {
      apple("de-DE", Map.of());
      apple("en-US", Map.of(TextField.WHATS_NEW, "Already there"));
      apple("fr-FR", Map.of());
      drop.text("fr-FR", TextField.WHATS_NEW, "Neu");
      var rules = Rules.update(Map.of("de-DE", "Alt", "en-US", "Old", "fr-FR", "Vieux"), "");

      assertThat(diff(rules, OwnWork.NONE))
          .extracting(c -> ((ChangeVersionLocale) c).texts().get(TextField.WHATS_NEW).after())
          .containsExactly("Alt", "Neu");
    }

    @Test
    void namesLocalesThatWouldBeLeftWithoutWhatsNew() {
      apple("de-DE", Map.of());
      apple("en-US", Map.of(TextField.WHATS_NEW, "x"));
      drop.text("it", TextField.DESCRIPTION, "d");

      assertThat(ContentDiff.localesWithoutWhatsNew(drop.content(), apple(), UPDATE))
          .containsExactly("de-DE", "it");
      assertThat(ContentDiff.localesWithoutWhatsNew(drop.content(), apple(), Rules.first("en-US")))
          .isEmpty();
    }

    @Test
    void neverGivesAFirstVersionWhatsNew() {
      apple("en-US", Map.of());
      drop.text("en-US", TextField.WHATS_NEW, "News");

      assertThat(diff(Rules.first("en-US"), OwnWork.NONE)).isEmpty();
    }

    @Test
    void usesFallbackForApplesLocalesWhenTheDropNamesNone() {
      apple("de-DE", Map.of(TextField.WHATS_NEW, "x"));
      apple("en-US", Map.of(TextField.WHATS_NEW, "x", TextField.SUPPORT_URL, "https://a.example"));
      drop.fallback(TextField.SUPPORT_URL, "https://a.example");

      assertThat(diff())
          .singleElement()
          .isInstanceOfSatisfying(
              ChangeVersionLocale.class, change -> assertThat(change.locale()).isEqualTo("de-DE"));
    }

    @Test
    void createsLocaleOnBothSidesWithNameOfPrimary() {
      apple("en-US", Map.of(TextField.WHATS_NEW, "x"));
      information(Map.of("en-US", Map.of(TextField.NAME, "Demo")));
      drop.text("fr-FR", TextField.DESCRIPTION, "d").text("fr-FR", TextField.SUBTITLE, "s");

      var changes = diff();

      assertThat(changes).hasSize(2);
      assertThat(changes.get(0)).isInstanceOf(CreateVersionLocale.class);
      assertThat(changes.get(1))
          .isInstanceOfSatisfying(
              CreateInformationLocale.class,
              create -> {
                assertThat(create.texts().firstEntry().getKey()).isEqualTo(TextField.NAME);
                assertThat(create.texts().get(TextField.NAME))
                    .isEqualTo(new NewValue<>(null, "Demo", null));
                assertThat(create.texts()).containsKey(TextField.SUBTITLE);
              });
    }

    @Test
    void createsLocaleThatOnlyHasScreenshots() {
      drop.screenshot("fr-FR", PHONE, "1.png", "a");

      var changes = diff();

      assertThat(changes).hasSize(2);
      assertThat(changes.get(0)).isInstanceOf(CreateVersionLocale.class);
      assertThat(changes.get(1)).isInstanceOf(ArrangeMedia.class);
    }
  }

  @Nested
  class AppInformation {
    @Test
    void changesTextsCategoriesAgeRatingAndRightsInTheOrderThatWorks() {
      apple("en-US", Map.of(TextField.WHATS_NEW, "x"));
      information(Map.of("en-US", Map.of(TextField.NAME, "Demo")));
      drop.text("en-US", TextField.NAME, "Demo 2")
          .category(CategoryName.PRIMARY, "GAMES")
          .category(CategoryName.PRIMARY_FIRST_SUB, "GAMES_WORD")
          .ageRating(Map.of("gambling", false, "contests", "FREQUENT", "lootBox", true))
          .review(ReviewField.NOTES, "n")
          .screenshot("en-US", PHONE, "1.png", "a");

      var changes =
          diff(Rules.declaring(ContentRights.USES_THIRD_PARTY_CONTENT, UPDATE), OwnWork.NONE);

      assertThat(changes)
          .hasExactlyElementsOfTypes(
              ChangeInformationLocale.class,
              SetCategories.class,
              AnswerAgeRating.class,
              DeclareContentRights.class,
              ArrangeMedia.class,
              WriteReviewDetail.class);
      assertThat(((SetCategories) changes.get(1)).categories())
          .containsOnlyKeys(CategorySlot.PRIMARY_SUBCATEGORY_ONE);
      assertThat(((AnswerAgeRating) changes.get(2)).answers())
          .containsOnlyKeys("contests", "lootBox");
    }
  }

  @Nested
  class Review {
    private AppStoreReviewDetail detail(@Nullable String password, boolean required) {
      return new AppStoreReviewDetail(
          new AppStoreReviewDetailId("r"),
          "Anna",
          null,
          null,
          null,
          "demo",
          password == null ? null : new DemoAccountPassword(password),
          required,
          null,
          List.of());
    }

    @Test
    void writesNothingWhenAllIsSame() {
      detail = detail("secret", true);
      drop.review(ReviewField.FIRST_NAME, "Anna").review(ReviewField.DEMO_USER, "demo");
      drop.password("secret");

      assertThat(diff()).isEmpty();
    }

    @Test
    void writesPasswordWhenAppleShowsAnother() {
      detail = detail("old", true);
      drop.password("secret");

      assertThat(diff())
          .singleElement()
          .isInstanceOfSatisfying(
              WriteReviewDetail.class,
              write -> {
                assertThat(write.fields()).isEmpty();
                assertThat(write.attributes()).containsOnlyKeys("demoAccountPassword");
                assertThat(write.toString()).doesNotContain("secret");
              });
    }

    @Test
    void sendsHiddenPasswordOnceForARelease() {
      detail = detail(null, true);
      drop.password("secret");

      assertThat(diff()).hasSize(1);
      assertThat(diff(UPDATE, new OwnWork(Map.of(), Map.of(), Set.of(), true))).isEmpty();
    }

    @Test
    void requiresTheAccountOnlyWithUserAndPassword() {
      detail = detail("secret", false);
      drop.review(ReviewField.DEMO_USER, "demo");
      assertThat(diff()).isEmpty();

      drop.password("secret");
      assertThat(diff())
          .singleElement()
          .isInstanceOfSatisfying(
              WriteReviewDetail.class,
              write ->
                  assertThat(write.attributes())
                      .containsOnly(Map.entry("demoAccountRequired", true)));
    }

    @Test
    void createsWithoutAccountWhenTheDropHasNone() {
      drop.review(ReviewField.FIRST_NAME, "Anna");

      assertThat(diff())
          .singleElement()
          .isInstanceOfSatisfying(
              WriteReviewDetail.class,
              write ->
                  assertThat(write.attributes())
                      .containsOnly(
                          Map.entry("contactFirstName", "Anna"),
                          Map.entry("demoAccountRequired", false)));
    }
  }
}
