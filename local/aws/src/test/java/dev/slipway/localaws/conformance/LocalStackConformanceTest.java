package dev.slipway.localaws.conformance;

import dev.slipway.localaws.endpoints.Endpoints;
import dev.slipway.localaws.endpoints.OpenEndpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/// The suite against LocalStack, a third opinion, where there is a Docker engine. Its deviations
/// are not known yet: this has not run anywhere.
@Tag("endpoint")
class LocalStackConformanceTest extends AwsConformance {
  @Override
  OpenEndpoint open(Path directory) {
    return Endpoints.localStack();
  }
}
