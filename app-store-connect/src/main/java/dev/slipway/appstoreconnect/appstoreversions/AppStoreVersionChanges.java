package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.json.JsonFields;
import java.time.Instant;

/// What to do with each attribute of a version, and with its build. Start with [#none].
///
/// @param earliestReleaseDate for SCHEDULED, on a whole hour; clear it for the other release types
public record AppStoreVersionChanges(
    Change<String> versionString,
    Change<String> copyright,
    Change<ReleaseType> releaseType,
    Change<Instant> earliestReleaseDate,
    Change<BuildId> build) {
  /// Leaves everything.
  public static AppStoreVersionChanges none() {
    return new AppStoreVersionChanges(
        Change.leave(), Change.leave(), Change.leave(), Change.leave(), Change.leave());
  }

  public AppStoreVersionChanges versionString(String value) {
    return new AppStoreVersionChanges(
        Change.set(value), copyright, releaseType, earliestReleaseDate, build);
  }

  public AppStoreVersionChanges copyright(Change<String> change) {
    return new AppStoreVersionChanges(
        versionString, change, releaseType, earliestReleaseDate, build);
  }

  public AppStoreVersionChanges releaseType(ReleaseType value) {
    return new AppStoreVersionChanges(
        versionString, copyright, Change.set(value), earliestReleaseDate, build);
  }

  public AppStoreVersionChanges earliestReleaseDate(Change<Instant> change) {
    return new AppStoreVersionChanges(versionString, copyright, releaseType, change, build);
  }

  public AppStoreVersionChanges build(Change<BuildId> change) {
    return new AppStoreVersionChanges(
        versionString, copyright, releaseType, earliestReleaseDate, change);
  }

  /// Whether there is nothing to send.
  public boolean isEmpty() {
    return equals(none());
  }

  void writeTo(JsonFields data) {
    var attributes = new JsonFields();
    versionString.writeTo(attributes, "versionString");
    copyright.writeTo(attributes, "copyright");
    releaseType.writeTo(attributes, "releaseType");
    earliestReleaseDate.writeTo(attributes, "earliestReleaseDate");
    if (!attributes.toMap().isEmpty()) {
      data.put("attributes", attributes);
    }
    switch (build) {
      case Change.Leave<BuildId>() -> {}
      case Change.Set<BuildId>(BuildId id) ->
          data.put(
              "relationships", JsonFields.with("build", JsonFields.with("data", id.linkage())));
      case Change.Clear<BuildId>() ->
          data.put("relationships", JsonFields.with("build", new JsonFields().putNull("data")));
    }
  }
}
