package dev.slipway.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/// Keeps a world in one JSON file, written atomically. It stores only public keys; its only secrets
/// are the signatures of parts and the secrets of webhooks.
///
/// The caller holds the world's lock.
public final class StateFile {
  private static final int FORMAT = 1;

  private final Path path;
  private final ObjectMapper mapper = new ObjectMapper();
  private long writtenChanges = -1;
  private boolean ended;

  /// Keeps the state at this path.
  public StateFile(Path path) {
    this.path = path;
  }

  /// Reads the file, if it exists, into a fresh world.
  ///
  /// @return the simulator's time when the file was written, or the given one
  /// @throws IllegalStateException if it is not a state file of this simulator
  public Instant load(World world, Instant otherwise) {
    if (!Files.exists(path)) {
      return otherwise;
    }
    try {
      JsonNode json = mapper.readTree(path.toFile());
      if (json.path("format").asInt() != FORMAT) {
        throw new IllegalStateException(
            "This is not a state file of the simulator; move it away: " + path);
      }
      world.issuerId(json.path("issuerId").asText());
      world.nextAppId(json.path("nextAppId").asLong());
      for (JsonNode key : json.path("keys")) {
        Set<String> roles = new LinkedHashSet<>();
        key.path("roles").forEach(role -> roles.add(role.asText()));
        world
            .keys()
            .put(
                key.path("keyId").asText(),
                new SimulatorKey(
                    key.path("keyId").asText(),
                    key.path("issuerId").asText(),
                    key.path("individual").asBoolean(),
                    roles,
                    ECKey.parse(key.path("publicKey").asText()),
                    key.path("revoked").asBoolean()));
      }
      for (JsonNode one : json.path("resources")) {
        Resource resource =
            new Resource(
                one.path("type").asText(),
                one.path("id").asText(),
                one.path("issuerId").asText(),
                (ObjectNode) one.get("attributes"),
                (ObjectNode) one.get("hidden"));
        one.path("relations")
            .properties()
            .forEach(entry -> resource.relate(entry.getKey(), entry.getValue().asText()));
        world.put(resource);
      }
      for (JsonNode due : json.path("agenda")) {
        world
            .agenda()
            .add(
                new Due(
                    Instant.parse(due.path("at").asText()),
                    due.path("what").asText(),
                    due.path("id").asText(),
                    due.path("token").asText()));
      }
      writtenChanges = world.changes();
      return Instant.parse(json.path("clock").asText());
    } catch (IOException e) {
      throw new UncheckedIOException("The state of the simulator cannot be read: " + path, e);
    } catch (ParseException e) {
      throw new IllegalStateException("The state file holds a broken key: " + path, e);
    }
  }

  /// Stops writing. A request may still be running after its simulator was closed; by then another
  /// simulator may use the file, or the folder may be gone.
  public void end() {
    ended = true;
  }

  /// Writes the file if something has changed since the last time, unless `end` was called.
  public void save(World world, Instant clock) {
    if (ended || world.changes() == writtenChanges) {
      return;
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT);
    json.put("clock", clock.toString());
    json.put("issuerId", world.issuerId());
    json.put("nextAppId", world.nextAppId());
    ArrayNode keys = json.putArray("keys");
    for (SimulatorKey key : world.keys().values()) {
      ObjectNode one = keys.addObject();
      one.put("keyId", key.keyId())
          .put("issuerId", key.issuerId())
          .put("individual", key.individual());
      one.put("revoked", key.revoked())
          .put("publicKey", key.publicKey().toPublicJWK().toJSONString());
      key.roles().forEach(one.putArray("roles")::add);
    }
    ArrayNode resources = json.putArray("resources");
    for (String type : world.types()) {
      for (Resource resource : world.all(type)) {
        ObjectNode one = resources.addObject();
        one.put("type", resource.type())
            .put("id", resource.id())
            .put("issuerId", resource.issuerId());
        one.set("attributes", resource.attributes());
        one.set("hidden", resource.hidden());
        ObjectNode relations = one.putObject("relations");
        resource.relations().forEach(relations::put);
      }
    }
    ArrayNode agenda = json.putArray("agenda");
    for (Due due : world.agenda()) {
      agenda
          .addObject()
          .put("at", due.at().toString())
          .put("what", due.what())
          .put("id", due.id())
          .put("token", due.token());
    }
    write(json);
    writtenChanges = world.changes();
  }

  private void write(ObjectNode json) {
    try {
      Path directory = path.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Path next = path.resolveSibling(path.getFileName() + ".next");
      Files.write(next, mapper.writeValueAsBytes(json));
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The state of the simulator cannot be written: " + path, e);
    }
  }
}
