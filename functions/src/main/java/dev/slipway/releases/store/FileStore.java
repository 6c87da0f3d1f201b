package dev.slipway.releases.store;

import dev.slipway.drops.ObjectVersion;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.releases.ReleaseId;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import dev.slipway.state.StateStore.Stored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files of a release's folder as they were at its start: written once, never changed, so that
/// a file uploaded later does not belong to the release. Stored apart from the record, because a
/// folder may hold thousands of files and the record is written at every step. Thread-safe.
public final class FileStore {
  private final StateStore state;

  public FileStore(StateStore state) {
    this.state = state;
  }

  /// Pins these files, unless the release has pinned files already.
  ///
  /// @return what is pinned
  public List<ObjectVersion> pin(ReleaseId release, List<ObjectVersion> files) {
    var document = new LinkedHashMap<String, @Nullable Object>();
    document.put("files", files.stream().map(FileStore::toJson).toList());
    state.create(StateKeys.releaseFiles(release), document);
    return read(release).orElseThrow();
  }

  /// Reads the pinned files; empty before they were pinned.
  public Optional<List<ObjectVersion>> read(ReleaseId release) {
    return state
        .read(StateKeys.releaseFiles(release))
        .map(Stored::document)
        .map(json -> json.objects("files").stream().map(FileStore::fromJson).toList());
  }

  private static Map<String, @Nullable Object> toJson(ObjectVersion file) {
    return JsonFields.with("path", file.key())
        .put("versionId", file.versionId())
        .put("etag", file.etag())
        .put("sizeBytes", file.sizeBytes())
        .toMap();
  }

  private static ObjectVersion fromJson(JsonObject json) {
    return new ObjectVersion(
        json.string("path"),
        json.string("versionId"),
        json.string("etag"),
        json.number("sizeBytes"));
  }
}
