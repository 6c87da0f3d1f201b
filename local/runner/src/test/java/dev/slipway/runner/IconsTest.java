package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.KeyRole;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The icon of an app, from its `.ipa` to the list of releases.
class IconsTest {
  @TempDir Path directory;

  @Test
  void aListShowsTheIconOfEachAppWithoutOneMoreRequest() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String alices = stage.connect();
      stage.put(alices + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();
      stage.put(alices + "/Same.ipa", Ipas.sound("1.2", "3"));
      stage.local.settle();
      var log = stage.local.aws().requests();
      log.clear();

      var releases = stage.releases();
      var requests = log.all().stream().map(request -> request.operation()).toList();
      var icon = releases.getFirst().path("icon");

      assertThat(icon.path("id").asText()).matches("[0-9a-f]{32}");
      assertThat(releases).allSatisfy(one -> assertThat(one.path("icon")).isEqualTo(icon));
      assertThat(requests)
          .as("one list, and the two records")
          .containsExactlyInAnyOrder("ListObjectsV2", "GetObject", "GetObject");
      var answer = get(icon);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type")).hasValue("image/png");
      assertThat(answer.body()).hasSizeLessThan(20 << 10);
      var image = ImageIO.read(new ByteArrayInputStream(answer.body()));
      assertThat(image.getWidth()).isEqualTo(120);
      assertThat(icon.path("url").asText()).contains("/icons/" + alices + "/");
      assertThat(stage.release(releases.getFirst().path("id").asText()).path("icon"))
          .isEqualTo(icon);
    }
  }

  /// Two tenants with one app have an object each; what is put into a folder of a connection is
  /// nowhere an icon.
  @Test
  @Tag("answer")
  void noTenantSeesTheIconsOfAnother() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String alices = stage.connect();
      String bobs = stage.connect(LocalUser.BOB, stage.apple.createKey(KeyRole.APP_MANAGER));
      byte[] ipa = Ipas.sound("1.1", "2");
      stage.put(alices + "/App.ipa", ipa);
      stage.local.settle();
      assertThat(list(stage, LocalUser.BOB)).isEmpty();
      stage.put(bobs + "/App.ipa", ipa);
      stage.local.settle();

      String ofAlice = list(stage, LocalUser.ALICE).get(0).path("icon").path("url").asText();
      String ofBob = list(stage, LocalUser.BOB).get(0).path("icon").path("url").asText();

      assertThat(ofAlice).contains("/icons/" + alices + "/").doesNotContain(bobs);
      assertThat(ofBob).contains("/icons/" + bobs + "/").doesNotContain(alices);
      var moved = URI.create(ofAlice.replace(alices, bobs));
      assertThat(get(moved).statusCode()).as("signed for one key").isEqualTo(403);
    }
  }

  @Test
  @Tag("answer")
  void aReleaseGoesOnWithoutAnIcon() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage
          .local
          .aws()
          .faults()
          .add(FaultRule.s3("PutObject", Fault.accessDenied()).keyPrefix("icons/").times(9));
      stage.put(connection + "/App.ipa", Ipas.sound("1.1", "2"));
      stage.local.settle();

      assertThat(stage.advanceUntil("WAITING_FOR_REVIEW").has("icon")).isFalse();
    }
  }

  @Test
  @Tag("answer")
  void anAppWithoutALooseIconHasNone() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      var entries = new LinkedHashMap<>(Ipas.soundEntries());
      entries.keySet().removeIf(name -> name.endsWith(".png"));
      stage.put(stage.connect() + "/App.ipa", Ipas.zip(entries));
      stage.local.settle();

      assertThat(stage.advanceUntil("WAITING_FOR_REVIEW").has("icon")).isFalse();
      assertThat(stage.local.aws().requests().all())
          .noneMatch(request -> String.valueOf(request.key()).startsWith("icons/"));
    }
  }

  private static JsonNode list(Stage stage, LocalUser user) throws Exception {
    return stage.call(user, "GET", "/releases", null).body().path("releases");
  }

  private static HttpResponse<byte[]> get(JsonNode icon) throws Exception {
    return get(URI.create(icon.path("url").asText()));
  }

  private static HttpResponse<byte[]> get(URI uri) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    }
  }
}
