package dev.slipway.releases.content;

import static dev.slipway.releases.content.Drop.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.appinfos.AgeRatingDeclaration;
import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.resource.AgeRatingDeclarationId;
import dev.slipway.appstoreconnect.resource.AppInfoId;
import dev.slipway.appstoreconnect.resource.AppInfoLocalizationId;
import dev.slipway.appstoreconnect.resource.AppStoreReviewDetailId;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.LocalizationId;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.appstoreconnect.reviewdetails.DemoAccountPassword;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.content.CategoryName;
import dev.slipway.content.MediaKind;
import dev.slipway.content.ReviewField;
import dev.slipway.content.TextField;
import dev.slipway.releases.content.AppleContent.AssetSet;
import dev.slipway.releases.content.AppleContent.Information;
import dev.slipway.releases.content.AppleContent.InformationLocale;
import dev.slipway.releases.content.AppleContent.VersionLocale;
import dev.slipway.releases.content.ContentChange.AnswerAgeRating;
import dev.slipway.releases.content.ContentChange.ArrangeMedia;
import dev.slipway.releases.content.ContentChange.ChangeInformationLocale;
import dev.slipway.releases.content.ContentChange.ChangeVersionLocale;
import dev.slipway.releases.content.ContentChange.CreateInformationLocale;
import dev.slipway.releases.content.ContentChange.CreateVersionLocale;
import dev.slipway.releases.content.ContentChange.DeclareContentRights;
import dev.slipway.releases.content.ContentChange.NewValue;
import dev.slipway.releases.content.ContentChange.RemoveInformationLocale;
import dev.slipway.releases.content.ContentChange.RemoveVersionLocale;
import dev.slipway.releases.content.ContentChange.SetCategories;
import dev.slipway.releases.content.ContentChange.WriteReviewDetail;
import dev.slipway.releases.model.ContentLedger;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContentDiffTest {
  private static final ContentRules UPDATE = ContentRules.update(Map.of(), "en-US");

  private final Drop drop = new Drop();
  private final Map<String, VersionLocale> locales = new TreeMap<>();
  private @Nullable Information information;
  private @Nullable AppStoreReviewDetail detail;
  private List<AssetSet> sets = List.of();

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
            all,
            Map.of(CategorySlot.PRIMARY, "GAMES"),
            new AgeRatingDeclaration(
                new AgeRatingDeclarationId("age"), Map.of("gambling", false, "contests", "NONE")));
  }

  private List<ContentChange> diff(ContentRules rules, OwnWork own) {
    return ContentDiff.of(drop.content(), apple(), rules, own);
  }

  private AppleContent apple() {
    return new AppleContent(new TreeMap<>(locales), sets, information, detail, null);
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

      assertThat(diff(UPDATE.removingMissingLocales(), OwnWork.NONE))
          .filteredOn(c -> c instanceof RemoveVersionLocale || c instanceof RemoveInformationLocale)
          .containsExactly(
              new RemoveVersionLocale("de-DE", new LocalizationId("v-de-DE")),
              new RemoveInformationLocale("de-DE", new AppInfoLocalizationId("i-de-DE")));
    }

    @Test
    void removesNothingWhenThePrimaryLocaleIsNotKnownOrTheDropNamesNone() {
      apple("de-DE", Map.of(TextField.WHATS_NEW, "x"));
      drop.text("fr-FR", TextField.DESCRIPTION, "d");
      var unknown = ContentRules.update(Map.of(), null).removingMissingLocales();

      assertThat(diff(unknown, OwnWork.NONE)).noneMatch(RemoveVersionLocale.class::isInstance);
      assertThat(
              ContentDiff.of(
                  new Drop().content(), apple(), UPDATE.removingMissingLocales(), OwnWork.NONE))
          .isEmpty();
    }

    @Test
    void takesOverWhatsNewWhereNobodySaysSo() {
      apple("de-DE", Map.of());
      apple("en-US", Map.of(TextField.WHATS_NEW, "Already there"));
      apple("fr-FR", Map.of());
      drop.text("fr-FR", TextField.WHATS_NEW, "Neu");
      var rules = ContentRules.update(Map.of("de-DE", "Alt", "en-US", "Old", "fr-FR", "Vieux"), "");

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
      assertThat(
              ContentDiff.localesWithoutWhatsNew(
                  drop.content(), apple(), ContentRules.first("en-US")))
          .isEmpty();
    }

    @Test
    void neverGivesAFirstVersionWhatsNew() {
      apple("en-US", Map.of());
      drop.text("en-US", TextField.WHATS_NEW, "News");

      assertThat(diff(ContentRules.first("en-US"), OwnWork.NONE)).isEmpty();
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

      var changes = diff(UPDATE.declaring(ContentRights.USES_THIRD_PARTY_CONTENT), OwnWork.NONE);

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
          Optional.of("Anna"),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of("demo"),
          Optional.ofNullable(password).map(DemoAccountPassword::new),
          Optional.of(required),
          Optional.empty(),
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

  @Nested
  class Media {
    private final Map<String, String> checksums = new HashMap<>();
    private final Map<String, ContentLedger.Asset> reserved = new HashMap<>();
    private Set<String> stuck = Set.of();

    Media() {
      apple("en-US", Map.of(TextField.WHATS_NEW, "x"));
    }

    private void shots(String... names) {
      for (String name : names) {
        drop.screenshot("en-US", PHONE, name, name);
        String path = "screenshots/en-US/" + name;
        checksums.put(path, drop.checksum(path));
      }
    }

    private void present(Asset... assets) {
      sets = List.of(new AssetSet("set", "en-US", MediaKind.SCREENSHOT, PHONE, List.of(assets)));
    }

    /// An asset with the bytes of the drop's file of that name.
    private Asset same(String id, String name) {
      return asset(id, name, name, AssetState.COMPLETE, true);
    }

    private Asset asset(String id, String fileName, String of, AssetState state, boolean sum) {
      byte[] png = Drop.png(1290, 2796, of);
      return new Asset(
          id,
          fileName,
          png.length,
          sum ? Drop.digest(png) : null,
          null,
          state,
          state == AssetState.FAILED ? List.of(new StateDetail("BAD", "bad")) : List.of(),
          List.of());
    }

    private Asset awaiting(String id, String name) {
      byte[] png = Drop.png(1290, 2796, name);
      var operation =
          new UploadOperation(
              1,
              "PUT",
              URI.create("https://x.apple.com/"),
              0,
              png.length,
              List.of(),
              Optional.empty(),
              Optional.empty());
      return new Asset(
          id,
          name,
          png.length,
          null,
          null,
          AssetState.AWAITING_UPLOAD,
          List.of(),
          List.of(operation));
    }

    private void reserved(String name, String id, int replacements) {
      String path = "screenshots/en-US/" + name;
      reserved.put(
          path, new ContentLedger.Asset(drop.path(path).versionId(), id, true, replacements));
    }

    private Optional<ArrangeMedia> arranged() {
      return diff(UPDATE, new OwnWork(checksums, reserved, stuck, false)).stream()
          .map(ArrangeMedia.class::cast)
          .findFirst();
    }

    private static List<String> fills(ArrangeMedia change) {
      return change.slots().stream()
          .map(
              slot ->
                  switch (slot) {
                    case MediaSlot.Kept kept -> "keep " + kept.asset().id();
                    case MediaSlot.Resumed resumed -> "resume " + resumed.asset().id();
                    case MediaSlot.Uploaded uploaded ->
                        "upload "
                            + slot.file().fileName()
                            + (uploaded.replacements() > 0 ? " " + uploaded.replacements() : "");
                  })
          .toList();
    }

    private static List<String> ids(List<Asset> assets) {
      return assets.stream().map(Asset::id).toList();
    }

    @Test
    void touchesNothingWhenTheSetIsTheDropsInOrder() {
      shots("1.png", "2.png");
      present(same("A", "1.png"), same("B", "2.png"));

      assertThat(arranged()).isEmpty();
    }

    @Test
    void reordersWithoutUpload() {
      shots("1.png", "2.png");
      present(same("B", "2.png"), same("A", "1.png"));

      var change = arranged().orElseThrow();
      assertThat(fills(change)).containsExactly("keep A", "keep B");
      assertThat(change.reorder()).isTrue();
    }

    @Test
    void findsRenamedFileByItsBytes() {
      shots("1.png");
      present(asset("A", "old-name.png", "1.png", AssetState.COMPLETE, true));

      assertThat(arranged()).isEmpty();
    }

    @Test
    void replacesChangedFileOfSameName() {
      shots("1.png", "2.png");
      present(asset("A", "1.png", "x.png", AssetState.COMPLETE, true), same("B", "2.png"));

      var change = arranged().orElseThrow();
      assertThat(fills(change)).containsExactly("upload 1.png", "keep B");
      assertThat(change.removedFirst()).isEmpty();
      assertThat(ids(change.removedLast())).containsExactly("A");
      assertThat(change.reorder()).isTrue();
    }

    @Test
    void appendsWithoutReordering() {
      shots("1.png", "2.png");
      present(same("A", "1.png"));

      var change = arranged().orElseThrow();
      assertThat(fills(change)).containsExactly("keep A", "upload 2.png");
      assertThat(change.reorder()).isFalse();
    }

    @Test
    void deletesBeforeUploadingOnlyWhenTheSetWouldOverflow() {
      for (int i = 0; i < 10; i++) {
        shots(i + ".png");
      }
      present(same("A", "0.png"), asset("B", "b.png", "b.png", AssetState.COMPLETE, true));

      var change = arranged().orElseThrow();
      assertThat(ids(change.removedFirst())).containsExactly("B");
      assertThat(change.removedLast()).isEmpty();
    }

    @Test
    void neverSendsAgainWhatIsStillProcessing() {
      shots("1.png", "2.png", "3.png");
      reserved("1.png", "A", 0);
      present(
          asset("A", "1.png", "1.png", AssetState.UPLOAD_COMPLETE, false),
          asset("B", "2.png", "2.png", AssetState.UPLOAD_COMPLETE, false),
          asset("C", "3.png", "3.png", AssetState.COMPLETE, false));

      assertThat(arranged()).isEmpty();
    }

    @Test
    void doesNotTakeOwnAssetOfAnotherVersionOfTheFile() {
      shots("1.png");
      reserved.put("screenshots/en-US/1.png", new ContentLedger.Asset("other", "A", true, 0));
      present(asset("A", "1.png", "other.png", AssetState.COMPLETE, true));

      var change = arranged().orElseThrow();
      assertThat(fills(change)).containsExactly("upload 1.png");
      assertThat(ids(change.removedLast())).containsExactly("A");
    }

    @Test
    void replacesFailedAssetAlone() {
      shots("1.png", "2.png");
      reserved("1.png", "A", 1);
      present(asset("A", "1.png", "1.png", AssetState.FAILED, false), same("B", "2.png"));

      var change = arranged().orElseThrow();
      assertThat(fills(change)).containsExactly("upload 1.png 2", "keep B");
      assertThat(ids(change.removedFirst())).containsExactly("A");
    }

    @Test
    void replacesStuckAssetAlone() {
      shots("1.png", "2.png");
      reserved("2.png", "B", 0);
      stuck = Set.of("B");
      present(same("A", "1.png"), asset("B", "2.png", "2.png", AssetState.UPLOAD_COMPLETE, false));

      var change = arranged().orElseThrow();
      assertThat(fills(change)).containsExactly("keep A", "upload 2.png 1");
      assertThat(ids(change.removedFirst())).containsExactly("B");
      assertThat(change.reorder()).isFalse();
    }

    @Test
    void resumesOwnReservationAndForgetsOthers() {
      shots("1.png", "2.png");
      present(
          same("A", "1.png"),
          awaiting("X", "foreign.png"),
          asset("Y", "2.png", "2.png", AssetState.AWAITING_UPLOAD, false),
          awaiting("B", "2.png"));

      var change = arranged().orElseThrow();
      assertThat(fills(change)).containsExactly("keep A", "resume B");
      assertThat(ids(change.removedFirst())).containsExactlyInAnyOrder("X", "Y");
      assertThat(change.reorder()).isFalse();
    }

    @Test
    void deletesDoubledAssets() {
      shots("1.png");
      present(same("A", "1.png"), same("B", "1.png"));

      var change = arranged().orElseThrow();
      assertThat(fills(change)).containsExactly("keep A");
      assertThat(ids(change.removedLast())).containsExactly("B");
    }

    @Test
    void leavesOtherDisplayTypesAlone() {
      shots("1.png");
      sets =
          List.of(
              new AssetSet("s1", "en-US", MediaKind.SCREENSHOT, PHONE, List.of(same("A", "1.png"))),
              new AssetSet(
                  "s2", "en-US", MediaKind.SCREENSHOT, Drop.PAD, List.of(same("B", "9.png"))));

      assertThat(arranged()).isEmpty();
    }

    @Test
    void makesMissingSet() {
      shots("1.png", "2.png");

      var change = arranged().orElseThrow();
      assertThat(change.setId()).isNull();
      assertThat(fills(change)).containsExactly("upload 1.png", "upload 2.png");
      assertThat(change.reorder()).isFalse();
    }
  }
}
