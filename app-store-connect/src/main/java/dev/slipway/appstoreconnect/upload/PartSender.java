package dev.slipway.appstoreconnect.upload;

import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.upload.PartUpload.FinishedPart;
import dev.slipway.appstoreconnect.upload.PartUpload.PartSource;
import dev.slipway.appstoreconnect.upload.PartUpload.PartTransport;
import dev.slipway.appstoreconnect.upload.PartUpload.PartTransport.PartAnswer;
import dev.slipway.appstoreconnect.upload.UploadResult.RefusalReason;
import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends one part to the store, in several tries if necessary. Thread-safe.
final class PartSender {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
  private static final Duration LONGEST_WISH = Duration.ofSeconds(60);

  private final PartTransport transport;
  private final UploadOptions options;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final RandomGenerator random;

  PartSender(
      PartTransport transport,
      UploadOptions options,
      InstantSource clock,
      Sleeper sleeper,
      RandomGenerator random) {
    this.transport = transport;
    this.options = options;
    this.clock = clock;
    this.sleeper = sleeper;
    this.random = random;
  }

  /// The outcome of a part.
  sealed interface PartEnd {
    record Done(FinishedPart part, Duration took) implements PartEnd {}

    record Abandoned() implements PartEnd {}

    record Expired(int partNumber) implements PartEnd {}

    record Refused(
        int partNumber, RefusalReason reason, int status, @Nullable IOException sourceFailure)
        implements PartEnd {}
  }

  /// A failure that another try may overcome.
  ///
  /// @param sourceFailure why our own file could not be read; null for a failure of the store
  private record Trouble(
      RefusalReason reason,
      int status,
      Duration wish,
      boolean cut,
      @Nullable IOException sourceFailure) {}

  private sealed interface Try {
    record Ended(PartEnd end) implements Try {}

    record Failed(Trouble trouble) implements Try {}
  }

  /// @param mayTryAgain asked before every try except the first
  /// @param tags the store's answers to the other parts of this run
  PartEnd send(
      UploadOperation operation, PartSource source, BooleanSupplier mayTryAgain, EntityTags tags)
      throws InterruptedException {
    boolean askFirst = false;
    for (int attempt = 1; ; attempt++) {
      var expiration = operation.expiration();
      if (expiration != null && !expiration.isAfter(clock.instant())) {
        return new PartEnd.Expired(operation.partNumber());
      }
      switch (tryOnce(operation, source, tags, askFirst)) {
        case Try.Ended(PartEnd end) -> {
          return end;
        }
        case Try.Failed(Trouble trouble) -> {
          if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
          }
          if (attempt >= options.triesPerPart()) {
            return new PartEnd.Refused(
                operation.partNumber(),
                trouble.reason(),
                trouble.status(),
                trouble.sourceFailure());
          }
          sleeper.sleep(pause(trouble, attempt));
          if (!mayTryAgain.getAsBoolean()) {
            return new PartEnd.Abandoned();
          }
          askFirst = trouble.cut();
        }
      }
    }
  }

  private Try tryOnce(
      UploadOperation operation, PartSource source, EntityTags tags, boolean askFirst) {
    long begin = System.nanoTime();
    var digest = tags.areWorthAChecksum() ? md5() : null;
    try (var range = source.open(operation.offset(), operation.length());
        var body = digest == null ? range : new DigestInputStream(range, digest)) {
      var deadline = options.deadlineFor(operation.length());
      var answer = transport.put(operation, body, deadline, askFirst);
      var md5 = digest == null ? null : HexFormat.of().formatHex(digest.digest());
      return judge(operation, answer, tags, md5, Duration.ofNanos(System.nanoTime() - begin));
    } catch (SourceChangedException e) {
      return new Try.Ended(
          new PartEnd.Refused(operation.partNumber(), RefusalReason.SOURCE_CHANGED, 0, null));
    } catch (IOException e) {
      return e instanceof PartConnectionException
          ? failed(RefusalReason.TRIES_EXHAUSTED, 0, Duration.ZERO, true)
          : new Try.Failed(
              new Trouble(RefusalReason.SOURCE_UNREADABLE, 0, Duration.ZERO, false, e));
    }
  }

  private static Try judge(
      UploadOperation operation,
      PartAnswer answer,
      EntityTags tags,
      @Nullable String md5,
      Duration took) {
    int status = answer.status();
    var wish = Objects.requireNonNullElse(answer.retryAfter(), Duration.ZERO);
    if (status >= 200 && status < 300) {
      String entityTag = Objects.requireNonNullElse(answer.entityTag(), "");
      tags.add(entityTag);
      return md5 != null && EntityTags.contradict(entityTag, md5)
          ? failed(RefusalReason.CHECKSUM_MISMATCH, status, wish, false)
          : new Try.Ended(
              new PartEnd.Done(
                  new FinishedPart(
                      operation.partNumber(),
                      operation.offset(),
                      operation.length(),
                      entityTag,
                      md5 == null ? EntityTags.md5(entityTag) : md5),
                  took));
    }
    return switch (status) {
      // 404 and 410: the store has discarded the whole upload.
      case 403, 404, 410 -> new Try.Ended(new PartEnd.Expired(operation.partNumber()));
      // S3's RequestTimeout is a 400 (Amazon S3 API: error responses).
      case 400 -> failed(RefusalReason.STATUS, status, wish, false);
      case 408, 429, 500, 502, 503, 504 ->
          failed(RefusalReason.TRIES_EXHAUSTED, status, wish, false);
      default ->
          new Try.Ended(
              new PartEnd.Refused(operation.partNumber(), RefusalReason.STATUS, status, null));
    };
  }

  private static Try failed(RefusalReason reason, int status, Duration wish, boolean cut) {
    return new Try.Failed(new Trouble(reason, status, wish, cut, null));
  }

  private Duration pause(Trouble trouble, int attempt) {
    if (trouble.wish().isPositive()) {
      return trouble.wish().compareTo(LONGEST_WISH) < 0 ? trouble.wish() : LONGEST_WISH;
    }
    long longest = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10)).toMillis();
    long millis = Math.min(longest, LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks MD5", e);
    }
  }
}
