package dev.slipway.localaws.conformance;

import dev.slipway.localaws.endpoints.AwsClients;
import dev.slipway.localaws.endpoints.Deviation;
import dev.slipway.localaws.endpoints.Disposables;
import dev.slipway.localaws.endpoints.Endpoint;
import dev.slipway.localaws.endpoints.Endpoint.Service;
import dev.slipway.localaws.endpoints.OpenEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The whole suite; a subclass says where AWS is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ConformanceCount.class)
abstract class AwsConformance
    implements ObjectConformance,
        ListingConformance,
        VersionConformance,
        PinnedReadConformance,
        ConditionalWriteConformance,
        MultipartConformance,
        PresignedConformance,
        SecretConformance,
        SecretDeletionConformance,
        EventConformance {
  private static final Map<Class<?>, Service> SERVICES =
      Map.of(
          SecretConformance.class, Service.SECRETS_MANAGER,
          SecretDeletionConformance.class, Service.SECRETS_MANAGER,
          EventConformance.class, Service.EVENT_BRIDGE);

  private OpenEndpoint opened;
  private AwsClients clients;
  private Disposables disposables;

  /// Skips when it is not there.
  ///
  /// @param directory for a stand-in that keeps its things there
  abstract OpenEndpoint open(Path directory) throws IOException;

  @BeforeAll
  void openEndpoint(@TempDir Path directory) throws IOException {
    opened = open(directory);
    clients = AwsClients.at(endpoint());
    disposables = new Disposables(endpoint(), clients);
  }

  @AfterAll
  void removeEverything() throws IOException {
    if (opened != null) {
      try (var _ = opened;
          var _ = clients) {
        disposables.close();
      }
    }
  }

  /// The parts of the suite are interfaces, each for one service.
  @BeforeEach
  void skipServicesThatAreNotAsked(TestInfo check) {
    Class<?> part = check.getTestMethod().orElseThrow().getDeclaringClass();
    Service service = SERVICES.getOrDefault(part, Service.S3);
    Assumptions.assumeTrue(
        endpoint().has(service),
        () -> "AWS_ENDPOINT_URL is asked without " + service.nameInCommands() + " (SERVICES)");
  }

  /// Empty when it is not there.
  Optional<Endpoint> endpointIfOpened() {
    return Optional.ofNullable(opened).map(OpenEndpoint::endpoint);
  }

  @Override
  public Endpoint endpoint() {
    return opened.endpoint();
  }

  @Override
  public AwsClients aws() {
    return clients;
  }

  @Override
  public boolean deviates(Deviation deviation) {
    return endpoint().deviations().contains(deviation);
  }

  @Override
  public String newBucket(boolean versioned) {
    return disposables.bucket(versioned);
  }

  @Override
  public String newSecretName() {
    return disposables.secretName();
  }

  @Override
  public String newBus() {
    return disposables.bus();
  }
}
