package dev.slipway.aws;

import dev.slipway.localaws.LocalAws;
import dev.slipway.localaws.LocalAwsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The AWS stand-in with a state and a drop bucket, and clients that wait for nothing.
public final class LocalAwsFixture implements AutoCloseable {
  public static final String STATE = "slipway-state";
  public static final String DROPS = "slipway-drops";
  public static final String SECRETS = "slipway/test/connections/";

  private final LocalAws aws;
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  public LocalAwsFixture(Path directory) throws IOException {
    this(directory, InstantSource.system());
  }

  /// @param clock by which objects are dated; addresses are signed by the system's
  public LocalAwsFixture(Path directory, InstantSource clock) throws IOException {
    this.aws = LocalAws.start(LocalAwsOptions.at(directory).withClock(clock));
    aws.createBucket(STATE, true);
    aws.createBucket(DROPS, true);
  }

  public LocalAws aws() {
    return aws;
  }

  /// The environment of a function, without App Store Connect's address.
  public Map<String, String> environment() {
    var environment = new LinkedHashMap<>(aws.environment());
    environment.put("SLIPWAY_STATE_BUCKET", STATE);
    environment.put("SLIPWAY_DROP_BUCKET", DROPS);
    environment.put("SLIPWAY_SECRET_PREFIX", SECRETS);
    environment.put("SLIPWAY_WEBHOOK_SECRET_PREFIX", "slipway/test/webhooks/");
    environment.put("SLIPWAY_TENANT_CLAIM", "sub");
    environment.put("SLIPWAY_PAGES_URL", "https://pages.example.com");
    environment.put("SLIPWAY_RETURN_ORIGINS", "https://platform.example.com,http://localhost:8080");
    return environment;
  }

  public AwsClients clients() {
    return AwsClients.from(environment());
  }

  /// Takes note of the pauses instead of making them.
  public Backoff backoff() {
    return new Backoff(pauses::add, () -> 0.5);
  }

  public List<Duration> pauses() {
    return new ArrayList<>(pauses);
  }

  public S3StateStore state() {
    return new S3StateStore(clients().s3(), STATE, backoff());
  }

  @Override
  public void close() {
    aws.close();
  }
}
