package dev.slipway.releases.bytes;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.AppInfo;
import dev.slipway.drops.ipa.WrittenIdentity;
import dev.slipway.drops.ipa.icon.AppIcon;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.problems.Finding;
import dev.slipway.releases.store.StoredMediaMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A drop in its pinned versions: what `release.json`, the `.ipa` and the folder say. Kept in
/// memory only, because it may contain the demo account's password.
///
/// @param sound whether `release.json` says what the release is; if not, Apple is not asked about
///   it
/// @param ipa null when the drop has no `.ipa` (yet)
/// @param app null when the `.ipa` is missing or cannot be read
/// @param written the app's names and numbers as they are written; null likewise
/// @param icon the app's icon for pages; null where nobody asks for it or the app has no icon
/// @param findings the faults that were found while reading
record LoadedDrop(
    ReleaseManifest manifest,
    boolean sound,
    @Nullable ObjectVersion ipa,
    @Nullable AppInfo app,
    @Nullable WrittenIdentity written,
    @Nullable AppIcon icon,
    DropObjects folder,
    StoredMediaMemory memory,
    DropContent content,
    List<Finding> findings)
    implements DropLoad {
  LoadedDrop {
    findings = List.copyOf(findings);
  }
}
