package dev.slipway.releases.preflight;

import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.binary.BinaryChecks;
import dev.slipway.releases.preflight.binary.NestedBundleChecks;
import dev.slipway.releases.preflight.binary.SigningChecks;
import dev.slipway.releases.preflight.builds.BuildChecks;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.creative.CreativeChecks;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.preflight.live.LivePageCheck;
import dev.slipway.releases.preflight.live.LiveVersionChecks;
import dev.slipway.releases.preflight.live.OtherFiles;
import dev.slipway.releases.preflight.storefronts.StorefrontChecks;
import dev.slipway.releases.preflight.texts.AgeRatingChecks;
import dev.slipway.releases.preflight.texts.CategoryChecks;
import dev.slipway.releases.preflight.texts.CharacterChecks;
import dev.slipway.releases.preflight.texts.ReviewInformationChecks;
import dev.slipway.releases.preflight.texts.TextChecks;
import java.util.List;
import java.util.Set;

/// Finds everything that is known to be wrong with a release before its first byte goes to Apple.
/// Pure: reads nothing and changes nothing. Thread-safe.
public final class Preflight {
  private Preflight() {}

  /// Returns the findings of all checks that can run. Without the `.ipa` the checks of the binary
  /// are skipped; without Apple's facts, the checks that need them.
  public static List<Finding> examine(PreflightSubject subject) {
    var content = subject.content();
    var password = content.review().password();
    var findings =
        new FindingList(
            subject.goesToReview() || subject.manifest().isBesideVersions(),
            subject.bare(),
            password == null ? null : password.reveal());
    if (subject.changesLiveVersion()) {
      liveVersion(subject, findings);
      return findings.toList();
    }
    if (subject.manifest().submitsPurchasesAlone()) {
      purchasesAlone(subject, findings);
      return findings.toList();
    }
    // Comes first, because it is the reason for everything that such an app lacks.
    boolean lacksPlatform = subject.apple() != null && subject.apple().lacksPlatform();
    if (subject.apple() != null && lacksPlatform) {
      VersionChecks.platform(subject, subject.apple(), findings);
    }
    subject.readingFindings().forEach(findings::add);
    content.findings().forEach(findings::add);
    ManifestChecks.run(subject, findings);
    if (subject.app() != null) {
      BinaryChecks.run(
          subject.app(), subject.ipaName(), subject.requirements(), subject.now(), findings);
      NestedBundleChecks.run(subject.app(), subject.ipaName(), findings);
      SigningChecks.run(subject.app(), subject.ipaName(), subject.now(), findings);
    }
    TextChecks.run(subject, findings);
    CharacterChecks.run(subject, findings);
    CategoryChecks.run(content.categories(), findings);
    MediaChecks.run(
        content,
        subject.apple() == null ? Set.of() : subject.apple().displayTypesOfSets(),
        findings);
    CreativeChecks.run(content.creatives(), subject.apple(), findings);
    ReviewInformationChecks.run(subject, findings);
    if (subject.verdict() != null) {
      AccountChecks.run(subject, subject.verdict(), findings);
    }
    if (subject.apple() != null) {
      atApple(subject, subject.apple(), findings);
      BuildNumberChecks.run(subject, subject.apple(), findings);
      TestFlightChecks.run(subject, subject.apple(), findings);
      if (subject.preparesVersion() && !lacksPlatform) {
        VersionChecks.run(subject, subject.apple(), findings);
        AgeRatingChecks.run(subject, subject.apple(), findings);
        CompletenessChecks.run(subject, subject.apple(), findings);
        StorefrontChecks.run(subject, subject.apple(), findings);
        PricingChecks.run(subject, subject.apple().pricing(), findings);
        PurchaseChecks.run(subject, subject.apple(), findings);
      }
    }
    return findings.toList();
  }

  private static void atApple(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    var named = subject.named();
    var choice = apple.buildChoice();
    if (named == null || choice == null) {
      return;
    }
    var without = subject.manifest().withoutIpa();
    BuildChecks.run(named, without != null && without.platform() != null, choice, findings);
    if (choice.build() != null) {
      EncryptionChecks.ofBuildAtApple(subject, named.platform(), choice.build(), findings);
    }
  }

  /// Runs the checks of a drop for the version on the App Store, which has no build and no review.
  private static void liveVersion(PreflightSubject subject, FindingList findings) {
    subject.readingFindings().forEach(findings::add);
    subject.content().findings().forEach(findings::add);
    LiveVersionChecks.ofDrop(subject, findings);
    TextChecks.run(subject, findings);
    CharacterChecks.run(subject, findings);
    if (subject.verdict() != null) {
      AccountChecks.run(subject, subject.verdict(), findings);
    }
    if (subject.apple() != null) {
      LiveVersionChecks.ofApple(subject, subject.apple(), findings);
    }
  }

  /// Runs the checks of a drop that submits purchases without a version.
  private static void purchasesAlone(PreflightSubject subject, FindingList findings) {
    subject.readingFindings().forEach(findings::add);
    subject.content().findings().forEach(findings::add);
    OtherFiles.read(subject.content(), _ -> false)
        .forEach((file, what) -> findings.add(LivePageCheck.FILE_BESIDE_PURCHASES, file, what));
    if (subject.verdict() != null) {
      AccountChecks.run(subject, subject.verdict(), findings);
    }
    var apple = subject.apple();
    var terms = subject.manifest().purchases();
    if (apple != null && terms != null) {
      PurchaseChecks.run(subject, apple, findings);
      PurchasesAloneChecks.run(terms, apple, findings);
    }
  }

  /// Returns what App Review would miss if the app were submitted as Apple has it, by the checks
  /// that need no drop. Screenshots are not among them, because the devices of the app are only
  /// known from its build.
  ///
  /// @param subject see [PreflightSubject#withoutDrop]
  public static List<Finding> examineWithoutDrop(PreflightSubject subject, AppleFacts apple) {
    var findings = new FindingList(true, false, null);
    if (subject.verdict() != null) {
      AccountChecks.run(subject, subject.verdict(), findings);
    }
    CompletenessChecks.run(subject, apple, findings);
    StorefrontChecks.run(subject, apple, findings);
    PricingChecks.run(subject, apple.pricing(), findings);
    PurchaseChecks.run(subject, apple, findings);
    return findings.toList();
  }
}
