package dev.slipway.releases.content.diff;

import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.releases.model.ledgers.ContentLedger;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a release knows of its own files and of its earlier work, besides what Apple shows.
///
/// @param checksums MD5 in lower-case hex by path, of every file that could match an asset at
///   Apple; the others need no checksum
/// @param reserved what this release brought to Apple, by [#name]
/// @param stuck IDs of assets that Apple has been processing for too long
/// @param passwordSent whether this release sent the demo account's password; it is sent again only
///   if Apple shows another one
public record OwnWork(
    Map<String, String> checksums,
    Map<String, ContentLedger.Asset> reserved,
    Set<String> stuck,
    boolean passwordSent) {
  /// Separates a path from a locale; a locale never contains it.
  private static final char SHARED = '#';

  public static final OwnWork NONE = new OwnWork(Map.of(), Map.of(), Set.of(), false);

  public OwnWork {
    checksums = Map.copyOf(checksums);
    reserved = Map.copyOf(reserved);
    stuck = Set.copyOf(stuck);
  }

  /// Returns the ledger's name of a screenshot or preview: its path, and the locale where several
  /// share the file.
  public static String name(MediaFile media) {
    String path = media.file().key();
    boolean own = path.toLowerCase(Locale.ROOT).contains(folder(media.locale()));
    return own ? path : path + SHARED + media.locale();
  }

  /// Returns the path within the ledger's name of a file.
  public static String path(String name) {
    int shared = name.lastIndexOf(SHARED);
    return shared < 0 ? name : name.substring(0, shared);
  }

  private static String folder(String locale) {
    return "/" + locale.toLowerCase(Locale.ROOT) + "/";
  }

  /// Returns what this release brought to Apple of exactly this version of the file.
  public Optional<ContentLedger.Asset> reserved(MediaFile media) {
    return reserved(name(media), media.file());
  }

  /// Returns the same for a file that is not a screenshot or preview.
  Optional<ContentLedger.Asset> reserved(ObjectVersion file) {
    return reserved(file.key(), file);
  }

  private Optional<ContentLedger.Asset> reserved(String name, ObjectVersion file) {
    return Optional.ofNullable(reserved.get(name))
        .filter(asset -> asset.versionId().equals(file.versionId()));
  }

  /// Returns the same, with assets of the library that Apple has been processing for too long.
  public OwnWork withStuck(Set<String> more) {
    var all = new HashSet<>(stuck);
    all.addAll(more);
    return new OwnWork(checksums, reserved, all, passwordSent);
  }

  /// Returns how the asset library names a file.
  LibraryContent.File inLibrary(MediaFile media) {
    return new LibraryContent.File(
        LibrarySlots.assetKind(media.kind()), referenceName(media), media.file().sizeBytes());
  }

  /// Returns the name of a file's content in the asset library.
  public String referenceName(MediaFile media) {
    String checksum = checksum(media.file());
    if (checksum == null) {
      throw new IllegalStateException("a file for the library without a checksum");
    }
    return LibrarySlots.referenceName(checksum);
  }

  @Nullable String checksum(ObjectVersion file) {
    return checksums.get(file.key());
  }
}
