package dev.slipway.localaws.conformance;

import dev.slipway.localaws.endpoints.Endpoints;
import dev.slipway.localaws.endpoints.OpenEndpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/// The suite against the endpoint that `AWS_ENDPOINT_URL` names, AWS itself included.
@Tag("endpoint")
class GivenEndpointConformanceTest extends AwsConformance {
  @Override
  OpenEndpoint open(Path directory) {
    return Endpoints.given();
  }
}
