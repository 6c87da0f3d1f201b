package dev.slipway.functions.api;

import dev.slipway.json.JsonFields;
import dev.slipway.releases.files.DropFile;
import dev.slipway.releases.files.DropFiles;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.pictures.DisplayNames;
import dev.slipway.releases.pictures.PictureStore;
import dev.slipway.releases.store.FileStore;
import dev.slipway.state.StateStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files of a release's drop as the API shows them: names, sizes and what each became; never
/// their content. Thread-safe.
final class FileViews {
  private final FileStore files;
  private final PictureStore pictures;

  FileViews(StateStore state) {
    this.files = new FileStore(state);
    this.pictures = new PictureStore(state);
  }

  List<Map<String, @Nullable Object>> of(ReleaseRecord release) {
    return DropFiles.of(release, files, pictures.read(release.id())).stream()
        .map(FileViews::toMap)
        .toList();
  }

  private static Map<String, @Nullable Object> toMap(DropFile file) {
    var fields =
        JsonFields.with("path", file.path())
            .put("sizeBytes", file.sizeBytes())
            .put("use", file.use())
            .putIfNotNull("locale", file.locale());
    if (file.displayType() != null) {
      fields.put("display", DisplayNames.of(file.displayType()));
    }
    return fields
        .putIfNotNull("change", file.change())
        .putIfNotNull("reason", file.reason())
        .toMap();
  }
}
