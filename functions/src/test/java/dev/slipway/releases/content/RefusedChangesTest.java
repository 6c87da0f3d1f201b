package dev.slipway.releases.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.FailedCall;
import dev.slipway.appstoreconnect.library.AssetCategory;
import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.LibraryAssetState;
import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.LibraryId.AssetKind;
import dev.slipway.appstoreconnect.resource.LibraryId.LibraryAssetId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryAvailabilityId;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AgeRatingDeclarationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoLocalizationId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.metadata.DemoPassword;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.actions.AppleErrorPolicy;
import dev.slipway.releases.actions.Attempted;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.MediaPlace;
import dev.slipway.releases.content.diff.MediaSlot;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.refusals.Carried;
import dev.slipway.releases.refusals.CarriedContent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever Apple answers to a change of content, the problem names the file and the language: the
/// call is Slipway's own.
class RefusedChangesTest {
  private static final ObjectVersion FILE =
      new ObjectVersion("screenshots/de-DE/1.png", "v1", "e", 5);

  /// A change, the field that Apple refuses, and what the problem must name.
  private record Row(
      ContentChange change,
      Carried carried,
      String pointer,
      String place,
      @Nullable String locale) {
    static Row of(ContentChange change, String pointer, String place, @Nullable String locale) {
      return new Row(change, CarriedContent.of(change), pointer, place, locale);
    }

    @Override
    public String toString() {
      return change.getClass().getSimpleName() + " " + place;
    }
  }

