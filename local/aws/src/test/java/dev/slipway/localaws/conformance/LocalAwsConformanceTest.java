package dev.slipway.localaws.conformance;

import dev.slipway.localaws.endpoints.Endpoints;
import dev.slipway.localaws.endpoints.OpenEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// The suite against our own stand-in: no deviation is allowed.
class LocalAwsConformanceTest extends AwsConformance {
  @Override
  OpenEndpoint open(Path directory) throws IOException {
    return Endpoints.localAws(directory, InstantSource.system());
  }
}
