package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.runner.identity.LocalUser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release does at Apple what a person agreed to, and nothing else: neither a drop that was put
/// again nor a person at work at App Store Connect changes that unseen.
class ApprovalTest {
  private static final String DRY_RUN = "{\"dryRun\": true}";
  private static final String MINE = "A text that a colleague wrote on the web.";

  @TempDir Path directory;

  /// The whole way: prepared without a question, refused with another hash and without the scope,
  /// asked again after a colleague's change, approved, submitted.
  @Test
  void aReleaseWaitsForApprovalAndAsksAgainWhenAppleHasChanged() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      ask(stage, connection, "BEFORE_SUBMIT");
      Folders.drop(stage, connection + "/1.1/", Folders.SMALL.releaseJson("{}"));
      var prepared = stage.advanceUntil("PREPARED");
      String id = prepared.path("id").asText();
      String hash = prepared.at("/plan/hash").asText();

      assertThat(hash).matches("v1:[0-9a-f]{64}");
      assertThat(prepared.path("actions")).extracting(JsonNode::asText).contains("approve");
      assertThat(prepared.path("actions")).extracting(JsonNode::asText).doesNotContain("submit");
      assertThat(prepared.at("/plan/actions").findValuesAsText("kind"))
          .contains("SUBMIT", "CHANGE");
      assertThat(prepared.path("waitingFor").asText()).contains("approves");
      assertThat(submit(stage, id, null).status()).isEqualTo(422);
      var wrong = submit(stage, id, "v1:" + "0".repeat(64));
      assertThat(wrong.status()).isEqualTo(409);
      assertThat(wrong.body().path("type").asText()).isEqualTo("urn:slipway:problem:plan-changed");
      assertThat(wrong.body().path("detail").asText()).contains(hash, "0".repeat(64));
      assertThat(withScopes(stage, "slipway/read slipway/release", id, hash)).isEqualTo(403);
      stage.local.settle();
      assertThat(stage.apple.snapshot().reviewSubmissions()).isEmpty();

      write(stage, MINE);
      assertThat(submit(stage, id, hash).status()).isEqualTo(202);
      stage.local.settle();
      var changed = stage.release(id);

