package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.resource.ResourceId.AgeRatingDeclarationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoLocalizationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.metadata.DemoPassword;
import dev.slipway.drops.metadata.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// One difference between a drop and Apple, to be carried out by as few calls as it takes.
public sealed interface ContentChange {

  /// A value that changes.
  ///
  /// @param before null when Apple has none
  /// @param source the drop's file or a path into `release.json`; null when it comes from elsewhere
  record NewValue<T>(@Nullable T before, T after, @Nullable String source) {}

  /// A locale that the version lacks.
  record CreateVersionLocale(String locale, SequencedMap<TextField, NewValue<String>> texts)
      implements ContentChange {}

  /// Texts of the version that differ in one locale.
  record ChangeVersionLocale(
      String locale, LocalizationId id, SequencedMap<TextField, NewValue<String>> texts)
      implements ContentChange {}

  /// A locale of the version that the drop has not.
  record RemoveVersionLocale(String locale, LocalizationId id) implements ContentChange {}

  /// A locale that the app's information lacks.
  ///
  /// @param texts always with a name
  record CreateInformationLocale(
      String locale, AppInfoId appInfo, SequencedMap<TextField, NewValue<String>> texts)
      implements ContentChange {}

  /// Texts of the app's information that differ in one locale.
  record ChangeInformationLocale(
      String locale, AppInfoLocalizationId id, SequencedMap<TextField, NewValue<String>> texts)
      implements ContentChange {}

  /// A locale of the app's information that the drop has not.
  record RemoveInformationLocale(String locale, AppInfoLocalizationId id)
      implements ContentChange {}

  /// Categories that differ.
  record SetCategories(AppInfoId appInfo, SequencedMap<CategorySlot, NewValue<String>> categories)
      implements ContentChange {}

  /// Answers on age rating that differ.
  record AnswerAgeRating(AgeRatingDeclarationId id, SequencedMap<String, NewValue<Object>> answers)
      implements ContentChange {}

  /// The statement on content of others.
  record DeclareContentRights(@Nullable ContentRights before, ContentRights after)
      implements ContentChange {}

  /// A set of screenshots or previews that is not what the drop has.
  ///
  /// @param setId null when Apple has no such set
  /// @param slots what the set is to hold, in this order
  /// @param removedFirst what goes before anything is uploaded: useless, or in the way
  /// @param removedLast what goes once its successors are there
  /// @param reorder whether Apple's order will not be that of the slots by itself
  record ArrangeMedia(
      MediaPlace place,
      @Nullable String setId,
      List<MediaSlot> slots,
      List<Asset> removedFirst,
      List<Asset> removedLast,
      boolean reorder)
      implements ContentChange {
    public ArrangeMedia {
      slots = List.copyOf(slots);
      removedFirst = List.copyOf(removedFirst);
      removedLast = List.copyOf(removedLast);
    }

    /// Whether any bytes go to Apple.
    public boolean sends() {
      return slots.stream().anyMatch(slot -> !(slot instanceof MediaSlot.Kept));
    }
  }

  /// What App Review is told.
  ///
  /// @param id null when the version has no review detail
  /// @param fields Apple's attribute to its value; never the password
  /// @param password null when it stays
  record WriteReviewDetail(
      @Nullable AppStoreReviewDetailId id,
      SequencedMap<String, NewValue<Object>> fields,
      @Nullable DemoPassword password)
      implements ContentChange {

    /// The attributes for the call.
    public Map<String, Object> attributes() {
      var attributes = new LinkedHashMap<String, Object>();
      fields.forEach((name, value) -> attributes.put(name, value.after()));
      if (password != null) {
        attributes.put("demoAccountPassword", password.reveal());
      }
      return attributes;
    }
  }

  /// The file for App Review.
  ///
  /// @param reviewDetail null when it is created by the change before
  /// @param removed former ones of that name
  /// @param resumed a reservation that still awaits the file's bytes
  /// @param replacements how often this file was replaced before, this time included
  record AttachReviewFile(
      @Nullable AppStoreReviewDetailId reviewDetail,
      ObjectVersion file,
      List<Asset> removed,
      @Nullable Asset resumed,
      int replacements)
      implements ContentChange {
    public AttachReviewFile {
      removed = List.copyOf(removed);
    }
  }
}
