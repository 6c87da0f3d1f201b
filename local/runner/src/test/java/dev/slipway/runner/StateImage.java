package dev.slipway.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// All that is in the buckets, the secret store and the simulator at one moment: versions and
/// delete markers too, so that nothing can come and go unseen. Immutable.
record StateImage(Map<String, String> entries) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static StateImage of(Stage stage, Path directory) throws IOException {
    var entries = new TreeMap<String, String>();
    for (String bucket : List.of(stage.local.stateBucket(), stage.local.dropBucket())) {
      var pages = stage.s3.listObjectVersionsPaginator(list -> list.bucket(bucket));
      for (var page : pages) {
        for (ObjectVersion version : page.versions()) {
          add(entries, bucket + "/" + version.key(), version.versionId());
        }
        for (DeleteMarkerEntry marker : page.deleteMarkers()) {
          add(entries, bucket + "/" + marker.key(), "deleted " + marker.versionId());
        }
      }
      stage
          .s3
          .listMultipartUploads(list -> list.bucket(bucket))
          .uploads()
          .forEach(upload -> add(entries, "upload " + upload.key(), upload.uploadId()));
    }
    try (var files = Files.walk(directory.resolve("aws/secrets"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        String name = JSON.readTree(text).findPath("name").asText();
        add(entries, "secret " + name, text.hashCode() + "");
      }
    }
    add(entries, "apple", stage.apple.snapshot().toString());
    return new StateImage(entries);
  }

  private static void add(Map<String, String> entries, String name, String value) {
    entries.merge(name, value, (before, more) -> before + "," + more);
  }

  /// Names of what is new, changed or gone since then, but for what only the one who asked has.
  ///
  /// @param own ids and prefixes that stand in the names of what is theirs
  List<String> changedSince(StateImage before, List<String> own) {
    var names = new TreeSet<>(entries.keySet());
    names.addAll(before.entries.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(entries.get(name), before.entries.get(name)))
        .filter(name -> own.stream().noneMatch(name::contains))
        .collect(Collectors.toList());
  }
}
