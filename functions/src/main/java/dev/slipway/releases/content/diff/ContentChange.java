package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.Placement;
import dev.slipway.appstoreconnect.pricing.NewAppPrice;
import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.appstoreconnect.resource.PricingId.TerritoryId;
import dev.slipway.appstoreconnect.resource.ResourceId.AgeRatingDeclarationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoLocalizationId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.metadata.DemoPassword;
import dev.slipway.drops.metadata.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// One difference between a drop and Apple, carried out with as few calls as possible.
public sealed interface ContentChange {

  /// A value that changes.
  ///
  /// @param before null when Apple has no value
  /// @param source the drop's file or a path into `release.json`; null when it comes from elsewhere
  record NewValue<T>(@Nullable T before, T after, @Nullable String source) {}

  /// Adds a locale that the version lacks.
  record CreateVersionLocale(String locale, SequencedMap<TextField, NewValue<String>> texts)
      implements ContentChange {}

  /// Changes texts of the version in one locale.
  record ChangeVersionLocale(
      String locale, LocalizationId id, SequencedMap<TextField, NewValue<String>> texts)
      implements ContentChange {}

  /// Removes a locale of the version that the drop does not have.
  record RemoveVersionLocale(String locale, LocalizationId id) implements ContentChange {}

  /// Adds a locale that the app's information lacks.
  ///
  /// @param texts the texts, always with a name
  record CreateInformationLocale(
      String locale, AppInfoId appInfo, SequencedMap<TextField, NewValue<String>> texts)
      implements ContentChange {}

  /// Changes texts of the app's information in one locale.
  record ChangeInformationLocale(
      String locale, AppInfoLocalizationId id, SequencedMap<TextField, NewValue<String>> texts)
      implements ContentChange {}

  /// Removes a locale of the app's information that the drop does not have.
  record RemoveInformationLocale(String locale, AppInfoLocalizationId id)
      implements ContentChange {}

  /// Sets the categories that differ.
  record SetCategories(AppInfoId appInfo, SequencedMap<CategorySlot, NewValue<String>> categories)
      implements ContentChange {}

  /// Sets the age rating answers that differ.
  record AnswerAgeRating(AgeRatingDeclarationId id, SequencedMap<String, NewValue<Object>> answers)
      implements ContentChange {}

  /// Declares whether the app uses third-party content.
  record DeclareContentRights(@Nullable ContentRights before, ContentRights after)
      implements ContentChange {}

  /// Sets the app's price, from now on.
  ///
  /// @param before the present price for people; null when the app has none
  /// @param after the new one for people
  /// @param prices all prices of the app from now on: Apple replaces those that it has
  record SetPrice(
      @Nullable String before, String after, TerritoryId baseTerritory, List<NewAppPrice> prices)
      implements ContentChange {
    public SetPrice {
      prices = List.copyOf(prices);
    }
  }

  /// Sets for the first time where the app is available.
  ///
  /// @param territories every territory of the App Store
  /// @param inNewTerritories whether the app is available in territories that Apple adds later
  record CreateAvailability(
      SequencedMap<TerritoryId, Boolean> territories, boolean inNewTerritories)
      implements ContentChange {}

  /// Makes the app available in territories, or no longer available there.
  ///
  /// @param others the territories with the other answer afterwards
  record ChangeAvailability(
      boolean available, List<TerritoryAvailability> territories, List<TerritoryId> others)
      implements ContentChange {
    public ChangeAvailability {
      territories = List.copyOf(territories);
      others = List.copyOf(others);
    }
  }

  /// A change of media, by either way.
  sealed interface MediaChange extends ContentChange {
    /// Returns whether Apple has something to process or to show afterwards, so that it is read
    /// again.
    boolean sends();
  }

  /// A change in the app's asset library.
  sealed interface LibraryChange extends MediaChange {}

