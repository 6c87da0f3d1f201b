package dev.slipway.releases.preflight.facts;

import dev.slipway.connections.verdict.Verdict;
import dev.slipway.drops.ipa.AppBundle;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.manifest.TestFlightTerms;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.checks.Findings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that preflight looks at.
///
/// @param readingFindings what reading the drop found, see [Findings]; told with the rest
/// @param manifest empty when `release.json` has faults
/// @param ipaName the `.ipa`'s name in the folder, for findings
/// @param bundle null when the `.ipa` could not be read
/// @param content what the folder says; what `release.json` says of texts is in it already
/// @param buildMayBeOurs whether an earlier release sent these very bytes: then what Apple has
///   under this build number is adopted
/// @param apple null when Apple could not be asked about the app, or the app is not known there
/// @param verdict of the connection; null when it was not checked
/// @param now the present
public record PreflightSubject(
    List<Finding> readingFindings,
    ReleaseManifest manifest,
    String ipaName,
    @Nullable AppBundle bundle,
    DropContent content,
    boolean buildMayBeOurs,
    @Nullable AppleFacts apple,
    @Nullable Verdict verdict,
    Instant now) {
  public PreflightSubject {
    readingFindings = List.copyOf(readingFindings);
  }

  /// Whether an App Store version is made; false when the release ends with TestFlight.
  public boolean preparesVersion() {
    TestFlightTerms testFlight = manifest.testFlight();
    return testFlight == null || !testFlight.only();
  }

  /// Whether the version goes to App Review.
  public boolean goesToReview() {
    return manifest.submit() && preparesVersion();
  }
}
