package dev.slipway.bench.ways;

import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.appstoreconnect.upload.PartUpload.PartCheckpoint;
import dev.slipway.appstoreconnect.upload.PartUpload.PartGate;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.appstoreconnect.upload.UploadOptions;
import dev.slipway.appstoreconnect.upload.UploadPlan;
import dev.slipway.appstoreconnect.upload.UploadResult;
import dev.slipway.appstoreconnect.upload.UrlConnectionTransport;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The deployed uploader with its deployed options.
record SlipwayUpload() implements Contender {
  @Override
  public void carryOut(Job job) throws IOException, InterruptedException {
    var operations =
        job.parts().stream()
            .map(
                part ->
                    new UploadOperation(
                        part.number(),
                        "PUT",
                        job.target(part),
                        part.offset(),
                        part.length(),
                        List.of(),
                        null,
                        null))
            .toList();
    var plan = UploadPlan.of(operations, job.sizeBytes(), PartHosts.appleAndLoopback());
    try (var transport = new UrlConnectionTransport()) {
      var upload =
          new PartUpload(
              transport,
              UploadOptions.defaults(),
              InstantSource.system(),
              Sleeper.real(),
              RandomGenerator.getDefault());
      var result =
          upload.run(
              plan,
              Set.of(),
              (offset, length) -> UrlParts.source(job, offset, length),
              PartCheckpoint.none(),
              PartGate.open());
      if (!(result instanceof UploadResult.Finished)) {
        throw new IOException("the upload ended as " + result.getClass().getSimpleName());
      }
    }
  }
}
