package dev.slipway.localaws.conformance;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// The suite against LocalStack, a third opinion, where there is a Docker engine. 4.14.0 is the
/// last image that starts without a token. Its deviations are not known yet: this has not run
/// anywhere.
class LocalStackConformanceTest extends AwsConformance {
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private LocalStackContainer localStack;

  @BeforeAll
  void needsDocker() {
    boolean docker = DockerClientFactory.instance().isDockerAvailable();
    if (!docker) {
      System.out.println("SKIPPED LocalStackConformanceTest: no Docker engine");
    }
    Assumptions.assumeTrue(docker, "no Docker engine");
    localStack = new LocalStackContainer(IMAGE).withServices("s3", "secretsmanager");
    localStack.start();
  }

  @AfterAll
  void stop() {
    if (localStack != null) {
      localStack.stop();
    }
  }

  @Override
  URI endpoint() {
    return localStack.getEndpoint();
  }

  @Override
  Set<MotoDeviation> deviations() {
    return Set.of();
  }
}
