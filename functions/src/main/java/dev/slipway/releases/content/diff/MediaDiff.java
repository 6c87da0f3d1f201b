package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.releases.content.diff.ContentChange.ArrangeMedia;
import dev.slipway.releases.model.ledgers.ContentLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Computes how one set becomes exactly the drop's files in their order, with as few uploads as
/// possible.
///
/// An asset at Apple matches a file if this release reserved it for the file, or it has the file's
/// checksum, or (while Apple shows no checksum) its name and size. The name alone never decides, so
/// a renamed file is found, and an asset that is still processing is not sent twice. An asset that
/// failed or is stuck matches no file.
final class MediaDiff {
  private final MediaPlace place;
  private final ContentRules rules;
  private final OwnWork own;
  private final Set<String> replaced;
  private final Map<MediaFile, Asset> found = new HashMap<>();
  private final Set<Asset> free = new LinkedHashSet<>();

  /// @param replaced IDs of assets that match no file, and stay until their successors are there
  MediaDiff(MediaPlace place, ContentRules rules, OwnWork own, Set<String> replaced) {
    this.place = place;
    this.rules = rules;
    this.own = own;
    this.replaced = replaced;
  }

  /// Returns the change; empty when the set needs none.
  ///
  /// @param set null when Apple has none
  /// @param twins other sets of the same locale and display type
  Optional<ContentChange> of(
      List<MediaFile> files,
      AppleContent.@Nullable AssetSet set,
      List<AppleContent.AssetSet> twins) {
    List<Asset> assets = set == null ? List.of() : set.assets();
    free.addAll(
        assets.stream()
            .filter(asset -> !isUseless(asset) && !replaced.contains(asset.id()))
            .toList());
    match(files, (file, asset) -> reservedId(file).equals(Optional.of(asset.id())));
    match(files, (file, asset) -> isSame(own.checksum(file.file()), asset.checksum()));
    match(files, (file, asset) -> asset.checksum() == null && isAlike(file.file(), asset));
    List<MediaSlot> slots = files.stream().map(file -> slot(file, assets)).toList();
    var useless = assets.stream().filter(this::isUseless).toList();
    var forgotten = free.stream().filter(MediaDiff::isWithoutBytes).toList();
    var outdated =
        assets.stream()
            .filter(asset -> !isUseless(asset) && !isWithoutBytes(asset))
            .filter(asset -> free.contains(asset) || replaced.contains(asset.id()))
            .toList();
    var removedFirst = new ArrayList<>(useless);
    removedFirst.addAll(forgotten);
    var change =
        new ArrangeMedia(
            place,
            set == null ? null : set.id(),
            slots,
            removedFirst,
            outdated,
            twins,
            isReordered(slots, assets));
    return isNothing(change) ? Optional.empty() : Optional.of(change);
  }

  private void match(List<MediaFile> files, BiPredicate<MediaFile, Asset> same) {
    for (MediaFile file : files) {
      if (!found.containsKey(file)) {
        free.stream()
            .filter(asset -> same.test(file, asset))
            .findFirst()
            .ifPresent(
                asset -> {
                  found.put(file, asset);
                  free.remove(asset);
                });
      }
    }
  }

  private Optional<String> reservedId(MediaFile file) {
    return own.reserved(file).map(ContentLedger.Asset::id);
  }

  private static boolean isSame(@Nullable String wanted, @Nullable String present) {
    return wanted != null && wanted.equalsIgnoreCase(present);
  }

  private static boolean isAlike(ObjectVersion file, Asset asset) {
    return file.fileName().equals(asset.fileName()) && file.sizeBytes() == asset.sizeBytes();
  }

  private boolean isUseless(Asset asset) {
    return asset.state() == AssetState.FAILED
        || own.stuck().contains(asset.id())
        || (isWithoutBytes(asset) && asset.operations().isEmpty());
  }

  private static boolean isWithoutBytes(Asset asset) {
    return asset.state() == AssetState.AWAITING_UPLOAD;
  }

  private MediaSlot slot(MediaFile file, List<Asset> assets) {
    Asset asset = found.get(file);
    int replacements = own.reserved(file).map(ContentLedger.Asset::replacements).orElse(0);
    if (asset == null) {
      var former = former(file, assets);
      return new MediaSlot.Uploaded(
          file,
          former.isPresent() ? replacements + 1 : replacements,
          former.map(Asset::errors).orElse(List.<StateDetail>of()));
    }
    if (isWithoutBytes(asset)) {
      return new MediaSlot.Resumed(file, asset, replacements);
    }
    return new MediaSlot.Kept(file, asset, frame(asset));
  }

  /// Returns the asset that this release brought for the file and that Apple could not process.
  private Optional<Asset> former(MediaFile file, List<Asset> assets) {
    var id = reservedId(file);
    return assets.stream()
        .filter(asset -> id.equals(Optional.of(asset.id())))
        .filter(asset -> !isWithoutBytes(asset))
        .findFirst();
  }

  private @Nullable String frame(Asset asset) {
    String wanted = rules.previewFrameTimeCode();
    boolean differs =
        place.kind() == MediaKind.PREVIEW
            && wanted != null
            && asset.state() == AssetState.COMPLETE
            && !wanted.equals(asset.frame());
    return differs ? wanted : null;
  }

  /// Returns whether the order must be changed. Apple appends what is reserved, so kept assets come
  /// first, in Apple's order.
  private static boolean isReordered(List<MediaSlot> slots, List<Asset> assets) {
    var byItself = new ArrayList<MediaSlot>();
    for (Asset asset : assets) {
      slots.stream().filter(slot -> asset.equals(present(slot))).forEach(byItself::add);
    }
    slots.stream().filter(slot -> present(slot) == null).forEach(byItself::add);
    return !byItself.equals(slots);
  }

  private static @Nullable Asset present(MediaSlot slot) {
    return switch (slot) {
      case MediaSlot.Kept kept -> kept.asset();
      case MediaSlot.Resumed resumed -> resumed.asset();
      case MediaSlot.Uploaded _ -> null;
    };
  }

  private static boolean isNothing(ArrangeMedia change) {
    return change.setId() != null
        && !change.reorder()
        && change.removedFirst().isEmpty()
        && change.removedLast().isEmpty()
        && change.twins().isEmpty()
        && change.slots().stream()
            .allMatch(slot -> slot instanceof MediaSlot.Kept kept && kept.frame() == null);
  }
}
