package dev.slipway.releases.bytes;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.AppBundle;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.problems.Finding;
import dev.slipway.releases.store.StoredMediaMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A drop as it was pinned, read whole: what `release.json`, the `.ipa` and the folder say. Lives
/// in memory only, since it may hold the demo account's password.
///
/// @param sound whether `release.json` could be read without a fault; else `manifest` says nothing
/// @param ipa null when there is none (yet)
/// @param bundle null when the `.ipa` is not there or cannot be read
/// @param findings what was wrong with reading
record LoadedDrop(
    ReleaseManifest manifest,
    boolean sound,
    @Nullable ObjectVersion ipa,
    @Nullable AppBundle bundle,
    DropObjects folder,
    StoredMediaMemory memory,
    DropContent content,
    List<Finding> findings)
    implements DropLoad {
  LoadedDrop {
    findings = List.copyOf(findings);
  }
}
