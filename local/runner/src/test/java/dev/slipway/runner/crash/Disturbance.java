package dev.slipway.runner.crash;

import dev.slipway.localaws.faults.Fault;
import dev.slipway.runner.invocation.Interference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a run has to live with. Safe for use by many threads.
interface Disturbance extends Interference {
  /// From now on everything counts.
  void arm();

  /// From now on nothing counts any more.
  void disarm();

  /// Whether the thing that goes wrong went wrong.
  boolean wasMet();

  /// Every call and trigger in its order; the kind says nothing.
  List<Point> happened();

  /// Delivers what is late and now due.
  void deliverHeld();

  /// What a call to S3 or Secrets Manager meets.
  Optional<Fault> aws(
      String service, String operation, String bucket, String key, String sessionToken);

  /// What a call to Apple, or a part on its way to the upload host, meets.
  dev.slipway.simulator.settings.@Nullable Fault apple(String method, String path);
}
