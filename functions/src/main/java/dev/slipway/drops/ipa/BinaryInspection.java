package dev.slipway.drops.ipa;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.ipa.nested.NestedPaths;
import dev.slipway.drops.ipa.nested.NestedReading;
import dev.slipway.drops.ipa.parts.CmsContent;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary;
import dev.slipway.drops.ipa.parts.MachOHeader;
import dev.slipway.drops.ipa.parts.PartReading;
import dev.slipway.drops.ipa.parts.ProfilePropertyList;
import dev.slipway.drops.ipa.parts.ProvisioningProfile;
import dev.slipway.drops.zip.ArchivedEntry;
import dev.slipway.drops.zip.CentralDirectory;
import dev.slipway.drops.zip.RangeWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the parts of an archive other than its Info.plist, the most important first, until the
/// budget is used up, and the bundles within the app. Not thread-safe.
final class BinaryInspection {
  /// Real profiles have 10 to 30 KB, or more with many devices.
  static final int MAX_PROFILE_SIZE_BYTES = 256 << 10;

  /// Covers the load commands of the first slice, which begins 16 KiB after the start of a
  /// universal binary.
  static final int EXECUTABLE_HEAD_BYTES = 32 << 10;

  private final RangeWindow window;
  private final CentralDirectory directory;
  private final String appFolder;
  private final PartReading parts;

  /// @param appFolder byte for byte as ISO 8859-1
  BinaryInspection(RangeWindow window, CentralDirectory directory, String appFolder) {
    this.window = window;
    this.directory = directory;
    this.appFolder = appFolder;
    this.parts = new PartReading(directory, appFolder);
  }

  /// Returns the facts with those that need further reads.
  BinaryFacts facts(ArchiveFacts archive, InfoPlistFacts infoPlist, NestedPaths nested)
      throws IOException {
    return new BinaryFacts(
        archive,
        infoPlist,
        parts.inspect("embedded.mobileprovision", this::provisioningProfile),
        executable(infoPlist.executableName()),
        new NestedReading(window, directory, appFolder).read(nested));
  }

  private Inspection<MachOBinary> executable(@Nullable String name) throws IOException {
    if (name == null) {
      return new Inspection.Missing<>();
    }
    // Tools on macOS may write names decomposed, however the Info.plist has them.
    for (Normalizer.Form form : List.of(Normalizer.Form.NFD, Normalizer.Form.NFC)) {
      Inspection<MachOBinary> found =
          parts.inspect(latin1(Normalizer.normalize(name, form)), this::machO);
      if (!(found instanceof Inspection.Missing<MachOBinary>)) {
        return found;
      }
    }
    return parts.inspect(latin1(name), this::machO);
  }

  private static String latin1(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private ProvisioningProfile provisioningProfile(ArchivedEntry entry)
      throws IOException, IpaUnreadableException {
    if (entry.sizeBytes() > MAX_PROFILE_SIZE_BYTES) {
      throw new IpaUnreadableException(
          Reason.DAMAGED, "it is larger than " + (MAX_PROFILE_SIZE_BYTES >> 10) + " KiB");
    }
    return ProfilePropertyList.read(
        CmsContent.of(entry.head(window, directory, (int) entry.sizeBytes())));
  }

  private MachOBinary machO(ArchivedEntry entry) throws IOException, IpaUnreadableException {
    return MachOHeader.read(entry.head(window, directory, EXECUTABLE_HEAD_BYTES));
  }
}
