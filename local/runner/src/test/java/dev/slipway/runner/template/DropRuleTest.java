package dev.slipway.runner.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.drops.DropKey;
import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.cloudformation.Surroundings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rule of template.yaml that starts release-upload for objects of the drop bucket lets through
/// every key that [DropKey] takes, and none of the files that make up most of a drop.
class DropRuleTest {
  private static final String CONNECTION = "abcdefghijklmnopqrstuvwxyz/";
  private static final List<String> BUILDS =
      List.of(
          ".ipa",
          ".pkg",
          ".mpkg",
          ".dmg",
          ".aab",
          ".apk",
          ".apks",
          ".apkm",
          ".xapk",
          ".app",
          ".xcarchive",
          "");
  private static final List<String> ARCHIVES =
      List.of("", ".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".7z", ".rar");

  @Test
  void letsThroughEveryKeyThatIsADrop() throws Exception {
    EventPattern rule = rule();
    Stream<String> files =
        BUILDS.stream().flatMap(build -> ARCHIVES.stream().map(archive -> "App" + build + archive));
    Stream<String> others =
        Stream.of(
            "App.ipa.gz", "2.4/release.json", "App.xcarchive/Info.plist", "App.app/Info.plist");
    List<String> drops =
        Stream.concat(files, others)
            .filter(name -> !name.equals("App"))
            .flatMap(name -> Stream.of(name, cased(name)))
            .map(CONNECTION::concat)
            .toList();

    assertThat(drops).hasSize(2 * (BUILDS.size() * ARCHIVES.size() - 1 + 4));
    assertThat(drops)
        .allSatisfy(key -> assertThat(DropKey.parse(key)).isNotInstanceOf(DropKey.Ignored.class));
    for (String key : drops) {
      assertThat(matches(rule, key)).as(key).isTrue();
    }
  }

  @Test
  void startsNothingForTextsAndPictures() throws Exception {
    EventPattern rule = rule();
    for (String file :
        List.of(
            "2.4/metadata/en-US/description.txt",
            "2.4/screenshots/en-US/1.png",
            "2.4/app_previews/en-US/tour.mp4",
            "2.4/app_rating_config.json",
            "2.4/my-release.json",
            "2.4/",
            "notes.txt")) {
      assertThat(matches(rule, CONNECTION + file)).as(file).isFalse();
    }
  }

  /// Returns the name in upper case, where the case of its letters does not matter.
  private static String cased(String name) {
    return name.endsWith("Info.plist") ? name : name.toUpperCase(Locale.ROOT);
  }

  private static EventPattern rule() throws IOException {
    return Template.read(
            RepositoryFiles.file("template.yaml"),
            new Surroundings(
                Map.of(
                    "Stage",
                    "test",
                    "JwtIssuer",
                    "https://i.example",
                    "JwtAudience",
                    "a",
                    "TenantClaim",
                    "sub"),
                Map.of("DropBucket", "slipway-drops", "StateBucket", "slipway-state"),
                "eu-central-1",
                "123456789012",
                "slipway-test"))
        .functions()
        .stream()
        .flatMap(function -> function.rules().stream())
        .filter(rule -> rule.name().endsWith("Dropped"))
        .findFirst()
        .orElseThrow()
        .pattern();
  }

  private static boolean matches(EventPattern rule, String key) {
    JsonNode event =
        new ObjectMapper()
            .valueToTree(
                Map.of(
                    "source",
                    "aws.s3",
                    "detail-type",
                    "Object Created",
                    "detail",
                    Map.of(
                        "bucket", Map.of("name", "slipway-drops"), "object", Map.of("key", key))));
    return rule.matches(event);
  }
}
