package dev.slipway.drops.ipa.parts;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.zip.ArchivedEntry;
import dev.slipway.drops.zip.CentralDirectory;
import java.io.IOException;
import java.util.Optional;

/// Reads a part of the app, whose damage says nothing about the rest. Thread-safe.
public final class PartReading {
  private final CentralDirectory directory;
  private final String appFolder;

  /// @param appFolder byte for byte as ISO 8859-1
  public PartReading(CentralDirectory directory, String appFolder) {
    this.directory = directory;
    this.appFolder = appFolder;
  }

  /// Reads the content of one entry.
  @FunctionalInterface
  public interface Look<T> {
    T at(ArchivedEntry entry) throws IOException, IpaUnreadableException;
  }

  /// Reads a part, if the archive has it.
  ///
  /// @param path within the app, byte for byte as ISO 8859-1
  public <T> Inspection<T> inspect(String path, Look<T> look) throws IOException {
    try {
      String name = appFolder + "/" + path;
      Optional<ArchivedEntry> entry = directory.entry(name);
      if (entry.isPresent()) {
        return new Inspection.Seen<>(look.at(entry.get()));
      }
      return directory.contains(name) ? new Inspection.NotLookedAt<>() : new Inspection.Missing<>();
    } catch (IpaUnreadableException e) {
      return switch (e.reason()) {
        case TOO_MANY_READS -> new Inspection.NotLookedAt<>();
        case DAMAGED, INFO_PLIST_UNREADABLE ->
            new Inspection.Unreadable<>(e.detail().orElse("it is damaged"));
        case UNSUPPORTED_COMPRESSION ->
            new Inspection.Unreadable<>(
                "it uses a compression method other than stored or deflated");
        case HEADERS_DISAGREE ->
            new Inspection.Unreadable<>("its header and the archive's central directory disagree");
        case NOT_A_ZIP,
            TRUNCATED,
            BYTES_BEHIND_END,
            SPLIT_ARCHIVE,
            DIRECTORY_TOO_LARGE,
            DUPLICATE_NAME,
            UNSAFE_NAME,
            ENCRYPTED_ENTRY,
            NO_APP,
            SEVERAL_APPS,
            INFO_PLIST_MISSING,
            INFO_PLIST_DAMAGED,
            INFO_PLIST_TOO_LARGE ->
            new Inspection.Unreadable<>("it is damaged");
      };
    }
  }
}
