package dev.slipway.localaws.objects;

import org.jspecify.annotations.Nullable;

/// The condition of a write (Amazon S3 User Guide, "Conditional requests").
///
/// @param ifMatch ETag, with or without quotes, or `*`; null: any object, or none
/// @param ifNoneMatch `*`: only when the key has no object; null: also over one
public record Precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
  /// No condition.
  public static final Precondition NONE = new Precondition(null, null);

  public Precondition {
    if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
      throw S3Failure.notImplemented("If-None-Match of a write with anything but *");
    }
  }

  /// Refuses a write over `current`: 412, or 404 for If-Match on an absent key.
  void checkWrite(@Nullable ObjectVersion current) {
    boolean present = current != null && !current.deleteMarker();
    if (ifNoneMatch != null && present) {
      throw S3Failure.preconditionFailed();
    }
    if (ifMatch != null) {
      if (current == null || current.deleteMarker()) {
        throw S3Failure.noSuchKey();
      }
      if (!matches(ifMatch, current.etag())) {
        throw S3Failure.preconditionFailed();
      }
    }
  }

  /// Refuses a deletion of `current`: 404 if there was never an object, 412 for a delete marker or
  /// another ETag.
  void checkDelete(@Nullable ObjectVersion current) {
    if (ifMatch == null) {
      return;
    }
    if (current == null) {
      throw S3Failure.noSuchKey();
    }
    if (current.deleteMarker() || !matches(ifMatch, current.etag())) {
      throw S3Failure.preconditionFailed();
    }
  }

  /// Returns whether an If-Match or If-None-Match header, which may list several, names this ETag.
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
