package dev.slipway.ipa;

import java.io.IOException;
import java.util.Optional;

/// Reads an `.ipa` without fetching it: the end of the archive, what is missing of its table of
/// contents, and the app's Info.plist. Thread-safe; keeps nothing.
///
/// Three ranged reads and less than 256 KB for ordinary archives; ten reads and 4 MiB are never
/// exceeded. Layouts read: zip and zip64, stored and deflated entries, data descriptors, archive
/// comments, bytes in front of the archive.
public final class IpaReader {
  private IpaReader() {}

  /// Reads the one app of an archive.
  ///
  /// @throws IpaUnreadableException when the content cannot be released; trying again is of no use
  /// @throws IOException when the store cannot be read now; trying again is of use
  public static AppBundle read(ByteRanges ranges) throws IOException, IpaUnreadableException {
    var window = new RangeWindow(ranges);
    CentralDirectory directory = CentralDirectory.read(window);
    String appFolder = CentralDirectory.shown(directory.appFolder());
    Optional<ArchivedEntry> infoPlist = directory.infoPlist();
    if (infoPlist.isEmpty()) {
      throw new IpaUnreadableException(
          IpaFault.INFO_PLIST_MISSING, appFolder + "/Info.plist is not there");
    }
    byte[] content = infoPlist.get().content(window, directory);
    return new InfoPlist(PropertyListReader.topDictionary(content))
        .toAppBundle(appFolder, BinaryInspection.nothing());
  }
}
