package dev.slipway.runner.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.aws.AwsClients;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.simulator.SimulatedKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/// What is kept of connections, in words that are the same in every run: records, listing markers,
/// secrets with their labels, and releases. Wake objects, due markers and the markers by which a
/// mistaken connection with the same key is found are left out: they are harmless where they stand,
/// and go by themselves.
final class ConnectionEnd implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> LABELS = List.of("AWSCURRENT", "AWSPENDING");

  private final SlipwayLocal local;
  private final S3Client s3;
  private final SecretsManagerClient secrets;

  ConnectionEnd(SlipwayLocal local) {
    this.local = local;
    var aws = AwsClients.from(local.awsEnvironment());
    this.s3 = aws.s3();
    this.secrets = aws.secretsManager();
  }

  S3Client s3() {
    return s3;
  }

  /// Reads all.
  ///
  /// @param keys told by their place in this list
  EndState read(List<SimulatedKey> keys) throws IOException {
    var lines = new ArrayList<String>();
    for (String key : keys()) {
      if (key.startsWith("connections/")) {
        lines.add(connection(document(key), keys));
      } else if (key.startsWith("connect-links/")) {
        lines.add("link " + (document(key).has("bound") ? "CONNECTED" : "not connected"));
      } else if (key.contains("/connect-links/")) {
        lines.add("marker connect-links");
      } else if (key.startsWith("tenants/") && !key.contains("/keys/")) {
        lines.add(marker(key));
      } else if (key.startsWith("releases/") && key.endsWith(".json")) {
        lines.add("release " + document(key).at("/status/state").asText());
      }
    }
    var list = secrets.listSecrets(request -> request.includePlannedDeletion(true)).secretList();
    for (SecretListEntry secret : list) {
      lines.add(secret(secret, keys));
    }
    return new EndState(lines);
  }

  @Override
  public void close() {
    s3.close();
    secrets.close();
  }

  private List<String> keys() {
    return s3
        .listObjectsV2Paginator(request -> request.bucket(local.stateBucket()))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private JsonNode document(String key) throws IOException {
    return JSON.readTree(
        s3.getObjectAsBytes(request -> request.bucket(local.stateBucket()).key(key)).asByteArray());
  }

  /// A release has a key by which the version before lists it, and one with its state.
  private static String marker(String key) {
    String[] parts = key.split("~", -1);
    return "marker " + key.split("/", -1)[2] + (parts.length > 1 ? " " + parts[1] : "");
  }

  private static String connection(JsonNode record, List<SimulatedKey> keys) {
    var verdict = record.path("verdict");
    return "connection %s key=%s stored=%s pending=%s replacement=%s verdict=%s %s %s"
        .formatted(
            record.path("state").asText(),
            told(record, keys),
            record.path("keyStored").asBoolean(),
            told(record.path("pendingKey"), keys),
            record.at("/lastReplacement/outcome").asText("-"),
            verdict.path("state").asText("-"),
            verdict.path("likelyRole").asText("-"),
            verdict.path("apps").findValuesAsText("bundleId"));
  }

  private static String told(JsonNode holder, List<SimulatedKey> keys) {
    var ids = keys.stream().map(SimulatedKey::keyId).toList();
    return holder.has("keyId") ? "#" + (ids.indexOf(holder.path("keyId").asText()) + 1) : "-";
  }

  /// With the key that each label stands at; of a secret on its way out only that it is.
  private String secret(SecretListEntry secret, List<SimulatedKey> keys) throws IOException {
    if (secret.deletedDate() != null) {
      return "secret to be deleted";
    }
    var line = new StringBuilder("secret");
    for (String label : LABELS) {
      boolean stands =
          secret.secretVersionsToStages().values().stream()
              .anyMatch(stages -> stages.contains(label));
      line.append(' ').append(label).append('=').append(stands ? held(secret, label, keys) : "-");
    }
    return line.toString();
  }

  private String held(SecretListEntry secret, String label, List<SimulatedKey> keys)
      throws IOException {
    return told(
        JSON.readTree(
            secrets
                .getSecretValue(request -> request.secretId(secret.name()).versionStage(label))
                .secretString()),
        keys);
  }
}
