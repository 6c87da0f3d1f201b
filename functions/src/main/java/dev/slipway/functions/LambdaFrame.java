package dev.slipway.functions;

import com.amazonaws.services.lambda.runtime.Context;
import dev.slipway.aws.logging.JsonLog;
import dev.slipway.aws.logging.JsonLog.Scope;
import dev.slipway.metrics.Metrics;
import java.util.Map;

/// What every function does around the work of one invocation. Thread-safe.
///
/// An invocation that throws ends like any other: its metrics are written. Lambda gets the
/// exception, and repeats the event or hands it to the failure destination.
public final class LambdaFrame {
  private final Metrics metrics;

  public LambdaFrame(Deployment deployment) {
    this.metrics = deployment.metrics();
  }

  /// Begins an invocation: until it is closed, every log line names the request; closing it writes
  /// the metrics.
  public Scope begin(Context context) {
    var fields = JsonLog.during(Map.of("requestId", context.getAwsRequestId()));
    return () -> {
      fields.close();
      metrics.flush();
    };
  }
}
