package dev.slipway.connections;

import dev.slipway.announcements.Outbox;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.KeyKind;
import dev.slipway.connections.verdict.LikelyCause;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import dev.slipway.problems.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes and reads a [Connection] as JSON: the document of the state bucket, and the part of it
/// that its tenant sees.
final class ConnectionDocument {
  private static final RecordCodec<PendingKey> PENDING_KEY =
      RecordCodec.builder(PendingKey.class)
          .whenAbsent(PendingKey.class, "fileNameAgrees", false)
          .whenAbsent(PendingKey.class, "fileOfOtherService", false)
          .build();
  private static final RecordCodec<Replacement> REPLACEMENT =
      RecordCodec.builder(Replacement.class)
          .object(Problem.class, Problem::toJson, Problem::fromJson)
          .object(LikelyCause.class, LikelyCause::toJson, LikelyCause::fromJson)
          .whenAbsent(Replacement.class, "likelyCauses", List.of())
          .build();
  private static final RecordCodec<HistoryEntry> HISTORY_ENTRY = RecordCodec.of(HistoryEntry.class);

  private ConnectionDocument() {}

  static Map<String, @Nullable Object> of(Connection connection) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("tenant", connection.tenant());
    fields.put("keyStored", connection.keyStored());
    fields.put("fileNameAgrees", connection.key().fileNameAgrees());
    if (connection.key().fileOfOtherService()) {
      fields.put("fileOfOtherService", true);
    }
    if (connection.linkId() != null) {
      fields.put("linkId", connection.linkId());
    }
    fields.put("outbox", connection.outbox().toJson());
    fields.putAll(forApi(connection));
    fields.remove("verified");
    if (connection.approvalSetting() == null) {
      fields.remove("approval");
    }
    return fields;
  }

  static Map<String, @Nullable Object> forApi(Connection connection) {
    var fields =
        JsonFields.with("id", connection.id())
            .putIfNotNull("label", connection.label())
            .put("kind", connection.kind())
            .putIfNotNull("issuerId", connection.issuerId())
            .put("keyId", connection.keyId())
            .put("fingerprint", connection.fingerprint())
            .putIfNotNull("workedAt", connection.key().workedAt());
    var pendingKey = connection.pendingKey();
    if (pendingKey != null) {
      fields.put("pendingKey", PENDING_KEY.write(pendingKey));
    }
    var lastReplacement = connection.lastReplacement();
    if (lastReplacement != null) {
      fields.put("lastReplacement", REPLACEMENT.write(lastReplacement));
    }
    fields.put("state", connection.state());
    fields.put("verified", connection.isVerified());
    fields.put("approval", connection.approval());
    var verdict = connection.verdict();
    if (verdict != null) {
      fields.put("verdict", verdict.toJson());
    }
    return fields
        .put("history", connection.history().stream().map(HISTORY_ENTRY::write).toList())
        .put("createdAt", connection.createdAt())
        .put("updatedAt", connection.updatedAt())
        .putIfNotNull("disconnectedAt", connection.disconnectedAt())
        .toMap();
  }

  static Connection read(JsonObject json) {
    return new Connection(
        new ConnectionId(json.string("id")),
        json.string("tenant"),
        json.constant("kind", KeyKind.class),
        json.optionalString("issuerId").orElse(null),
        new CurrentKey(
            json.string("keyId"),
            json.string("fingerprint"),
            json.bool("keyStored"),
            json.optionalBool("fileNameAgrees").orElse(false),
            json.optionalBool("fileOfOtherService").orElse(false),
            json.optionalInstant("workedAt").orElse(null)),
        json.optionalObject("pendingKey").map(PENDING_KEY::read).orElse(null),
        json.optionalObject("lastReplacement").map(REPLACEMENT::read).orElse(null),
        json.constant("state", ConnectionState.class),
        json.optionalObject("verdict").map(Verdict::fromJson).orElse(null),
        json.optionalString("linkId").orElse(null),
        json.objects("history").stream().map(HISTORY_ENTRY::read).toList(),
        json.optionalObject("outbox").map(Outbox::fromJson).orElse(Outbox.EMPTY),
        json.instant("createdAt"),
        json.instant("updatedAt"),
        json.optionalInstant("disconnectedAt").orElse(null),
        json.optionalConstant("approval", Approval.class).orElse(null),
        json.optionalString("label").orElse(null));
  }
}