      assertThat(changed.path("state").asText()).isEqualTo("PREPARED");
      assertThat(stage.apple.snapshot().reviewSubmissions()).isEmpty();
      assertThat(changed.at("/approval/changed").asBoolean()).isTrue();
      assertThat(changed.at("/approval/differences"))
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.at("/action/what").asText()).isEqualTo("Description");
                assertThat(line.at("/action/before").asText()).isEqualTo(MINE);
              });
      String second = changed.at("/plan/hash").asText();
      assertThat(second).isNotEqualTo(hash);
      assertThat(submit(stage, id, hash).status()).as("the first hash").isEqualTo(409);
      assertThat(submit(stage, id, second).status()).isEqualTo(202);
      stage.local.settle();
      var out = stage.advanceUntil(id, "READY_FOR_DISTRIBUTION");

      assertThat(Folders.text(stage, "1.1", "en-US", "description")).isNotEqualTo(MINE);
      assertThat(out.at("/orders/planHash").asText()).isEqualTo(second);
      String alice = stage.local.webUri() + "/local#alice";
      assertThat(out.path("timeline"))
          .anySatisfy(
              line -> {
                assertThat(line.path("message").asText()).contains("the one agreed to");
                assertThat(line.path("actor").asText()).isEqualTo(alice);
              });
      assertThat(stage.local.failures()).isEmpty();
      stage.assertReleasedExactlyOnce(150);
    }
  }

  /// A plan is carried out as it is, once, however often it is ordered.
  @Test
  void aPlanIsCarriedOutWithTheFilesThatItWasMadeOf() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String prefix = stage.connect() + "/1.1/";
      Folders.drop(stage, prefix, Folders.SMALL.releaseJson(DRY_RUN));
      var planned = stage.advanceUntil("PLANNED");
      String plan = planned.path("id").asText();
      String hash = planned.at("/plan/hash").asText();
      assertThat(planned.path("actions")).extracting(JsonNode::asText).containsExactly("carry-out");
      stage.advance(Duration.ofMinutes(5));
      stage.put(prefix + "metadata/en-US/description.txt", "Put after the plan.");

      assertThat(carryOut(stage, plan, "v1:other").status()).isEqualTo(409);
      var first = carryOut(stage, plan, hash);
      var again = carryOut(stage, plan, hash);
      stage.local.settle();

      assertThat(first.status()).isEqualTo(202);
      assertThat(again.body()).isEqualTo(first.body());
      String id = first.body().path("id").asText();
      assertThat(id).isNotEqualTo(plan);
      var out = stage.advanceUntil(id, "READY_FOR_DISTRIBUTION");
      assertThat(stage.releases()).hasSize(2);
      assertThat(out.at("/approval/carriesOut").asText()).isEqualTo(plan);
      assertThat(out.path("timeline").toString()).doesNotContain("has changed");
      assertThat(Folders.text(stage, "1.1", "en-US", "description"))
          .doesNotContain("Put after the plan.");
      stage.assertReleasedExactlyOnce(150);
    }
  }

  /// A drop that is put again is another release: nobody approves the one by the other's plan.
  @Tag("answer")
  @Test
  void aDropThatWasPutAgainHasAPlanOfItsOwn() throws Exception {
    try (var stage = Stage.small(directory)) {
      Folders.app(stage);
      String connection = stage.connect();
      ask(stage, connection, "BEFORE_SUBMIT");
      Folders.drop(stage, connection + "/1.1/", Folders.SMALL.releaseJson("{}"));
      var first = stage.advanceUntil("PREPARED");
      String old = first.path("id").asText();
      String hash = first.at("/plan/hash").asText();

      stage.put(connection + "/1.1/metadata/en-US/description.txt", "Put again.");
      stage.put(connection + "/1.1/release.json", "{}");
      stage.local.settle();
      stage.advanceUntil(old, "SUPERSEDED");
      var second = stage.advanceUntil("PREPARED");
      String id = second.path("id").asText();

      assertThat(id).isNotEqualTo(old);
      assertThat(submit(stage, old, hash).body().path("type").asText())
          .isEqualTo("urn:slipway:problem:not-possible-now");
      assertThat(submit(stage, id, hash).body().path("type").asText())
          .isEqualTo("urn:slipway:problem:plan-changed");
      assertThat(stage.apple.snapshot().reviewSubmissions()).isEmpty();
      assertThat(submit(stage, id, second.at("/plan/hash").asText()).status()).isEqualTo(202);
      stage.local.settle();
      stage.advanceUntil(id, "READY_FOR_DISTRIBUTION");
      assertThat(Folders.text(stage, "1.1", "en-US", "description")).isEqualTo("Put again.");
    }
  }

  /// A team that asks for approval stops what is on its way, and a wait goes on after a change
  /// back.
  @Tag("answer")
  @Test
  void aReleaseUnderWayStopsBeforeItsSubmissionOnceTheTeamAsks() throws Exception {
    try (var stage = Stage.small(directory)) {
      stage.app();
      String connection = stage.connect();
      stage.put(connection + "/two.ipa", Stage.ipa("1.1", "2"));
      stage.local.settle();
      assertThat(stage.newest().path("state").asText()).isEqualTo("PROCESSING");
      ask(stage, connection, "BEFORE_SUBMIT");

      var prepared = stage.advanceUntil("PREPARED");
      ask(stage, connection, "NONE");
      stage.advance(Duration.ofHours(2));

      String id = prepared.path("id").asText();
      assertThat(prepared.at("/approval/required").asBoolean()).isTrue();
      assertThat(stage.apple.snapshot().reviewSubmissions()).isEmpty();
      assertThat(stage.release(id).path("state").asText()).isEqualTo("PREPARED");
      assertThat(submit(stage, id, prepared.at("/plan/hash").asText()).status()).isEqualTo(202);
      stage.local.settle();
      stage.advanceUntil(id, "READY_FOR_DISTRIBUTION");
      stage.assertReleasedExactlyOnce(150);
    }
  }

  private static void ask(Stage stage, String connection, String approval) throws Exception {
    var answer =
        stage.call(
            LocalUser.ALICE,
            "PATCH",
            "/connections/" + connection,
            "{\"approval\": \"" + approval + "\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("approval").asText()).isEqualTo(approval);
  }

  private static Stage.Answered submit(Stage stage, String id, String hash) throws Exception {
    return stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/submit", body(hash));
  }

  private static Stage.Answered carryOut(Stage stage, String id, String hash) throws Exception {
    return stage.call(LocalUser.ALICE, "POST", "/releases/" + id + "/carry-out", body(hash));
  }

  private static String body(String hash) {
    return hash == null ? null : "{\"planHash\": \"" + hash + "\"}";
  }

  private int withScopes(Stage stage, String scopes, String id, String hash) throws Exception {
    String token = Tokens.of(stage.local, directory).ofScopes(scopes);
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create(stage.local.webUri() + "/releases/" + id + "/submit"))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body(hash)))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  /// A colleague writes the English description of the version in preparation.
  private static void write(Stage stage, String text) {
    var texts = stage.colleague().appStoreVersionLocalizations();
    var version = new AppStoreVersionId(Folders.version(stage, "1.1").id());
    var english =
        texts.listFor(version).stream()
            .filter(found -> found.locale().equals("en-US"))
            .findFirst()
            .orElseThrow();
    texts.update(english.id(), Map.of("description", text));
  }
}
