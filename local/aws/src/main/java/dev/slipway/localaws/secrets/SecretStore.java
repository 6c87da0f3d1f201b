package dev.slipway.localaws.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.localaws.secrets.Secret.SecretVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Keeps secrets as files that only their owner can read. Used by the holder of its monitor.
final class SecretStore {

  private final Path directory;
  private final InstantSource clock;
  private final Map<String, Secret> byName = new HashMap<>();

  SecretStore(Path directory, InstantSource clock) throws IOException {
    this.directory = directory;
    this.clock = clock;
    Files.createDirectories(directory);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        Secret secret = read(SecretsJson.MAPPER.readTree(Files.readString(file)));
        byName.put(secret.name(), secret);
      }
    }
  }

  /// Finds a secret by name, by ARN, or by ARN without its last six characters.
  Optional<Secret> find(String secretId) throws IOException {
    Optional<Secret> found =
        Optional.ofNullable(byName.get(secretId))
            .or(
                () ->
                    byName.values().stream()
                        .filter(
                            secret ->
                                secret.arn().equals(secretId)
                                    || withoutSuffix(secret.arn()).equals(secretId))
                        .findFirst());
    if (found.isPresent() && isGone(found.get())) {
      delete(found.get());
      return Optional.empty();
    }
    return found;
  }

  /// Returns all secrets that are not permanently deleted, by name.
  List<Secret> all() throws IOException {
    for (Secret secret : List.copyOf(byName.values())) {
      if (isGone(secret)) {
        delete(secret);
      }
    }
    return byName.values().stream().sorted(java.util.Comparator.comparing(Secret::name)).toList();
  }

  void save(Secret secret) throws IOException {
    byName.put(secret.name(), secret);
    Path next = directory.resolve(fileName(secret) + ".next");
    Files.deleteIfExists(next);
    if (next.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(
        next, write(secret).toString(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Files.move(
        next,
        directory.resolve(fileName(secret)),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  void delete(Secret secret) throws IOException {
    byName.remove(secret.name());
    Files.deleteIfExists(directory.resolve(fileName(secret)));
  }

  private boolean isGone(Secret secret) {
    return secret.deletionAt().filter(time -> !clock.instant().isBefore(time)).isPresent();
  }

  private static String withoutSuffix(String arn) {
    return arn.substring(0, arn.lastIndexOf('-'));
  }

  private static String fileName(Secret secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(secret.name().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash) + ".json";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode write(Secret secret) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", secret.name());
    json.put("arn", secret.arn());
    json.put("createdAt", secret.createdAt().toString());
    json.put("changedAt", secret.changedAt().toString());
    secret.description().ifPresent(text -> json.put("description", text));
    secret.kmsKeyId().ifPresent(key -> json.put("kmsKeyId", key));
    secret.deletionAt().ifPresent(time -> json.put("deletionAt", time.toString()));
    ObjectNode tags = json.putObject("tags");
    secret.tags().forEach(tags::put);
    var versions = json.putArray("versions");
    for (SecretVersion version : secret.versions().values()) {
      ObjectNode entry = versions.addObject();
      entry.put("versionId", version.versionId());
      entry.put("createdAt", version.createdAt().toString());
      entry.put("binary", version.value().binary());
      entry.put("value", version.value().text());
      var stages = entry.putArray("stages");
      version.stages().forEach(stages::add);
    }
    return json;
  }

  private static Secret read(JsonNode json) {
    Secret secret =
        new Secret(
            json.path("name").asText(),
            json.path("arn").asText(),
            Instant.parse(json.path("createdAt").asText()));
    secret.changedAt(Instant.parse(json.path("changedAt").asText()));
    secret.description(json.path("description").textValue());
    secret.kmsKeyId(json.path("kmsKeyId").textValue());
    if (json.has("deletionAt")) {
      secret.deletionAt(Instant.parse(json.path("deletionAt").asText()));
    }
    json.path("tags")
        .properties()
        .forEach(tag -> secret.tags().put(tag.getKey(), tag.getValue().asText()));
    for (JsonNode entry : json.path("versions")) {
      Set<String> stages = new LinkedHashSet<>();
      entry.path("stages").forEach(stage -> stages.add(stage.asText()));
      SecretVersion version =
          new SecretVersion(
              entry.path("versionId").asText(),
              new SecretValue(entry.path("value").asText(), entry.path("binary").asBoolean()),
              Instant.parse(entry.path("createdAt").asText()),
              stages);
      secret.versions().put(version.versionId(), version);
    }
    return secret;
  }
}
