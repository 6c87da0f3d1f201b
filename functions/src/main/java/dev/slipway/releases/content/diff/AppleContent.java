package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.appinfos.AgeRatingDeclaration;
import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.Placement;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoLocalizationId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.releases.pricing.PricingFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Apple has of one version and of the app's information, as far as a drop needs it.
///
/// @param locales texts of the version by locale
/// @param sets screenshots and previews of the locales that the drop has media for
/// @param appInfo null when it was not read, because the drop says nothing about it
/// @param reviewDetail null when it does not exist, or the drop says nothing about it
/// @param contentRights null when they are undeclared, or `release.json` says nothing about them
/// @param pricing as far as `release.json` says something about price and availability
/// @param library the media that are in the app's asset library instead of sets
public record AppleContent(
    SortedMap<String, VersionLocale> locales,
    List<AssetSet> sets,
    @Nullable Information appInfo,
    @Nullable AppStoreReviewDetail reviewDetail,
    @Nullable ContentRights contentRights,
    PricingFacts pricing,
    LibraryContent library) {
  /// Creates the content of a version without media in the asset library.
  public AppleContent(
      SortedMap<String, VersionLocale> locales,
      List<AssetSet> sets,
      @Nullable Information appInfo,
      @Nullable AppStoreReviewDetail reviewDetail,
      @Nullable ContentRights contentRights,
      PricingFacts pricing) {
    this(locales, sets, appInfo, reviewDetail, contentRights, pricing, LibraryContent.NONE);
  }

  public AppleContent {
    locales = new TreeMap<>(locales);
    sets = List.copyOf(sets);
  }

  /// The version's texts in one locale.
  public record VersionLocale(LocalizationId id, Map<TextField, String> texts) {
    public VersionLocale {
      texts = Map.copyOf(texts);
    }
  }

  /// The app's texts in one locale.
  public record InformationLocale(AppInfoLocalizationId id, Map<TextField, String> texts) {
    public InformationLocale {
      texts = Map.copyOf(texts);
    }
  }

  /// The app's information apart from any version; of two, the one that can be changed.
  public record Information(
      AppInfoId id,
      AppInfoState state,
      SortedMap<String, InformationLocale> locales,
      Map<CategorySlot, String> categories,
      @Nullable AgeRatingDeclaration ageRating) {
    public Information {
      locales = new TreeMap<>(locales);
      categories = Map.copyOf(categories);
    }
  }

  /// All screenshots or previews of one display type in one locale.
  ///
  /// @param id the ID of the appScreenshotSet or appPreviewSet
  /// @param displayType Apple's ScreenshotDisplayType or PreviewType
  /// @param assets in the order in which the App Store shows them
  public record AssetSet(
      String id, String locale, MediaKind kind, String displayType, List<Asset> assets) {
    public AssetSet {
      assets = List.copyOf(assets);
    }

    /// Returns where its media belong.
    public MediaPlace place() {
      return new MediaPlace(locale, kind, displayType);
    }
  }

  /// Returns the IDs of the version's localizations by locale.
  public Map<String, LocalizationId> localizations() {
    var ids = new TreeMap<String, LocalizationId>();
    locales.forEach((locale, texts) -> ids.put(locale, texts.id()));
    return ids;
  }

  /// Returns the set of this locale and display type, if Apple has one; of several the one with the
  /// most assets. Whether Apple takes a second one is not known.
  public Optional<AssetSet> set(MediaPlace place) {
    return sets(place)
        .reduce((one, other) -> other.assets.size() > one.assets.size() ? other : one);
  }

  /// Returns the other sets of this locale and display type, such as one that a delayed call
  /// created, or one that Apple did not show for a while.
  List<AssetSet> twins(MediaPlace place) {
    var main = set(place);
    return sets(place).filter(set -> !main.equals(Optional.of(set))).toList();
  }

  private Stream<AssetSet> sets(MediaPlace place) {
    return sets.stream().filter(set -> set.place().equals(place));
  }

  /// Returns the placements of a place that no set shows: usually none, because Apple keeps sets
  /// and placements in step (asset-library.md, 9). Whether it does so for what was placed in the
  /// library is not known.
  ///
  /// A set that another client filled may belong to a slot that Slipway takes for another one, so
  /// what Slipway did not place counts as shown by any set of the locale that has such a file.
  ///
  /// @param placements what the library shows at the place, with the assets
  /// @param brought the IDs of what this release brought to sets: that shows nothing of the library
  public List<Placement> besideSets(
      MediaPlace place, List<Placement> placements, Predicate<String> brought) {
    var members = new ArrayList<Asset>();
    sets(place).forEach(set -> members.addAll(set.assets()));
    var ofLocale =
        sets.stream()
            .filter(set -> set.locale().equals(place.locale()) && set.kind() == place.kind())
            .flatMap(set -> set.assets().stream())
            .toList();
    var beside = new ArrayList<Placement>();
    // Media of sets are placements without a name of ours: they take their places first.
    for (boolean ours : List.of(false, true)) {
      for (Placement placement : placements) {
        var asset = placement.asset();
        if (asset != null
            && asset.isProcessed()
            && LibrarySlots.isOurs(asset.referenceName()) == ours) {
          var member =
              members.stream()
                  .filter(one -> isAlike(one, asset))
                  .filter(one -> !ours || (one.checksum() == null && !brought.test(one.id())))
                  .findFirst();
          member.ifPresent(members::remove);
          if (member.isEmpty()
              && (ours || ofLocale.stream().noneMatch(one -> isAlike(one, asset)))) {
            beside.add(placement);
          }
        }
      }
    }
    return beside;
  }

  private static boolean isAlike(Asset member, LibraryAsset asset) {
    return member.state() == AssetState.COMPLETE
        && member.fileName().equals(asset.fileName())
        && member.sizeBytes() == asset.sizeBytes();
  }

  /// Returns the content that a version created after this one starts with: Apple copies everything
  /// except What's New (reference: apple-help, create a new version). For a plan, which creates
  /// nothing.
  public AppleContent copiedToNewVersion() {
    var copied = new TreeMap<String, VersionLocale>();
    locales.forEach(
        (locale, texts) -> {
          var without = new LinkedHashMap<>(texts.texts);
          without.remove(TextField.WHATS_NEW);
          copied.put(locale, new VersionLocale(texts.id, without));
        });
    return new AppleContent(copied, sets, appInfo, reviewDetail, contentRights, pricing, library);
  }

  /// Returns the same content with what the library has; the sets of its places do not count.
  public AppleContent withLibrary(LibraryContent found) {
    return new AppleContent(
        locales,
        sets.stream().filter(set -> !found.places().contains(set.place())).toList(),
        appInfo,
        reviewDetail,
        contentRights,
        pricing,
        found);
  }
}
