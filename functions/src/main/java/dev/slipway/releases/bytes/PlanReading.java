package dev.slipway.releases.bytes;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.content.ContentComparison;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.pictures.Picture;
import dev.slipway.releases.pictures.Pictures;
import dev.slipway.releases.plan.PlanSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Reads what a plan is made of: the drop in its pinned versions, and what Apple has. Writes to
/// neither.
public final class PlanReading {
  /// Makes the plan.
  @FunctionalInterface
  public interface PlanFromSource {
    StepResult make(PlanSource source);
  }

  private final DropLoading loading;
  private final InstantSource clock;

  public PlanReading(DropLoading loading, InstantSource clock) {
    this.loading = loading;
    this.clock = clock;
  }

  /// Reads what the release would bring, and makes its plan from this.
  public Acted plan(AppStoreConnectClient apple, ReleaseRecord release, PlanFromSource making) {
    return DropReading.reading(
        release,
        () ->
            switch (loading.load(release, clock.instant())) {
              case DropLoad.Unusable(Outcome outcome) -> new StepResult(release, outcome);
              case LoadedDrop loaded ->
                  making.make(
                      PlanSourceReading.read(
                              apple,
                              release,
                              loaded,
                              pictures -> kept(release, pictures),
                              new ContentComparison(loaded.folder(), loaded.memory(), clock))
                          .withFiles(files(release, loaded)));
            });
  }

  /// Keeps what the release does with each picture. A comparison under way changes none of it: what
  /// was uploaded since is no longer a difference.
  private void kept(ReleaseRecord release, List<Picture> pictures) {
    if (release.plan().hash() == null) {
      loading.pictures().compared(release.id(), new Pictures(clock.instant(), pictures));
    }
  }

  /// Returns the object that started the release, and the files of its folder.
  private static List<ObjectVersion> files(ReleaseRecord release, LoadedDrop loaded) {
    var trigger = release.drop().trigger();
    var files = new ArrayList<ObjectVersion>();
    files.add(trigger.withKey("/" + trigger.fileName()));
    files.addAll(loaded.folder().list("", Integer.MAX_VALUE));
    return files;
  }
}
