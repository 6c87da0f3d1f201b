package dev.slipway.drops.ipa;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import dev.slipway.drops.ipa.BinaryFacts.FrameworkBinary;
import dev.slipway.drops.ipa.parts.CmsContent;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary;
import dev.slipway.drops.ipa.parts.MachOHeader;
import dev.slipway.drops.ipa.parts.ProfilePropertyList;
import dev.slipway.drops.ipa.parts.ProvisioningProfile;
import dev.slipway.drops.zip.ArchivedEntry;
import dev.slipway.drops.zip.CentralDirectory;
import dev.slipway.drops.zip.RangeWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the parts of an archive other than its Info.plist, the most important first, until the
/// budget is used up. Not thread-safe.
final class BinaryInspection {
  /// Real profiles have 10 to 30 KB, or more with many devices.
  static final int MAX_PROFILE_SIZE_BYTES = 256 << 10;

  /// Covers the load commands of the first slice, which begins 16 KiB after the start of a
  /// universal binary.
  static final int EXECUTABLE_HEAD_BYTES = 32 << 10;

  private final RangeWindow window;
  private final CentralDirectory directory;
  private final String appFolder;
  private final List<String> frameworkNames;

  /// @param appFolder byte for byte as ISO 8859-1, as the names of the frameworks are
  BinaryInspection(
      RangeWindow window,
      CentralDirectory directory,
      String appFolder,
      List<String> frameworkNames) {
    this.window = window;
    this.directory = directory;
    this.appFolder = appFolder;
    this.frameworkNames = frameworkNames;
  }

  /// Returns the facts with those that need further reads.
  BinaryFacts facts(ArchiveFacts archive, InfoPlistFacts infoPlist) throws IOException {
    Inspection<ProvisioningProfile> profile =
        inspect("embedded.mobileprovision", this::provisioningProfile);
    Inspection<MachOBinary> executable = executable(infoPlist.executableName());
    var frameworks = new ArrayList<FrameworkBinary>();
    for (String name : frameworkNames.stream().limit(BinaryFacts.MAX_FRAMEWORKS).toList()) {
      frameworks.add(
          new FrameworkBinary(
              CentralDirectory.shown(name),
              inspect("Frameworks/" + name + ".framework/" + name, this::machO)));
    }
    return new BinaryFacts(archive, infoPlist, profile, executable, frameworks);
  }

  private Inspection<MachOBinary> executable(@Nullable String name) throws IOException {
    if (name == null) {
      return new Inspection.Missing<>();
    }
    // Tools on macOS may write names decomposed, however the Info.plist has them.
    for (Normalizer.Form form : List.of(Normalizer.Form.NFD, Normalizer.Form.NFC)) {
      Inspection<MachOBinary> found =
          inspect(latin1(Normalizer.normalize(name, form)), this::machO);
      if (!(found instanceof Inspection.Missing<MachOBinary>)) {
        return found;
      }
    }
    return inspect(latin1(name), this::machO);
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

  private interface Look<T> {
    T at(ArchivedEntry entry) throws IOException, IpaUnreadableException;
  }

  /// @param path within the app, byte for byte as ISO 8859-1
  private <T> Inspection<T> inspect(String path, Look<T> look) throws IOException {
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
