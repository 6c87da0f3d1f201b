package dev.slipway.localaws.conformance;

import dev.slipway.localaws.LocalAws;
import dev.slipway.localaws.LocalAwsOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The suite against our own stand-in: no deviation is allowed.
class LocalAwsConformanceTest extends AwsConformance {
  private LocalAws aws;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    aws = LocalAws.start(LocalAwsOptions.at(directory));
  }

  @AfterAll
  void stop() {
    aws.close();
  }

  @Override
  URI endpoint() {
    return aws.endpoint();
  }

  @Override
  Set<MotoDeviation> deviations() {
    return Set.of();
  }
}
