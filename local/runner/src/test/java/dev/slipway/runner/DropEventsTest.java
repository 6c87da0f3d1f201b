package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.invocation.Interference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;

/// How drops are heard of: every key that S3 takes, both shapes of S3's events, events that come
/// twice.
class DropEventsTest {
  @TempDir Path directory;

  static Stream<String> names() {
    return Sample.of(
        5,
        Stream.of(
            "My App.ipa",
            "a+b.ipa",
            "100%.ipa",
            "%2B%20.ipa",
            "Größe – 版本 🚢.ipa",
            "release 1+1/release.json",
            "50%25 + ü/release.json",
            "日本語/release.json"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aDropMayHaveAnyName(String name) throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String key = stage.connect() + "/" + name;
      if (name.endsWith("/release.json")) {
        String ipa = "App + ü 1%.ipa";
        stage.put(key.substring(0, key.lastIndexOf('/') + 1) + ipa, Ipas.sound("1.1", "2"));
        stage.put(key, "{\"ipa\": \"" + ipa + "\"}");
      } else {
        stage.put(key, Ipas.sound("1.1", "2"));
      }
      stage.local.settle();

      var release = stage.advanceUntil("READY_FOR_DISTRIBUTION");

      assertThat(release.path("drop").path("key").asText()).isEqualTo(key);
      assertThat(stage.releases()).hasSize(1);
    }
  }

  static Stream<String> directNames() {
    return Sample.of(3, Stream.of("My App +1.ipa", "100%.ipa", "Größe 版本.ipa"));
  }

  /// A bucket that sends no events to EventBridge, so that nothing but the notification tells.
  @ParameterizedTest
  @MethodSource("directNames")
  void takesTheDirectNotificationOfS3(String name) throws Exception {
    // The functions of this stack read another bucket.
    var deaf =
        new Interference() {
          @Override
          public void deliver(String function, String event, Runnable delivery) {
            if (!function.equals("ReleaseUploadFunction")) {
              delivery.run();
            }
          }
        };
    try (var stage = Stage.small(directory, deaf)) {
      stage.app();
      String key = stage.connect() + "/" + name;
      stage.local.aws().createBucket("other-drops", true);
      var put =
          stage.s3.putObject(
              request -> request.bucket("other-drops").key(key),
              RequestBody.fromBytes(Ipas.sound("1.1", "2")));
      String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
      String event =
          Files.readString(RepositoryFiles.file("events/s3-notification-ipa.json"))
              .replace("{{connectionId}}/{{ipaNameUrlEncoded}}", encoded)
              .replace("slipway-drops", "other-drops")
              .replace("{{versionId}}", put.versionId())
              .replace("{{etag}}", put.eTag().replace("\"", ""))
              .replace("41943040", "" + Ipas.sound("1.1", "2").length);

      stage.invoke("DropIntakeFunction", "other-drops", event);
      stage.invoke("DropIntakeFunction", "other-drops", event);
      stage.local.settle();
      assertThat(stage.releases()).hasSize(1);
      assertThat(stage.newest().path("drop").path("key").asText()).isEqualTo(key);
      stage.invoke(
          "ReleaseUploadFunction",
          "other-drops",
          Files.readString(RepositoryFiles.file("events/s3-eventbridge-wake-release.json"))
              .replace("{{releaseId}}", stage.newest().path("id").asText()));

      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");
      assertThat(stage.apple.snapshot().buildUploads()).hasSize(1);
    }
  }

  @Test
  void aDropWhoseEventNeverComesIsFoundByTheRoundOverTheBucket() throws Exception {
    var deaf =
        new Interference() {
          @Override
          public void deliver(String function, String event, Runnable delivery) {
            if (!event.contains("release.json") && !event.contains("App.ipa")) {
              delivery.run();
            }
          }
        };
    try (var stage = Stage.small(directory, deaf)) {
      stage.app();
      String folder = stage.connect() + "/1.1/";
      stage.put(folder + "App.ipa", Ipas.sound("1.1", "2"));
      stage.put(folder + "release.json", "{}");
      stage.local.settle();
      assertThat(stage.releases()).isEmpty();

      stage.advance(Duration.ofMinutes(75));
      assertThat(stage.releases()).hasSize(1);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.advance(Duration.ofHours(3));

      assertThat(stage.releases()).hasSize(1);
      stage.assertReleasedExactlyOnce();
    }
  }

  @Test
  void theSameEventTwiceIsOneRelease() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String key = stage.connect() + "/App.ipa";
      byte[] ipa = Ipas.sound("1.1", "2");
      stage.put(key, ipa);
      stage.local.settle();
      String event =
          Files.readString(RepositoryFiles.file("events/s3-eventbridge-ipa.json"))
              .replace("{{connectionId}}/{{ipaName}}", key)
              .replace("{{versionId}}", stage.versions(key).getFirst())
              .replace("{{etag}}", stage.etag(key))
              .replace("41943040", "" + ipa.length);

      stage.invoke("DropIntakeFunction", stage.local.dropBucket(), event);
      stage.advanceUntil("IN_REVIEW");
      stage.invoke("DropIntakeFunction", stage.local.dropBucket(), event);
      stage.advanceUntil("READY_FOR_DISTRIBUTION");
      stage.invoke("DropIntakeFunction", stage.local.dropBucket(), event);
      stage.local.settle();

      assertThat(stage.releases()).hasSize(1);
      assertThat(stage.newest().path("state").asText()).isEqualTo("READY_FOR_DISTRIBUTION");
      assertThat(stage.apple.snapshot().buildUploads()).hasSize(1);
      assertThat(stage.apple.snapshot().reviewSubmissions()).hasSize(1);
    }
  }
}
