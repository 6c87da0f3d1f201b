package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.library.LibraryAsset;
import dev.slipway.appstoreconnect.library.LibraryAssetState;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.releases.content.diff.AppleContent;
import dev.slipway.releases.content.diff.AppleContent.AssetSet;
import dev.slipway.releases.content.diff.Asset;
import dev.slipway.releases.content.diff.LibraryContent;
import dev.slipway.releases.content.diff.MediaPlace;
import dev.slipway.releases.content.diff.OwnWork;
import dev.slipway.releases.model.ledgers.ContentLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Collects what a comparison of a drop with Apple needs, at one moment.
final class Comparison {
  /// Longer than an image takes: usually a minute, at bad times half an hour (fastlane#16719); some
  /// stay stuck for good (fastlane#20619).
  private static final Duration SCREENSHOT_LIMIT = Duration.ofMinutes(45);

  /// The longest wait of a video for the start of its processing, which usually takes minutes.
  private static final Duration PREVIEW_LIMIT = Duration.ofHours(2);

  /// The longest processing of a video: up to a day (App Store Connect Help, App preview
  /// specifications), with a margin.
  private static final Duration PREVIEW_PROCESSING_LIMIT = Duration.ofHours(26);

  private final DropContent drop;
  private final Instant now;

  Comparison(DropContent drop, Instant now) {
    this.drop = drop;
    this.now = now;
  }

  /// Computes the checksums that may decide something, and finds stuck assets.
  ///
  /// @param inLibrary the places of the asset library, whose files all need one: it is their name
  OwnWork own(
      AppleContent present,
      LibraryContent inLibrary,
      ContentLedger ledger,
      FileChecksums files,
      Journal journal)
      throws InterruptedException {
    var checksums = new ConcurrentHashMap<String, String>();
    BoundedWork.each(
        comparable(present, inLibrary.places()),
        journal,
        file -> {
          journal.requireTime();
          checksums.put(file.key(), files.of(file));
        });
    var stuck = stuck(present, ledger);
    return new OwnWork(
        checksums,
        ledger.assets(),
        stuck,
        ledger.resources().containsKey(ContentLedger.PASSWORD_SENT));
  }

  /// Returns the IDs of the library's assets that Apple has been processing for too long.
  Set<String> stuck(LibraryContent library, ContentLedger ledger) {
    return library.assets().stream()
        .filter(LibraryContent::isProcessing)
        .filter(asset -> isOverdue(limit(asset), ledger))
        .map(asset -> asset.id().value())
        .collect(Collectors.toSet());
  }

  /// An unknown state, and one without all that follows it, end like a processing that takes long.
  private static Duration limit(LibraryAsset asset) {
    return switch (asset.id().kind()) {
      case IMAGE -> SCREENSHOT_LIMIT;
      case VIDEO ->
          asset.state() == LibraryAssetState.UPLOAD_COMPLETE
              ? PREVIEW_PROCESSING_LIMIT
              : PREVIEW_LIMIT;
    };
  }

  /// Returns whether Apple still processes media of the drop.
  boolean isPending(AppleContent present, ContentLedger ledger) {
    var library = present.library();
    if (!library.places().isEmpty() && library.placements() == null) {
      return true;
    }
    return wanted(present).stream()
        .anyMatch(
            set ->
                set.assets().stream()
                    .anyMatch(
                        asset ->
                            asset.isProcessing()
                                && !(asset.state() == AssetState.UNKNOWN
                                    && isOverdue(limit(set.kind(), asset.state()), ledger))));
  }

  /// Returns the IDs of the resources at Apple, by the ledger's names.
  static Map<String, String> resources(AppleContent present) {
    var resources = new HashMap<String, String>();
    present
        .locales()
        .forEach(
            (locale, texts) ->
                resources.put(ContentLedger.VERSION_LOCALE + locale, texts.id().value()));
    present.sets().forEach(set -> resources.put(MediaOwners.setName(set.place()), set.id()));
    var library = present.library();
    var libraryId = library.library();
    if (libraryId != null) {
      resources.put(MediaOwners.ASSET_LIBRARY, libraryId.value());
      library
          .places()
          .forEach(place -> resources.put(MediaOwners.libraryName(place), libraryId.value()));
    }
    var info = present.appInfo();
    if (info != null) {
      resources.put(ContentLedger.APP_INFO, info.id().value());
      info.locales()
          .forEach(
              (locale, texts) ->
                  resources.put(ContentLedger.INFORMATION_LOCALE + locale, texts.id().value()));
      var rating = info.ageRating();
      if (rating != null) {
        resources.put(ContentLedger.AGE_RATING, rating.id().value());
      }
    }
    var detail = present.reviewDetail();
    if (detail != null) {
      resources.put(ContentLedger.REVIEW_DETAIL, detail.id().value());
    }
    return resources;
  }

  /// Returns the files of the asset library, and those for which Apple has an asset of the same
  /// size with a checksum: only for these can a checksum decide.
  private Set<ObjectVersion> comparable(AppleContent present, Set<MediaPlace> inLibrary) {
    var files = new LinkedHashSet<ObjectVersion>();
    MediaPlace.group(drop.allMedia())
        .forEach(
            (place, media) -> {
              var assets = present.set(place).map(AssetSet::assets).orElse(List.of());
              media.stream()
                  .map(MediaFile::file)
                  .filter(file -> inLibrary.contains(place) || isComparable(file, assets))
                  .forEach(files::add);
            });
    var attachment = drop.review().attachment();
    var detail = present.reviewDetail();
    if (attachment != null
        && detail != null
        && isComparable(attachment, detail.attachments().stream().map(Asset::of).toList())) {
      files.add(attachment);
    }
    return files;
  }

  private static boolean isComparable(ObjectVersion file, List<Asset> assets) {
    return assets.stream()
        .anyMatch(asset -> asset.checksum() != null && asset.sizeBytes() == file.sizeBytes());
  }

  private Set<String> stuck(AppleContent present, ContentLedger ledger) {
    var stuck = new HashSet<String>();
    for (AssetSet set : wanted(present)) {
      set.assets().stream()
          .filter(asset -> asset.isProcessing() && asset.state() != AssetState.UNKNOWN)
          .filter(asset -> isOverdue(limit(set.kind(), asset.state()), ledger))
          .forEach(asset -> stuck.add(asset.id()));
    }
    return stuck;
  }

  private static Duration limit(MediaKind kind, AssetState state) {
    return switch (kind) {
      case SCREENSHOT -> SCREENSHOT_LIMIT;
      case PREVIEW -> state == AssetState.PROCESSING ? PREVIEW_PROCESSING_LIMIT : PREVIEW_LIMIT;
    };
  }

  private boolean isOverdue(Duration limit, ContentLedger ledger) {
    var since = ledger.processingSince();
    return since != null && now.isAfter(since.plus(limit));
  }

  private List<AssetSet> wanted(AppleContent present) {
    return MediaPlace.group(drop.allMedia()).keySet().stream()
        .flatMap(place -> present.set(place).stream())
        .toList();
  }
}
