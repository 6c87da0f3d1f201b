package dev.slipway.drops.ipa;

import java.util.List;

/// What an `.ipa` tells beyond the identity of its app: everything that Apple's processing is known
/// to look at and that can be seen without fetching the archive. Facts only; whether one of them is
/// a fault is for others to say. Thread-safe.
///
/// @param archive from the table of contents
/// @param infoPlist from the app's Info.plist
/// @param provisioningProfile `embedded.mobileprovision`; [Inspection.Missing] is suspicious on
///   iOS, tvOS and visionOS, where every app for the store carries one
/// @param executable the file that `CFBundleExecutable` names; [Inspection.Missing] also when the
///   key is absent
/// @param frameworks the binaries of at most [#MAX_FRAMEWORKS] frameworks in `Frameworks`, in the
///   order of their names; [ArchiveFacts#frameworks()] names all
public record BinaryFacts(
    ArchiveFacts archive,
    InfoPlistFacts infoPlist,
    Inspection<ProvisioningProfile> provisioningProfile,
    Inspection<MachOBinary> executable,
    List<FrameworkBinary> frameworks) {
  /// More would not fit into ten reads.
  public static final int MAX_FRAMEWORKS = 2;

  public BinaryFacts {
    frameworks = List.copyOf(frameworks);
  }

  /// One framework's binary.
  ///
  /// @param name without path and suffix: `Alamofire`
  /// @param binary `Frameworks/<name>.framework/<name>`
  public record FrameworkBinary(String name, Inspection<MachOBinary> binary) {}
}
