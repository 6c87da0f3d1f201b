package dev.slipway.localaws.conformance;

import dev.slipway.localaws.endpoints.Endpoints;
import dev.slipway.localaws.endpoints.OpenEndpoint;
import java.nio.file.Path;

/// The suite against moto, a second opinion on what AWS does.
class MotoConformanceTest extends AwsConformance {
  @Override
  OpenEndpoint open(Path directory) {
    return Endpoints.moto();
  }
}
