package dev.slipway.releases.readiness;

import dev.slipway.actors.Actor;
import dev.slipway.json.JsonFields;
import dev.slipway.state.Documents;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Asks about readiness and their answers in the state bucket. Each app and platform has at most
/// one open ask. Thread-safe.
public final class ReadinessStore {
  /// How long an ask is joined by others, rather than sent again: an answer takes seconds.
  private static final Duration JOINED = Duration.ofMinutes(2);

  private final StateStore state;
  private final Documents<Readiness> documents;
  private final InstantSource clock;

  /// @param joined whether the ask is another one, which was open already
  private record Asked(Readiness readiness, boolean joined) {}

  public ReadinessStore(StateStore state, InstantSource clock) {
    this.state = state;
    this.documents = new Documents<>(state, Readiness::toJson, Readiness::fromJson);
    this.clock = clock;
  }

  /// Returns the last answer and the open ask; empty when nobody has asked about this app.
  public Optional<Readiness> read(AskedApp app) {
    return documents.read(app.key()).map(Versioned::value);
  }

  /// Returns whether an ask made now would join another one.
  public boolean joins(AskedApp app) {
    return read(app).filter(readiness -> isJoined(readiness, clock.instant())).isPresent();
  }

  private static boolean isJoined(Readiness readiness, Instant now) {
    var open = readiness.askedAt();
    return open != null && now.isBefore(open.plus(JOINED));
  }

  /// Requests an answer, and starts the function that reads Apple. An ask that was made a moment
  /// ago is joined; an older one, whose answer is late, is made again.
  ///
  /// @return the readiness with its open ask
  public Readiness ask(AskedApp app, Actor by) {
    var now = clock.instant();
    var asked =
        Documents.retry(() -> tryAsk(app, by, now))
            .orElseThrow(
                () -> new IllegalStateException("asks are made faster than they are stored"));
    if (!asked.joined) {
      state.put(app.wakeKey(), JsonFields.with("at", now).toMap());
    }
    return asked.readiness;
  }

  private Optional<Asked> tryAsk(AskedApp app, Actor by, Instant now) {
    var stored = documents.read(app.key()).orElse(null);
    var before = stored == null ? Readiness.NEVER_ASKED : stored.value();
    if (isJoined(before, now)) {
      return Optional.of(new Asked(before, true));
    }
    return documents
        .write(app.key(), before.asked(now, by), stored)
        .map(written -> new Asked(written.value(), false));
  }

  /// Ends an ask. One that was made again meanwhile stays open, and gets an answer of its own.
  ///
  /// @param askedAt when the ask was made
  void close(AskedApp app, Instant askedAt, UnaryOperator<Readiness> outcome) {
    documents.update(
        app.key(),
        readiness ->
            Objects.equals(readiness.askedAt(), askedAt) ? outcome.apply(readiness) : readiness,
        (before, after) -> documents.replace(app.key(), after, before.version()));
  }
}
