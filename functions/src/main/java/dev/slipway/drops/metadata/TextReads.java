package dev.slipway.drops.metadata;

import dev.slipway.drops.BoundedReads;
import dev.slipway.drops.DropFindings;
import dev.slipway.drops.DropObjects;
import dev.slipway.drops.GitLfs;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.texts.PlainText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Reads the text files of one folder together. Contains the password, so it does not override
/// `toString`. Not thread-safe.
final class TextReads {
  private final Map<ObjectVersion, Integer> wanted = new LinkedHashMap<>();
  private final Set<ObjectVersion> suspects = new HashSet<>();
  private final Map<ObjectVersion, String> texts = new HashMap<>();

  void want(@Nullable ObjectVersion file) {
    if (file != null) {
      wanted.put(file, TextFiles.MAX_SIZE_BYTES);
    }
  }

  /// Looks at a file only if it is as small as a Git LFS pointer.
  void wantNoPointer(@Nullable ObjectVersion file) {
    if (file != null && file.sizeBytes() <= GitLfs.MAX_POINTER_BYTES) {
      suspects.add(file);
      want(file);
    }
  }

  void wantAll(Collection<ObjectVersion> files) {
    files.forEach(this::want);
  }

  void wantTexts(Map<TextField, ObjectVersion> files) {
    files.forEach((field, file) -> wanted.put(file, TextFiles.maxSizeBytes(field)));
  }

  void read(DropObjects files, DropFindings findings) throws IOException {
    var reads = new ArrayList<Callable<TextFiles.Reading>>();
    wanted.forEach((file, maxBytes) -> reads.add(() -> TextFiles.read(files, file, maxBytes)));
    var readings = BoundedReads.all(reads).iterator();
    var pointers = new ArrayList<String>();
    for (ObjectVersion file : wanted.keySet()) {
      TextFiles.Reading reading = readings.next();
      if (reading.finding() != null && reading.finding().isOf(ReadingCheck.GIT_LFS_POINTER)) {
        pointers.add(file.key());
        continue;
      }
      if (suspects.contains(file)) {
        continue;
      }
      if (reading.text() != null) {
        texts.put(file, reading.text());
      }
      if (reading.finding() != null) {
        findings.add(reading.finding());
      }
    }
    if (!pointers.isEmpty()) {
      findings.addCommon(ReadingCheck.GIT_LFS_POINTER, pointers, null);
    }
  }

  /// Returns the text of the file as it is written; null when the file is absent, blank or faulty.
  @Nullable String text(@Nullable ObjectVersion file) {
    return file == null ? null : texts.get(file);
  }

  /// Returns the text of the file as [PlainText], with its source; null as for [#text], or when the
  /// text shows nothing.
  @Nullable SourcedText sourced(@Nullable ObjectVersion file) {
    String written = text(file);
    String text = written == null ? "" : PlainText.of(written);
    return file == null || text.isEmpty() ? null : new SourcedText(text, file.key());
  }

  <K extends Enum<K>> Map<K, SourcedText> sourced(Map<K, ObjectVersion> files) {
    var result = new LinkedHashMap<K, SourcedText>();
    files.forEach(
        (key, file) -> {
          SourcedText text = sourced(file);
          if (text != null) {
            result.put(key, text);
          }
        });
    return result;
  }
}
