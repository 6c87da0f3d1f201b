package dev.slipway.appstoreconnect.appstoreversions;

import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.json.JsonFields;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How to change each attribute of a version, and its build. Start with [#none].
///
/// @param earliestReleaseDate for SCHEDULED, on a whole hour; clear it for the other release types
// A component is called build.
@RecordBuilder
@RecordBuilder.Options(buildMethodName = "done")
public record AppStoreVersionChanges(
    Change<String> versionString,
    Change<String> copyright,
    Change<ReleaseType> releaseType,
    Change<Instant> earliestReleaseDate,
    Change<BuildId> build)
    implements AppStoreVersionChangesBuilder.With {
  /// Returns changes that leave everything.
  public static AppStoreVersionChanges none() {
    return new AppStoreVersionChanges(
        Change.leave(), Change.leave(), Change.leave(), Change.leave(), Change.leave());
  }

  /// Returns whether there is nothing to send.
  public boolean isEmpty() {
    return equals(none());
  }

  /// Returns the names of the attributes and relationships that change, as Apple calls them.
  public List<String> fields() {
    var fields = new ArrayList<String>();
    names(fields, versionString, "versionString");
    names(fields, copyright, "copyright");
    names(fields, releaseType, "releaseType");
    names(fields, earliestReleaseDate, "earliestReleaseDate");
    names(fields, build, "build");
    return List.copyOf(fields);
  }

  private static void names(List<String> fields, Change<?> change, String name) {
    if (!(change instanceof Change.Leave<?>)) {
      fields.add(name);
    }
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
