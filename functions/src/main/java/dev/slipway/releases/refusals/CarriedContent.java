package dev.slipway.releases.refusals;

import static dev.slipway.releases.refusals.Carried.RELATIONSHIPS;

import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.MediaSlot;
import dev.slipway.releases.refusals.Carried.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the calls for a change of content carry from the drop. Pure.
public final class CarriedContent {
  private CarriedContent() {}

  /// Returns what the call for the change carries; for media, the files of the whole set.
  public static Carried of(ContentChange change) {
    return switch (change) {
      case ContentChange.CreateVersionLocale(String locale, var texts) -> texts(locale, texts);
      case ContentChange.ChangeVersionLocale(String locale, var _, var texts) ->
          texts(locale, texts);
      case ContentChange.CreateInformationLocale(String locale, var _, var texts) ->
          texts(locale, texts);
      case ContentChange.ChangeInformationLocale(String locale, var _, var texts) ->
          texts(locale, texts);
      case ContentChange.RemoveVersionLocale(String locale, var _) -> removed(locale);
      case ContentChange.RemoveInformationLocale(String locale, var _) -> removed(locale);
      case ContentChange.SetCategories(var _, var categories) -> categories(categories);
      case ContentChange.AnswerAgeRating(var _, var answers) ->
          attributes(answers, "app_rating_config.json");
      case ContentChange.DeclareContentRights(var _, var after) ->
          new Carried(
              null, List.of(Value.of("contentRightsDeclaration", "$.contentRights", after)));
      case ContentChange.SetPrice price ->
          new Carried(
              null,
              List.of(
                  new Value(RELATIONSHIPS + "baseTerritory", "$.price", price.baseTerritory())));
      case ContentChange.CreateAvailability(var _, boolean inNewTerritories) ->
          new Carried(
              null,
              List.of(Value.of("availableInNewTerritories", "$.availability", inNewTerritories)));
      case ContentChange.ChangeAvailability(boolean available, var _, var _) ->
          new Carried(null, List.of(Value.of("available", "$.availability", available)));
      case ContentChange.WriteReviewDetail write -> reviewDetail(write);
      case ContentChange.AttachReviewFile attach ->
          Carried.files(null, List.of(attach.file().key()));
      case ContentChange.ArrangeMedia media ->
          Carried.files(
              media.place().locale(),
              media.slots().stream().map(slot -> slot.file().key()).toList());
      case ContentChange.UploadToLibrary upload -> of(null, upload.first());
      case ContentChange.ChangeLibraryAsset asset -> of(null, asset.media());
      case ContentChange.PlaceMedia media ->
          Carried.files(
              media.place().locale(),
              media.slots().stream().map(slot -> slot.media().file().key()).toList());
    };
  }

  /// Returns what the calls for one file of a set carry.
  public static Carried of(String locale, MediaSlot slot) {
    return of(locale, slot.media());
  }

  /// Returns what the calls for one file of the asset library carry.
  ///
  /// @param locale null for a file that several locales may share
  public static Carried of(@Nullable String locale, MediaFile media) {
    String file = media.file().key();
    return new Carried(
        locale, List.of(new Value("", file, null), Value.of("previewFrameTimeCode", file, null)));
  }

  /// Returns what the call for one territory carries.
  public static Carried of(TerritoryAvailability territory, boolean available) {
    return new Carried(
        territory.territory().value(), List.of(Value.of("available", "$.availability", available)));
  }

  private static Carried texts(String locale, Map<TextField, NewValue<String>> texts) {
    var values = new ArrayList<Value>();
    texts.forEach(
        (field, text) ->
            values.add(
                Value.of(
                    field.attribute(),
                    source(text, "metadata/" + locale + "/" + field.fileName()),
                    text.after())));
    return new Carried(locale, values);
  }

  private static Carried removed(String locale) {
    return Carried.files(locale, List.of("$.removeMissingLocales"));
  }

  private static Carried categories(Map<CategorySlot, NewValue<String>> categories) {
    var values = new ArrayList<Value>();
    categories.forEach(
        (slot, category) ->
            values.add(
                new Value(
                    RELATIONSHIPS + slot.relationship(),
                    source(category, file(slot)),
                    category.after())));
    return new Carried(null, values);
  }

  private static String file(CategorySlot slot) {
    for (CategoryName name : CategoryName.values()) {
      if (name.relationship().equals(slot.relationship())) {
        return "metadata/" + name.fileName();
      }
    }
    throw new IllegalStateException("a category without a file: " + slot);
  }

  private static Carried reviewDetail(ContentChange.WriteReviewDetail write) {
    var values =
        new ArrayList<>(attributes(write.fields(), "metadata/review_information/").values());
    var password = write.password();
    if (password != null) {
      values.add(Value.of("demoAccountPassword", password.source(), null));
    }
    return new Carried(null, values);
  }

  private static Carried attributes(Map<String, ? extends NewValue<?>> changes, String place) {
    var values = new ArrayList<Value>();
    changes.forEach(
        (attribute, value) -> values.add(Value.of(attribute, source(value, place), value.after())));
    return new Carried(null, values);
  }

  private static String source(NewValue<?> value, String otherwise) {
    @Nullable String source = value.source();
    return source == null ? otherwise : source;
  }
}