  static Stream<Row> rows() {
    var media =
        new ContentChange.ArrangeMedia(
            new MediaPlace("de-DE", MediaKind.SCREENSHOT, "APP_IPHONE_67"),
            null,
            List.of(new MediaSlot.Uploaded(picture(), 0, List.of())),
            List.of(),
            List.of(),
            List.of(),
            false);
    var asset =
        new LibraryAsset(
            new LibraryAssetId(AssetKind.IMAGE, "A"),
            AssetCategory.APP_SCREENSHOTS_AND_PREVIEWS,
            "1.png",
            5,
            "slw 0123456789abcdef",
            LibraryAssetState.ARCHIVED,
            "spec",
            null,
            null,
            List.of(),
            List.of());
    String description = "metadata/de-DE/description.txt";
    String name = "metadata/de-DE/name.txt";
    return Stream.of(
        Row.of(
            new ContentChange.CreateVersionLocale("de-DE", texts(TextField.DESCRIPTION)),
            "/data/attributes/description",
            description,
            "de-DE"),
        Row.of(
            new ContentChange.ChangeVersionLocale(
                "de-DE", new LocalizationId("L"), texts(TextField.DESCRIPTION)),
            "/data/attributes/description",
            description,
            "de-DE"),
        Row.of(
            new ContentChange.RemoveVersionLocale("de-DE", new LocalizationId("L")),
            "",
            "$.removeMissingLocales",
            "de-DE"),
        Row.of(
            new ContentChange.CreateInformationLocale(
                "de-DE", new AppInfoId("I"), texts(TextField.NAME)),
            "/data/attributes/name",
            name,
            "de-DE"),
        Row.of(
            new ContentChange.ChangeInformationLocale(
                "de-DE", new AppInfoLocalizationId("L"), texts(TextField.NAME)),
            "/data/attributes/name",
            name,
            "de-DE"),
        Row.of(
            new ContentChange.RemoveInformationLocale("de-DE", new AppInfoLocalizationId("L")),
            "",
            "$.removeMissingLocales",
            "de-DE"),
        Row.of(
            new ContentChange.SetCategories(
                new AppInfoId("I"), map(CategorySlot.PRIMARY, value("GAMES", null))),
            "/data/relationships/primaryCategory",
            "metadata/primary_category.txt",
            null),
        Row.of(
            new ContentChange.AnswerAgeRating(
                new AgeRatingDeclarationId("A"),
                map("gambling", value((Object) true, "app_rating_config.json"))),
            "/data/attributes/gambling",
            "app_rating_config.json",
            null),
        Row.of(
            new ContentChange.DeclareContentRights(
                null, ContentRights.DOES_NOT_USE_THIRD_PARTY_CONTENT),
            "/data/attributes/contentRightsDeclaration",
            "$.contentRights",
            null),
        Row.of(
            new ContentChange.SetPrice(null, "4.99 (USA)", new TerritoryId("USA"), List.of()),
            "/data/relationships/baseTerritory",
            "$.price",
            null),
        Row.of(
            new ContentChange.CreateAvailability(new LinkedHashMap<>(), true),
            "/data/attributes/availableInNewTerritories",
            "$.availability",
            null),
        Row.of(
            new ContentChange.ChangeAvailability(true, List.of(territory()), List.of()),
            "/data/attributes/available",
            "$.availability",
            null),
        new Row(
            new ContentChange.ChangeAvailability(true, List.of(territory()), List.of()),
            CarriedContent.of(territory(), true),
            "/data/attributes/available",
            "$.availability",
            "DEU"),
        Row.of(
            new ContentChange.WriteReviewDetail(
                null,
                map(
                    "contactPhone",
                    value((Object) "1", "metadata/review_information/phone_number.txt")),
                null),
            "/data/attributes/contactPhone",
            "metadata/review_information/phone_number.txt",
            null),
        Row.of(
            new ContentChange.WriteReviewDetail(
                null,
                new LinkedHashMap<>(),
                new DemoPassword("secret", "metadata/review_information/demo_password.txt")),
            "/data/attributes/demoAccountPassword",
            "metadata/review_information/demo_password.txt",
            null),
        Row.of(
            new ContentChange.AttachReviewFile(
                null, new ObjectVersion("attachment/a.pdf", "v", "e", 1), List.of(), null, 0),
            "/data/attributes/fileSize",
            "attachment/a.pdf",
            null),
        Row.of(
            new ContentChange.UploadToLibrary(
                List.of(picture()), "slw 0123456789abcdef", null, List.of(), 0, List.of()),
            "/data/attributes/fileName",
            FILE.key(),
            null),
        Row.of(
            new ContentChange.ChangeLibraryAsset(picture(), asset, true, null, List.of()),
            "/data/attributes/archived",
            FILE.key(),
            null),
        Row.of(
            new ContentChange.PlaceMedia(
                media.place(),
                List.of(new ContentChange.PlacedFile(picture(), null, asset)),
                List.of(),
                List.of(),
                false),
            "/data/relationships/image",
            FILE.key(),
            "de-DE"),
        Row.of(media, "/data/attributes/screenshotDisplayType", FILE.key(), "de-DE"),
        new Row(
            media,
            CarriedContent.of("de-DE", new MediaSlot.Uploaded(picture(), 0, List.of())),
            "/data/attributes/fileName",
            FILE.key(),
            "de-DE"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRefusalWithPointerNamesTheFile(Row row) {
    assertNamed(
        problem(
            row, new Conflict(call(409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "Bad.", row.pointer))),
        row);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRefusalWithoutPointerNamesTheFile(Row row) {
    assertNamed(
        problem(row, new Conflict(call(409, "STATE_ERROR.SOMETHING_NEW", "No.", null))), row);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aForbiddenFieldNamesFileAndCall(Row row) {
    var problem =
        problem(
            row,
            new Forbidden(
                call(
                    403,
                    "FORBIDDEN_ERROR",
                    "The API key in use does not allow this request",
                    null)));

    assertNamed(problem, row);
    assertThat(problem.type()).isEqualTo(ProblemType.APPLE_REFUSED);
    assertThat(problem.detail())
        .contains("PATCH /v1/x", "check found the key's role high enough")
        .contains(row.pointer.isEmpty() || row.carried.fields(any()).isEmpty() ? "" : field(row));
  }

  @Test
  void everyChangeHasRow() {
    assertThat(rows().map(row -> row.change().getClass().getSimpleName()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            leaves(ContentChange.class).map(Class::getSimpleName).toList());
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RefusedChangesTest::leaves)
        : Stream.of(type);
  }

  /// Apple names the field in its words alone.
  @Test
  void ofSeveralTextsTheOneInApplesWordsIsNamed() {
    var texts = texts(TextField.DESCRIPTION);
    texts.put(TextField.KEYWORDS, value("a,b", "metadata/default/keywords.txt"));
    var change = new ContentChange.CreateVersionLocale("de-DE", texts);
    var row = Row.of(change, "", "metadata/default/keywords.txt", "de-DE");

    var named =
        problem(
            row,
            new Conflict(
                call(409, "STATE_ERROR", "You cannot edit the attribute 'keywords' now", null)));
    assertThat(named.field()).isEqualTo("metadata/default/keywords.txt");
    assertThat(named.detail()).contains("metadata/default/keywords.txt for de-DE");

    var unnamed = problem(row, new Conflict(call(409, "STATE_ERROR", "No.", null)));
    assertThat(unnamed.detail())
        .contains("metadata/de-DE/description.txt, metadata/default/keywords.txt for de-DE");
  }

  @Test
  void aWordOfThePasswordIsNeverShown() {
    var write =
        new ContentChange.WriteReviewDetail(
            null, new LinkedHashMap<>(), new DemoPassword("secret", "demo_password.txt"));

    assertThat(CarriedContent.of(write).toString()).doesNotContain("secret");
  }

  /// A locked value is not wrong: Apple's state is.
  @Test
  void aLockedTextIsNotCalledWrong() {
    var row = rows().toList().get(1);

    var problem =
        problem(
            row,
            new Conflict(
                call(409, "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE", "locked", row.pointer)));

    assertThat(problem.detail()).contains("in the present state").doesNotContain("Correct");
    assertThat(problem.field()).isEqualTo("metadata/de-DE/description.txt");
  }

  private static void assertNamed(Problem problem, Row row) {
    assertThat(problem.field()).isEqualTo(row.place);
    assertThat(problem.detail()).contains(row.place).doesNotContain("secret");
    if (row.locale != null) {
      assertThat(problem.detail()).contains(row.locale);
    }
  }

  /// As the round of content and its step decide.
  private static Problem problem(Row row, AppStoreConnectException answer) {
    var ended =
        catchThrowableOfType(
            RoundEndedException.class,
            () ->
                RefusedCalls.carrying(
                    row.carried,
                    () -> {
                      throw answer;
                    }));
    return switch (ended.end()) {
      case ContentOutcome.NeedsAttention(Problem problem) -> problem;
      case ContentOutcome.Refused(AppStoreConnectException e, Carried carried) ->
          switch (AppleErrorPolicy.of(
              e, new Attempted(WriteKind.APPLY_CONTENT.words(), carried, true))) {
            case Outcome.NeedsAttention(Problem problem) -> problem;
            case Outcome.Failed failed -> failed.cause();
            case Outcome other -> throw new AssertionError(other);
          };
      case RoundEnd other -> throw new AssertionError(other);
    };
  }

  private static String field(Row row) {
    return row.pointer.substring(row.pointer.lastIndexOf('/') + 1);
  }

  private static AppStoreConnectException any() {
    return new Conflict(call(409, "X", "", null));
  }

  private static FailedCall call(int status, String code, String detail, @Nullable String pointer) {
    var error =
        new ApiError(
            "",
            code,
            "",
            detail,
            pointer == null || pointer.isEmpty() ? null : pointer,
            null,
            Map.of(),
            Map.of());
    return new FailedCall("PATCH", "/v1/x", status, List.of(error), false, null, "");
  }

  private static TerritoryAvailability territory() {
    return new TerritoryAvailability(
        new TerritoryAvailabilityId("A1"), new TerritoryId("DEU"), false, List.of());
  }

  private static MediaFile picture() {
    return new MediaFile(
        FILE,
        "de-DE",
        MediaKind.SCREENSHOT,
        "APP_IPHONE_67",
        new MediaLook(MediaLook.Format.UNKNOWN, 0, 0, null, null, null, null, null, null));
  }

  private static SequencedMap<TextField, NewValue<String>> texts(TextField field) {
    return map(field, value("Text", "metadata/de-DE/" + field.fileName()));
  }

  private static <T> NewValue<T> value(T after, @Nullable String source) {
    return new NewValue<>(null, after, source);
  }

  private static <K, V> SequencedMap<K, V> map(K key, V value) {
    var map = new LinkedHashMap<K, V>();
    map.put(key, value);
    return map;
  }
}
