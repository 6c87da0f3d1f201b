package dev.slipway.localaws.conformance;

import dev.slipway.localaws.endpoints.Endpoints;
import dev.slipway.localaws.endpoints.OpenEndpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/// The suite against moto, a second opinion on what AWS does.
@Tag("endpoint")
class MotoConformanceTest extends AwsConformance {
  @Override
  OpenEndpoint open(Path directory) {
    return Endpoints.moto();
  }
}
