package dev.slipway.releases.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.drops.ObjectVersion;
import dev.slipway.releases.model.ledgers.PlannedAction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names what a person agrees to, so that a release can tell whether it would still do exactly
/// that: `v1:` and the SHA-256 over the pinned files (name, ETag, size) and the changes (kind,
/// what, where, old and new value, files by their ETag or checksum), sorted. Not in it: IDs,
/// states, times, warnings, calls, and the order in which the work is done.
///
/// Each part is written with its length before it, so that two lists that differ never give the
/// same bytes.
public final class PlanHash {
  private static final String FORM = "v1:";

  private PlanHash() {}

  /// Returns the hash of a plan.
  ///
  /// @param files the pinned files of the drop, by their paths
  public static String of(List<ObjectVersion> files, List<PlannedAction> actions) {
    var lines = new ArrayList<String>();
    for (ObjectVersion file : files) {
      lines.add(line("file", file.key(), tag(file.etag()), String.valueOf(file.sizeBytes())));
    }
    for (PlannedAction action : actions) {
      lines.add(
          line(
              "change",
              action.kind().name(),
              action.what(),
              action.where(),
              action.before(),
              action.after(),
              action.digest()));
    }
    lines.sort(null);
    return FORM + digest(lines.toArray(String[]::new));
  }

  /// Returns the SHA-256 of texts, in hexadecimal; a text that is missing differs from an empty
  /// one.
  static String digest(@Nullable String... parts) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(line(parts).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Returns an ETag without the quotes that some of S3's answers have.
  static String tag(String etag) {
    return etag.replace("\"", "");
  }

  private static String line(@Nullable String... parts) {
    var text = new StringBuilder();
    for (@Nullable String part : parts) {
      text.append(part == null ? "-;" : part.length() + ":" + part + ";");
    }
    return text.toString();
  }
}
