package dev.slipway.releases.bytes;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.releases.DropObjects;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.content.ContentGate;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.state.StateStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The byte steps over the drop bucket. Thread-safe.
public final class DropBytes implements ByteSteps {
  private final DropReading reading;
  private final ContentSteps content;
  private final Transfer transfer;

  /// @param state for the pinned files and what is known of media
  /// @param connections for the verdict that preflight looks at
  public DropBytes(
      DropObjects drops,
      StateStore state,
      ConnectionStore connections,
      PartUpload upload,
      PartHosts hosts,
      InstantSource clock) {
    var loading = new DropLoading(drops, state);
    this.reading = new DropReading(drops, loading);
    this.content = new ContentSteps(loading, connections, upload, hosts, clock);
    this.transfer = new Transfer(drops, upload, hosts);
  }

  @Override
  public Acted readDrop(ReleaseRecord release, Instant now) {
    return reading.read(release, now);
  }

  @Override
  public Acted preflight(AppStoreConnectClient apple, ReleaseRecord release, Instant now) {
    return content.preflight(apple, release, now);
  }

  @Override
  public Acted applyContent(
      AppStoreConnectClient apple, ContentGate gate, Supplier<ReleaseRecord> latest, Instant now) {
    return content.apply(apple, gate, latest, now);
  }

  @Override
  public Acted plan(AppStoreConnectClient apple, ReleaseRecord release, PlanFromSource making) {
    return content.plan(apple, release, making);
  }

  @Override
  public StepResult transfer(
      ReleaseRecord release,
      PartRecord record,
      BooleanSupplier mayStartPart,
      Supplier<ReleaseRecord> latest)
      throws InterruptedException {
    return transfer.run(release, record, mayStartPart, latest);
  }
}
