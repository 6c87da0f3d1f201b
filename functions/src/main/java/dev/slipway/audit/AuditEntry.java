package dev.slipway.audit;

import dev.slipway.actors.Actor;
import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One act: who did what, when, by which way and from where. Contains no secret. Immutable.
///
/// @param act the name of an [AuditAct]; a text, because a newer version may know more
/// @param source the name of an [AuditSource]
/// @param from the address from which the request came; null without a request
/// @param connectionId of the connection that it concerned; null when it concerned none
/// @param releaseId of the release that it concerned; null when it concerned none
/// @param linkId of the connect link that it concerned; null when it concerned none
/// @param detail the rest on one line, such as the name of the file; null when there is nothing
///   more
public record AuditEntry(
    Instant at,
    Actor actor,
    String act,
    String source,
    @Nullable String from,
    @Nullable String connectionId,
    @Nullable String releaseId,
    @Nullable String linkId,
    @Nullable String detail) {
  private static final int LONGEST_TEXT = 1024;
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");
  private static final RecordCodec<AuditEntry> CODEC = RecordCodec.of(AuditEntry.class);

  /// Makes the texts printable and bounded; never throws, so that every entry can be read.
  public AuditEntry {
    act = shown(act);
    source = shown(source);
    from = shownIfAny(from);
    connectionId = shownIfAny(connectionId);
    releaseId = shownIfAny(releaseId);
    linkId = shownIfAny(linkId);
    detail = shownIfAny(detail);
  }

  /// Returns an act that concerns nothing yet; the `with` methods say what it concerned.
  public static AuditEntry of(
      Instant at, Actor actor, AuditAct act, AuditSource source, @Nullable String from) {
    return new AuditEntry(at, actor, act.name(), source.name(), from, null, null, null, null);
  }

  public AuditEntry withConnection(String id) {
    return new AuditEntry(at, actor, act, source, from, id, releaseId, linkId, detail);
  }

  public AuditEntry withRelease(String id) {
    return new AuditEntry(at, actor, act, source, from, connectionId, id, linkId, detail);
  }

  public AuditEntry withLink(String id) {
    return new AuditEntry(at, actor, act, source, from, connectionId, releaseId, id, detail);
  }

  /// Adds text that must contain no secret.
  public AuditEntry withDetail(@Nullable String text) {
    return new AuditEntry(at, actor, act, source, from, connectionId, releaseId, linkId, text);
  }

  /// Returns the entry as its object and the API show it.
  public Map<String, @Nullable Object> toJson() {
    return CODEC.write(this);
  }

  /// Reads what [#toJson] wrote.
  ///
  /// @throws dev.slipway.json.JsonShapeException when the object is not an entry
  static AuditEntry fromJson(JsonObject json) {
    return CODEC.read(json);
  }

  private static @Nullable String shownIfAny(@Nullable String text) {
    return text == null ? null : shown(text);
  }

  private static String shown(String text) {
    String clean = UNPRINTABLE.matcher(text).replaceAll("?");
    return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT - 1) + "…";
  }
}