  /// Makes a set of screenshots or previews equal to the drop's.
  ///
  /// @param setId null when Apple has no such set
  /// @param slots the files of the set, in their order
  /// @param removedFirst useless assets, which are deleted before the uploads
  /// @param removedLast what is deleted once its successors are at Apple, or one by one where an
  ///   upload needs the room
  /// @param twins other sets of the same locale and display type; they are deleted
  /// @param reorder whether Apple's order differs from that of the slots
  record ArrangeMedia(
      MediaPlace place,
      @Nullable String setId,
      List<MediaSlot> slots,
      List<Asset> removedFirst,
      List<Asset> removedLast,
      List<AppleContent.AssetSet> twins,
      boolean reorder)
      implements MediaChange {
    public ArrangeMedia {
      slots = List.copyOf(slots);
      removedFirst = List.copyOf(removedFirst);
      removedLast = List.copyOf(removedLast);
      twins = List.copyOf(twins);
    }

    /// Returns whether any bytes go to Apple.
    @Override
    public boolean sends() {
      return slots.stream().anyMatch(slot -> !(slot instanceof MediaSlot.Kept));
    }
  }

  /// Brings a file to the library.
  ///
  /// @param media where the drop has this content; the first one is the file that is uploaded
  /// @param resumed a reservation that awaits the bytes; null to reserve
  /// @param removed useless assets of the same content, which are deleted before
  /// @param replacements how often an asset of this file was given up as stuck or failed, including
  ///   the one that this upload replaces
  /// @param errors why Apple failed on the previous asset; empty when it did not exist or was stuck
  record UploadToLibrary(
      List<MediaFile> media,
      String referenceName,
      @Nullable LibraryAsset resumed,
      List<LibraryAsset> removed,
      int replacements,
      List<StateDetail> errors)
      implements LibraryChange {
    public UploadToLibrary {
      media = List.copyOf(media);
      removed = List.copyOf(removed);
      errors = List.copyOf(errors);
    }

    /// Returns the file that is uploaded.
    public MediaFile first() {
      return media.getFirst();
    }

    @Override
    public boolean sends() {
      return true;
    }
  }

  /// Changes an asset that Apple has processed.
  ///
  /// @param media a file of the drop with its content
  /// @param unarchive whether it is archived, and wanted again
  /// @param frame a video's poster frame; null to keep it
  /// @param removed reservations of the same content that nobody needs; they are deleted
  record ChangeLibraryAsset(
      MediaFile media,
      LibraryAsset asset,
      boolean unarchive,
      @Nullable NewValue<String> frame,
      List<LibraryAsset> removed)
      implements LibraryChange {
    public ChangeLibraryAsset {
      removed = List.copyOf(removed);
    }

    @Override
    public boolean sends() {
      return false;
    }
  }

  /// Makes what a localization shows on one display equal to the drop's files; where these are in
  /// sets, it removes what the library shows beside them.
  ///
  /// @param slots the files in their order; none where they are in sets
  /// @param removedFirst what failed, which is deleted before anything is placed
  /// @param removedLast what is deleted once its successors are there, or one by one where a
  ///   placement needs the room
  /// @param reorder whether Apple's order differs from that of the slots
  record PlaceMedia(
      MediaPlace place,
      List<PlacedFile> slots,
      List<Placement> removedFirst,
      List<Placement> removedLast,
      boolean reorder)
      implements LibraryChange {
    public PlaceMedia {
      slots = List.copyOf(slots);
      removedFirst = List.copyOf(removedFirst);
      removedLast = List.copyOf(removedLast);
    }

    @Override
    public boolean sends() {
      return true;
    }
  }

  /// One file that a localization shows.
  ///
  /// @param placement null when it is still to be placed
  /// @param asset null in a plan, while Apple does not have the file
  record PlacedFile(MediaFile media, @Nullable Placement placement, @Nullable LibraryAsset asset) {}

  /// Writes the information for App Review.
  ///
  /// @param id null when the version has no review detail
  /// @param fields Apple's attribute to its value; never the password
  /// @param password null to keep the present one
  record WriteReviewDetail(
      @Nullable AppStoreReviewDetailId id,
      SequencedMap<String, NewValue<Object>> fields,
      @Nullable DemoPassword password)
      implements ContentChange {

    /// Returns the attributes for the call.
    public Map<String, Object> attributes() {
      var attributes = new LinkedHashMap<String, Object>();
      fields.forEach((name, value) -> attributes.put(name, value.after()));
      if (password != null) {
        attributes.put("demoAccountPassword", password.reveal());
      }
      return attributes;
    }
  }

  /// Attaches the file for App Review.
  ///
  /// @param reviewDetail null when the preceding change creates it
  /// @param removed earlier files with the same name
  /// @param resumed a reservation that still awaits the file's bytes
  /// @param replacements how often this file was replaced, including this time
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
