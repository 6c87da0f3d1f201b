package dev.slipway.functions.api;

import dev.slipway.json.Json;
import dev.slipway.json.JsonFields;
import dev.slipway.releases.files.DropFile;
import dev.slipway.releases.files.DropFiles;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.pictures.DisplayNames;
import dev.slipway.releases.pictures.PictureStore;
import dev.slipway.releases.store.FileStore;
import dev.slipway.state.StateStore;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files of a release's drop as the API shows them: names, sizes and what each became; never
/// their content. Thread-safe.
final class FileViews {
  /// An answer of Lambda may have 6 MB (AWS Lambda Developer Guide, Lambda quotas). The names of
  /// 5,000 files may have that alone, so this leaves room for what is around them.
  private static final long MOST_BYTES = 5_000_000;

  private final FileStore files;
  private final PictureStore pictures;

  FileViews(StateStore state) {
    this.files = new FileStore(state);
    this.pictures = new PictureStore(state);
  }

  /// Adds the files of a release to its fields: all of them, or those that fit into one answer, in
  /// the order of their use, and the number of the others.
  Map<String, @Nullable Object> addTo(Map<String, @Nullable Object> fields, ReleaseRecord release) {
    var all = DropFiles.of(release, files, pictures.read(release.id()));
    var listed = new ArrayList<Map<String, @Nullable Object>>();
    long left = MOST_BYTES - bytesInAnswer(fields);
    for (DropFile file : all) {
      var map = toMap(file);
      left -= bytesInAnswer(map);
      if (left < 0) {
        break;
      }
      listed.add(map);
    }
    var more = new JsonFields().putAll(fields).put("files", listed);
    if (listed.size() < all.size()) {
      more.put("filesNotListed", all.size() - listed.size());
    }
    return more.toMap();
  }

  /// Returns how much of an answer the fields take: Lambda's answer has the body as a JSON string,
  /// in which every quotation mark of the body is two characters, and in which one of a name is
  /// four.
  private static long bytesInAnswer(Map<String, ?> fields) {
    return Json.write(Map.of("", Json.writeText(fields))).length;
  }

  private static Map<String, @Nullable Object> toMap(DropFile file) {
    var fields =
        JsonFields.with("path", file.path())
            .putIfNotNull("sizeBytes", file.sizeBytes())
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
