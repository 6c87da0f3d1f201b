package dev.slipway.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a tenant has, by the names that a request can give it. Immutable.
///
/// @param releases ids, in several states
/// @param upload token of a multipart upload under way
/// @param link id of a connect link
/// @param cursors what a `next` of theirs looks like
/// @param dropKeys object keys that start a release
/// @param hidden what nobody else may ever read, besides the ids: names, numbers, key ids
record Belongings(
    String connection,
    List<String> releases,
    String upload,
    String link,
    List<String> cursors,
    List<String> dropKeys,
    String keyId,
    String issuerId,
    List<String> hidden) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Everything that fits into one segment of a path.
  List<String> segments() {
    var segments = new ArrayList<String>();
    segments.add(connection);
    segments.addAll(releases);
    segments.add(upload);
    segments.add(link);
    segments.add(cursors.getFirst());
    return segments;
  }

  /// One of each kind.
  List<String> kinds() {
    return List.of(connection, releases.getFirst(), upload, link, cursors.getFirst());
  }

  /// Everything that fits into a query or a body.
  List<String> values() {
    var values = new ArrayList<>(kinds());
    values.addAll(cursors.subList(1, cursors.size()));
    values.addAll(dropKeys);
    values.add(keyId);
    values.add(issuerId);
    return values;
  }

  /// The ids, as an answer would show them.
  List<String> shown() {
    var shown = new ArrayList<>(hidden);
    shown.add(connection);
    shown.addAll(releases);
    shown.add(upload);
    shown.add(link);
    shown.add(keyId);
    shown.add(issuerId);
    return shown;
  }

  /// The same text about things of the same form that never existed.
  String neverOf(String text) {
    String never = text;
    for (Map.Entry<String, String> each : substitutes().entrySet()) {
      never = never.replace(each.getKey(), each.getValue());
    }
    return never;
  }

  private Map<String, String> substitutes() {
    var substitutes = new LinkedHashMap<String, String>();
    substitutes.put(upload, neverUpload());
    releases.forEach(release -> substitutes.put(release, neverId(release)));
    substitutes.put(connection, neverId(connection));
    substitutes.put(link, neverId(link));
    substitutes.put(keyId, neverKeyId());
    substitutes.put(issuerId, new UUID(0x57246542_96fe_4a63L, 0x9053_0824d011072aL).toString());
    return substitutes;
  }

  /// Begins as the other does: what stands for a key is judged by its first characters, and one
  /// that begins with M looks like Base64 of DER.
  private String neverKeyId() {
    return keyId.substring(0, keyId.length() - 1) + (keyId.endsWith("A") ? "B" : "A");
  }

  /// It sorts as the other does: a cursor is a place in the asker's own list.
  private static String neverId(String id) {
    return id.substring(0, id.length() - 1) + (id.endsWith("a") ? "b" : "a");
  }

  /// It is as long as the other: some fields are judged by their length.
  private String neverUpload() {
    try {
      JsonNode token = JSON.readTree(Base64.getUrlDecoder().decode(upload));
      String text =
          JSON.writeValueAsString(
                  ((ObjectNode) token).put("id", neverId(token.path("id").asText())))
              .replace(connection, neverId(connection));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("an upload's token is base64 of JSON", e);
    }
  }
}
