package dev.slipway.localaws.objects;

import java.util.Optional;

/// Under which condition a write takes place (Amazon S3 User Guide, "Conditional requests").
///
/// @param ifMatch ETag, with or without quotes, or `*`
/// @param ifNoneMatch `*`: only when the key has no object
public record Precondition(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
  /// No condition.
  public static final Precondition NONE = new Precondition(Optional.empty(), Optional.empty());

  public Precondition {
    if (ifNoneMatch.isPresent() && !ifNoneMatch.get().equals("*")) {
      throw S3Failure.notImplemented("If-None-Match of a write with anything but *");
    }
  }

  /// Refuses a write over `current`: 412, or 404 for If-Match on an absent key.
  void checkWrite(Optional<ObjectVersion> current) {
    boolean present = current.filter(version -> !version.deleteMarker()).isPresent();
    if (ifNoneMatch.isPresent() && present) {
      throw S3Failure.preconditionFailed();
    }
    if (ifMatch.isPresent()) {
      if (!present) {
        throw S3Failure.noSuchKey();
      }
      if (!matches(ifMatch.get(), current.orElseThrow().etag())) {
        throw S3Failure.preconditionFailed();
      }
    }
  }

  /// Refuses a deletion of `current`: 404 when there was never an object, 412 over a delete marker
  /// or another ETag.
  void checkDelete(Optional<ObjectVersion> current) {
    if (ifMatch.isEmpty()) {
      return;
    }
    ObjectVersion version = current.orElseThrow(S3Failure::noSuchKey);
    if (version.deleteMarker() || !matches(ifMatch.get(), version.etag())) {
      throw S3Failure.preconditionFailed();
    }
  }

  /// Whether an If-Match or If-None-Match header, which may list several, names this ETag.
  public static boolean matches(String header, String etag) {
    for (String candidate : header.split(",", -1)) {
      String stripped = candidate.strip();
      String bare = stripped.startsWith("W/") ? stripped.substring(2) : stripped;
      if (bare.equals("*") || bare.replace("\"", "").equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
