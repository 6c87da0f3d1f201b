package dev.slipway.lambda;

import dev.slipway.aws.AwsClients;
import dev.slipway.localaws.LocalAws;
import dev.slipway.localaws.LocalAwsOptions;
import dev.slipway.runner.cloudformation.Surroundings;
import dev.slipway.runner.template.BucketResource;
import dev.slipway.runner.template.FunctionResource;
import dev.slipway.runner.template.Template;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/// The surroundings of a function: the AWS stand-in and the simulator of App Store Connect on real
/// time, with the buckets of template.yaml, one app and one key. No event is delivered: the caller
/// invokes the functions. For one thread.
public final class Backdrop implements AutoCloseable {
  /// Bundle id of the only app, whose version 1.0 is live.
  public static final String BUNDLE_ID = "com.example.app";

  public static final String DROP_BUCKET = "slipway-drops";
  public static final String STATE_BUCKET = "slipway-state";

  private final LocalAws aws;
  private final AppStoreConnectSimulator apple;
  private final SimulatedKey key;
  private final List<FunctionResource> functions;
  private final LocalAwsOptions options;

  private Backdrop(
      LocalAws aws, LocalAwsOptions options, AppStoreConnectSimulator apple, Path templateFile)
      throws IOException {
    this.aws = aws;
    this.options = options;
    this.apple = apple;
    apple.createApp(NewApp.of(BUNDLE_ID, "Example").liveVersion("1.0", "1"));
    this.key = apple.createKey(KeyRole.APP_MANAGER);
    var template = Template.read(templateFile, surroundings());
    this.functions = template.functions();
    for (BucketResource bucket : template.buckets()) {
      aws.createBucket(bucket.name(), bucket.versioned());
    }
  }

  /// Starts both on free ports.
  ///
  /// @param directory empty; keeps the AWS stand-in's state
  public static Backdrop start(Path directory, Path templateFile) throws IOException {
    var options = LocalAwsOptions.at(directory);
    var aws = LocalAws.start(options);
    try {
      return new Backdrop(
          aws, options, AppStoreConnectSimulator.start(SimulatorOptions.defaults()), templateFile);
    } catch (IOException | RuntimeException e) {
      aws.close();
      throw e;
    }
  }

  /// Returns the functions of the template.
  public List<FunctionResource> functions() {
    return functions;
  }

  /// Returns one of them.
  ///
  /// @throws IllegalArgumentException if the template has no such function
  public FunctionResource function(String logicalId) {
    return functions.stream()
        .filter(function -> function.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no function " + logicalId));
  }

  /// Returns the key of the only team.
  public SimulatedKey key() {
    return key;
  }

  /// Returns all environment variables of a function.
  public Map<String, String> environment(FunctionResource function) {
    var environment = new HashMap<>(function.environment());
    environment.putAll(aws.environment());
    return environment;
  }

  /// Returns an S3 client as a person's own tool would configure it; the caller closes it.
  public S3Client s3() {
    return AwsClients.from(aws.environment()).s3();
  }

  private Surroundings surroundings() {
    return new Surroundings(
        Map.of(
            "Stage", "local",
            "JwtIssuer", "https://issuer.example.com",
            "JwtAudience", "slipway",
            "TenantClaim", "custom:tenant",
            "AppleUrl", apple.baseUri().toString(),
            "PartHosts", apple.uploadUri().getHost()),
        Map.of("DropBucket", DROP_BUCKET, "StateBucket", STATE_BUCKET),
        options.region(),
        options.accountId(),
        "slipway-local");
  }

  @Override
  public void close() {
    apple.close();
    aws.close();
  }
}
