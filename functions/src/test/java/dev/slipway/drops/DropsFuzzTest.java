package dev.slipway.drops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.manifest.ManifestReading;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Damaged `release.json` and object keys in large numbers: read, or named faults.
@Tag("fuzz")
class DropsFuzzTest {
  @Test
  void damagedManifestsAreReadOrNamed() throws Exception {
    int refused =
        Fuzz.run(
            "release.json",
            8_000,
            List.of(
                utf8(
                    """
                    {"version": "2.4.0", "ipa": "My App+1.ipa", "releaseType": "SCHEDULED",
                     "earliestReleaseDate": "2026-06-17T12:00:00-07:00", "phasedRelease": true,
                     "whatsNew": {"en-US": "Bugs fixed. 😀", "zh-Hant": "x"}, "submit": false,
                     "contentRights": "USES_THIRD_PARTY_CONTENT", "onConflict": "REPLACE",
                     "testFlight": {"only": true, "groups": ["a", "B c"],
                     "whatToTest": {"de-DE": "?"}}, "ageRatingConfig": "metadata/r.json"}
                    """),
                utf8("{}")),
            "{ } [ ] : , \"version\" \"ipa\" \"whatsNew\" \"testFlight\" \"groups\" true false null"
                + " 1e999 99999999999999999999999999 -0.0 \"2026-02-30T25:00:00Z\" \"\\ud800\""
                + " \"\\u0000\" \uFEFF \"../../x\" // /* */ NaN \"en-US\" \"\"",
            bytes ->
                switch (ReleaseManifest.parse(bytes)) {
                  case ManifestReading.Sound _ -> true;
                  case ManifestReading.Faulty(var faults, var _) -> {
                    assertThat(faults).isNotEmpty();
                    yield false;
                  }
                });
    assertThat(refused).isBetween(2_000, 8_000);
  }

  @Test
  void aKeyIsADropUnderAConnectionOrNone() throws Exception {
    String connection = "abcdefghijklmnopqrstuvwxyz";
    int refused =
        Fuzz.run(
            "object key",
            8_000,
            List.of(utf8(connection + "/App.ipa"), utf8(connection + "/folder/release.json")),
            "/ // .. . \\ \u0000 release.json .ipa .IPA " + connection + " %2F İ 😀",
            bytes -> {
              String key = new String(bytes, StandardCharsets.UTF_8);
              return switch (DropKey.parse(key)) {
                case DropKey.BareIpa(String owner, String file) -> {
                  assertThat(owner + "/" + file).isEqualTo(key);
                  assertThat(file).doesNotContain("/", "\\").isNotEqualTo("..");
                  yield true;
                }
                case DropKey.OtherFile(String owner, String file, OtherBuild _) -> {
                  assertThat(key).startsWith(owner + "/" + file);
                  yield true;
                }
                case DropKey.FolderManifest(String owner, String folder) -> {
                  assertThat(owner + "/" + folder + "/release.json").isEqualToIgnoringCase(key);
                  assertThat(folder).doesNotContain("/", "\\").isNotEqualTo("..");
                  yield true;
                }
                case DropKey.Ignored _ -> false;
              };
            });
    assertThat(refused).isBetween(2_000, 8_000);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
