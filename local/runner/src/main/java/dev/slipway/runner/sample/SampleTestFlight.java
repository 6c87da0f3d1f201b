package dev.slipway.runner.sample;

import dev.slipway.runner.sample.SampleFolder.Part;

/// Generates the drop that brings the first build of an app record, just made on the web, to
/// testers: the groups, a tester and a public link, what testers read, and what Beta App Review
/// asks for.
public final class SampleTestFlight {
  private static final String RELEASE_JSON =
      """
      {
        "testFlight": {
          "only": true,
          "createGroups": true,
          "groups": [
            {"name": "Team", "internal": true},
            {"name": "Fans", "publicLink": 500,
              "testers": [{"email": "jane@example.com", "firstName": "Jane", "lastName": "Doe"}]}
          ],
          "description": {"en-US": "Lists for everyone.", "de-DE": "Listen für alle."},
          "feedbackEmail": "beta@example.com",
          "whatToTest": {"en-US": "Try the lists.", "de-DE": "Probiert die Listen."}
        }
      }
      """;

  private SampleTestFlight() {}

  /// Returns the folder.
  public static SampleFolder of(SampleIpa.Spec ipa) {
    return SampleFolder.of(ipa)
        .locales(1)
        .displays(0)
        .previews(0)
        .without(Part.TEXTS)
        .without(Part.WHATS_NEW)
        .without(Part.APP_INFORMATION)
        .releaseJson(RELEASE_JSON);
  }
}
