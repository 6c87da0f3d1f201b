package dev.slipway.releases.readiness.looks;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.testflight.TestInformation;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.releases.preflight.facts.AppleFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An app on one platform as Apple has it.
///
/// @param facts what the checks of preflight need
/// @param media the screenshots and previews of [AppleFacts#inherited]
/// @param testing who tests the app, and what they are told
/// @param declaration the encryption declaration of the build in preparation, read if the build
///   uses non-exempt encryption; null without one
/// @param verdict of the connection; null when it was not checked
/// @param now the current time
public record AppAtApple(
    Platform platform,
    AppleFacts facts,
    List<LocaleMedia> media,
    TestInformation testing,
    @Nullable AppEncryptionDeclaration declaration,
    @Nullable Verdict verdict,
    Instant now) {
  public AppAtApple {
    media = List.copyOf(media);
  }

  /// Returns the version that can still be changed before it goes to App Review; empty without one.
  Optional<AppStoreVersion> inPreparation() {
    return facts.unreleased().filter(version -> version.appVersionState().isEditable());
  }
}
