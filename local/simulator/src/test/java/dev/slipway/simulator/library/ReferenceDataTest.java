package dev.slipway.simulator.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceDataTest {
  private final ReferenceData data = ReferenceData.instance();

  /// The overlay of 4.5.1 has the whole answer.
  @Test
  void isWhatAppleAnswered() throws IOException {
    JsonNode answer = null;
    for (Path file : SimulatorOptions.defaults().openApi()) {
      JsonNode snapshot =
          new ObjectMapper().readTree(Files.readAllBytes(file)).path("x-ref-data-snapshot");
      answer = snapshot.isMissingNode() ? answer : snapshot.at("/data/0/attributes");
    }
    Assumptions.assumeTrue(
        answer != null,
        "skipped: no overlay with Apple's reference data (-Dasc.openapi=<file>,<overlay>)");
    JsonNode ours = ReferenceDatum.filtered(Map.of()).attributes();
    // Numbers are compared by value: a limit is an int here and a long there.
    assertThat(new ObjectMapper().readTree(ours.toString())).isEqualTo(answer);
  }

  @Test
  void leavesOutWhatIsNotAsked() {
    JsonNode some =
        ReferenceDatum.filtered(
                Map.of(
                    "features", List.of("IN_APP_EVENTS"),
                    "placementTypes", List.of("APP_PREVIEW"),
                    "placementProfileGroups", List.of("MAC_PROFILE", "TV_PROFILE"),
                    "specs", List.of("f56c777c-99ea-5760-97ae-27c5f8cbb884")))
            .attributes();
    assertThat(some.path("features")).hasSize(1);
    assertThat(some.path("placementTypes")).hasSize(1);
    assertThat(some.path("placementProfileGroups")).hasSize(2);
    assertThat(some.path("imageSpecs")).hasSize(1);
    assertThat(some.path("videoSpecs")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "APP_IPHONE_67, IPHONE_DYNAMIC_ISLAND_LARGE_PROFILE",
    "IPHONE_67, IPHONE_DYNAMIC_ISLAND_LARGE_PROFILE",
    "APP_IPHONE_DUO, IPHONE_DUO_PROFILE",
    "IMESSAGE_APP_IPAD_97, IMESSAGE_IPAD_97_PROFILE",
    "DESKTOP, MAC_PROFILE",
    "NOTHING, "
  })
  void knowsTheGroupOfASet(String displayType, String group) {
    assertThat(data.groupOfSet(displayType).orElse(null)).isEqualTo(group);
  }

  @ParameterizedTest
  @CsvSource({
    "IPHONE_DUO_PROFILE, IOS, true",
    "WATCH_ULTRA_PROFILE, IOS, true",
    "MAC_PROFILE, IOS, false",
    "MAC_PROFILE, MAC_OS, true",
    "TV_PROFILE, TV_OS, true",
    "VISION_PRO_PROFILE, VISION_OS, true",
    "DEFAULT_PROFILE, MAC_OS, true",
    "NO_PROFILE, IOS, false"
  })
  void knowsThePlatformOfAGroup(String group, String platform, boolean shown) {
    assertThat(data.shows(group, platform)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "i3x2w1920~3840a0, png, 1920, 1280, false, true",
    "i3x2w1920~3840a0, png, 3000, 2000, false, true",
    "i3x2w1920~3840a0, png, 3000, 1900, false, false",
    "i3x2w1920~3840a0, png, 4200, 2800, false, false",
    "i1290x2796a0, png, 1290, 2796, true, false",
    "i1290x2796a0, webp, 1290, 2796, false, false",
    "i1242x2208a1, jpeg, 1242, 2208, true, true",
    "i3840x1646a0, jpg, 3840, 1646, false, false"
  })
  void fitsImages(
      String spec, String extension, int width, int height, boolean alpha, boolean fits) {
    assertThat(spec(spec).fitsImage(extension, width, height, alpha)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "v886x1920f23~30t15~30u1, 29.97, 15000, true, true",
    "v886x1920f23~30t15~30u1, 60, 15000, true, false",
    "v886x1920f23~30t15~30u1, 30, 14900, true, false",
    "v886x1920f23~30t15~30u1, 30, 30001, true, false",
    "v886x1920f23~30t15~30u1, 30, 20000, false, false",
    "v886x1920f23~30t15~30u1, 0, 20000, true, true"
  })
  void fitsVideos(
      String spec, double framesPerSecond, long durationMillis, boolean sound, boolean fits) {
    assertThat(spec(spec).fitsVideo("mp4", 886, 1920, framesPerSecond, durationMillis, sound))
        .isEqualTo(fits);
  }

  private AssetSpec spec(String shortName) {
    return data.specs().stream()
        .filter(spec -> spec.shortName().equals(shortName))
        .findFirst()
        .orElseThrow();
  }
}
