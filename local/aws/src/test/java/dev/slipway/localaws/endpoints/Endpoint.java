package dev.slipway.localaws.endpoints;

import dev.slipway.localaws.LocalAws;
import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// A place with S3, and mostly with Secrets Manager and EventBridge too.
///
/// @param name short, part of a file name
/// @param uri where it is; null for AWS itself
/// @param region where buckets and secrets are made
/// @param services what it has; the checks of the others are skipped
/// @param deviations where it is known to differ from AWS
public record Endpoint(
    String name,
    URI uri,
    String region,
    AwsCredentials credentials,
    Set<Service> services,
    Set<Deviation> deviations) {

  /// A service of AWS that Slipway calls.
  public enum Service {
    S3("s3"),
    SECRETS_MANAGER("secretsmanager"),
    EVENT_BRIDGE("events");

    private final String nameInCommands;

    Service(String nameInCommands) {
      this.nameInCommands = nameInCommands;
    }

    /// Returns its name in the `aws` command line.
    public String nameInCommands() {
      return nameInCommands;
    }
  }

  /// Dummy keys in us-east-1, as other people's stand-ins take them.
  static Endpoint standIn(String name, URI uri, Set<Deviation> deviations) {
    return new Endpoint(
        name,
        uri,
        "us-east-1",
        AwsBasicCredentials.create("local", "local-only"),
        EnumSet.allOf(Service.class),
        deviations);
  }

  /// Our own stand-in, with the access key of its run.
  static Endpoint localAws(LocalAws aws) {
    Map<String, String> environment = aws.environment();
    return new Endpoint(
        "local-aws",
        aws.endpoint(),
        environment.getOrDefault("AWS_REGION", ""),
        AwsBasicCredentials.create(
            environment.getOrDefault("AWS_ACCESS_KEY_ID", ""),
            environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "")),
        EnumSet.allOf(Service.class),
        Set.of());
  }

  /// The same endpoint with this region and these keys.
  Endpoint as(String otherRegion, AwsCredentials otherCredentials) {
    return new Endpoint(name, uri, otherRegion, otherCredentials, services, deviations);
  }

  /// The same endpoint, of which only these services are asked.
  Endpoint with(Set<Service> otherServices) {
    return new Endpoint(name, uri, region, credentials, otherServices, deviations);
  }

  /// Whether it has the service.
  public boolean has(Service service) {
    return services.contains(service);
  }

  /// Whether this is AWS, where what was done shows a little later and a name is taken for all.
  public boolean isAws() {
    return uri == null;
  }

  /// What a function finds in its environment here.
  public Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    environment.put("AWS_REGION", region);
    environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
    if (credentials instanceof AwsSessionCredentials session) {
      environment.put("AWS_SESSION_TOKEN", session.sessionToken());
    }
    if (uri != null) {
      environment.put("AWS_ENDPOINT_URL", uri.toString());
    }
    return environment;
  }

  @Override
  public String toString() {
    return isAws() ? name + " in " + region : name + " at " + uri;
  }
}
