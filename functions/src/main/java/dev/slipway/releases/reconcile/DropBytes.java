package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.releases.DropObjects;
import dev.slipway.releases.model.ReleaseRecord;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The byte steps over the drop bucket. Thread-safe.
public final class DropBytes implements ByteSteps {
  private final DropReading reading;
  private final Transfer transfer;

  public DropBytes(DropObjects drops, PartUpload upload, PartHosts hosts) {
    this.reading = new DropReading(drops);
    this.transfer = new Transfer(drops, upload, hosts);
  }

  @Override
  public StepResult readDrop(ReleaseRecord release, Instant now) {
    return reading.read(release, now);
  }

  @Override
  public StepResult transfer(
      ReleaseRecord release,
      Consumer<Set<Integer>> record,
      BooleanSupplier mayStartPart,
      Supplier<ReleaseRecord> latest)
      throws InterruptedException {
    return transfer.run(release, record, mayStartPart, latest);
  }
}
