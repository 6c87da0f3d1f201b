package dev.slipway.simulator.builds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.VersionNumbers;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.VersionStates;
import org.jspecify.annotations.Nullable;

/// What Apple finds wrong with an uploaded binary, as ITMS numbers with their words.
final class BinaryChecks {
  /// Hidden facts of an upload: the numbers in the .ipa.
  static final String VERSION = "version";

  static final String BUILD_NUMBER = "buildNumber";

  private BinaryChecks() {}

  /// Adds every problem of this binary.
  static void inspect(World world, Resource upload, Ipa ipa, ArrayNode problems) {
    Resource app = world.get("apps", upload.relation("app"));
    if (!ipa.bundleId().equals(app.text("bundleId"))) {
      problem(
          problems,
          "90054",
          "The bundle identifier '"
              + ipa.bundleId()
              + "' of the binary is not that of the app, '"
              + app.text("bundleId")
              + "'.");
    }
    declared(world, upload, ipa, problems);
    if (ipa.platform() != null && !ipa.platform().equals(upload.text("platform"))) {
      wrongPlatform(ipa.platform(), problems);
    }
    if (!ipa.storeProfile()) {
      problem(
          problems,
          "90035",
          "Invalid Signature. The binary is not signed with a distribution profile for the App"
              + " Store.");
    }
    if (Boolean.TRUE.equals(ipa.usesNonExemptEncryption())
        && AppEncryptionDeclarations.withCode(world, app, ipa.exportComplianceCode()) == null) {
      wrongComplianceCode(ipa.exportComplianceCode(), problems);
    }
    for (NestedBundles.Issue issue : ipa.nestedIssues()) {
      if (!issue.warning()) {
        problem(problems, issue.code(), issue.description());
      }
    }
    String approved = VersionStates.highestApproved(world, app.id(), upload.text("platform"));
    if (approved != null && VersionNumbers.compare(ipa.version(), approved) <= 0) {
      closedTrain(ipa.version(), approved, problems);
    }
  }

  /// The numbers of a build upload are labels: Apple reads those in the .ipa (build-uploads.md,
  /// 2.7).
  private static void declared(World world, Resource upload, Ipa ipa, ArrayNode problems) {
    upload.hidden().put(VERSION, ipa.version()).put(BUILD_NUMBER, ipa.buildNumber());
    if (!world.guesses().turned(Guess.DECLARED_NUMBERS)) {
      return;
    }
    if (!VersionNumbers.same(ipa.version(), upload.text("cfBundleShortVersionString"))) {
      problem(
          problems,
          "90060",
          "CFBundleShortVersionString '"
              + ipa.version()
              + "' of the binary is not that of the build upload, '"
              + upload.text("cfBundleShortVersionString")
              + "'.");
    }
    if (!VersionNumbers.same(ipa.buildNumber(), upload.text("cfBundleVersion"))) {
      problem(
          problems,
          "90058",
          "CFBundleVersion '"
              + ipa.buildNumber()
              + "' of the binary is not that of the build upload, '"
              + upload.text("cfBundleVersion")
              + "'.");
    }
  }

  /// The number and its words are live, with the key absent and with an empty one
  /// (first-release-live.md, D). Apple issues the code when it has approved the documents (Apple,
  /// Complying with Encryption Export Regulations).
  private static void wrongComplianceCode(String code, ArrayNode problems) {
    problem(
        problems,
        "90592",
        "Invalid Export Compliance Code. The export compliance key value ["
            + code
            + "] in the app's Info.plist doesn't match the key value of the app's export"
            + " compliance documentation.");
  }

  /// Four numbers came together for a tvOS app that was declared as IOS (expo#3985); their words
  /// are shortened here.
  private static void wrongPlatform(String platform, ArrayNode problems) {
    problem(
        problems,
        "90508",
        "Invalid Info.plist value. DTPlatformName names " + platform + ", another platform.");
    problem(
        problems,
        "90545",
        "Missing Info.plist value. UIRequiredDeviceCapabilities does not fit the platform.");
    problem(
        problems, "90713", "Missing Info.plist value. A value for CFBundleIconName is missing.");
    problem(problems, "90039", "Type Mismatch. The value of an Info.plist key has the wrong type.");
  }

  /// Three numbers came together, after the commit and never at the POST (colaxy, expo;
  /// build-uploads.md, 2.6).
  private static void closedTrain(String version, String approved, ArrayNode problems) {
    problem(
        problems,
        "90062",
        "This bundle is invalid. The value for key CFBundleShortVersionString ["
            + version
            + "] must contain a higher version than that of the previously approved version ["
            + approved
            + "].");
    problem(
        problems,
        "90478",
        "Invalid Version. The build with the version '"
            + version
            + "' can't be imported because a later version has been closed for new build"
            + " submissions.");
    problem(
        problems,
        "90186",
        "Invalid Pre-Release Train. The train version '"
            + version
            + "' is closed for new build submissions.");
  }

  static void problem(ArrayNode problems, String code, @Nullable String description) {
    problems.addObject().put("code", code).put("description", description);
  }
}
