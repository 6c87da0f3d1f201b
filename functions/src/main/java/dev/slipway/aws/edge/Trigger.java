package dev.slipway.aws.edge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a function was started.
public sealed interface Trigger {

  /// A request to the HTTP API.
  record Http(HttpRequest request) implements Trigger {}

  /// Objects appeared in a bucket that is not the state bucket; never empty.
  record ObjectsCreated(List<CreatedObject> objects) implements Trigger {
    public ObjectsCreated {
      objects = List.copyOf(objects);
    }
  }

  /// Wake objects appeared in the state bucket; never empty.
  record Wakes(List<Wake> wakes) implements Trigger {
    public Wakes {
      wakes = List.copyOf(wakes);
    }
  }

  /// A schedule of our own came due.
  record Scheduled(String detailType) implements Trigger {}

  /// Nothing that we know: to be logged and left alone, because a retry would not help.
  ///
  /// @param fields the names of the event's top fields
  record Unknown(List<String> fields) implements Trigger {
    public Unknown {
      fields = List.copyOf(fields);
    }
  }

  /// One object that appeared.
  ///
  /// @param key decoded
  /// @param versionId null when the bucket has no versions
  /// @param etag without quotes
  record CreatedObject(
      String bucket,
      String key,
      @Nullable String versionId,
      String etag,
      long sizeBytes,
      Instant time) {}

  /// What a wake object asks for.
  enum WakeKind {
    CHECK,
    RELEASE
  }

  /// A wake object.
  ///
  /// @param objectKey to be deleted when the work is taken
  /// @param id of the connection or release, as the key says
  record Wake(WakeKind kind, String id, String objectKey) {}
}
