package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.JsonObject;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What took effect is in the caller's audit log, and nothing else is.
class AuditApiTest {
  private static final String ANNA = FunctionFixture.ISSUER + "#anna";

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock(), fixture.aws().backoff());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void eachActIsWrittenOnceWithWhatItConcerned() {
    var key = fixture.key(KeyRole.ADMIN);
    String id = connect(key).json().string("id");
    later(connect(fixture.watched(fixture.apple().createKey(KeyRole.ADMIN)), key.issuerId()));
    var upload =
        later(post("/connections/" + id + "/uploads", Map.of("name", "A.ipa", "sizeBytes", 5)));
    assertThat(upload.status()).isEqualTo(201);
    var plan = later(post("/releases/plan", Map.of("key", id + "/A.ipa")));
    String release = plan.json().string("id");
    later(post("/releases/" + release + "/cancel", Map.of()));
    later(fixture.call(api, Request.of("DELETE", "/connections/" + id)));

    var acts = acts();

    assertThat(acts)
        .extracting(act -> act.string("act"))
        .containsExactly("DISCONNECT", "CANCEL", "PLAN", "BEGIN_UPLOAD", "REPLACE_KEY", "CONNECT");
    assertThat(acts)
        .allSatisfy(
            act -> {
              assertThat(act.string("actor")).isEqualTo(ANNA);
              assertThat(act.string("source")).isEqualTo("API");
            });
    assertThat(acts.get(1).string("releaseId")).isEqualTo(release);
    assertThat(acts.get(2).string("releaseId")).isEqualTo(release);
    assertThat(acts.get(2).string("detail")).isEqualTo(id + "/A.ipa");
    assertThat(acts.get(3).string("detail")).isEqualTo(id + "/A.ipa, 5 bytes");
    assertThat(List.of(acts.get(0), acts.get(3), acts.get(4), acts.get(5)))
        .extracting(act -> act.string("connectionId"))
        .containsOnly(id);
    assertThat(acts.get(5).string("detail")).isEqualTo("Key ID " + key.keyId());
  }

  @Test
  void whatIsRefusedOrOnlyReadIsNoAct() {
    fixture.call(api, Request.get("/connections"));
    fixture.call(api, Request.get("/releases"));
    post("/connections", Map.of("privateKey", "no key"));
    post("/releases/abcdefghijklmnopqrstuvwxyz/cancel", Map.of());
    post("/releases/plan", Map.of("key", "abcdefghijklmnopqrstuvwxyz/A.ipa"));
    fixture.call(api, Request.of("DELETE", "/connections/abcdefghijklmnopqrstuvwxyz"));

    assertThat(acts()).isEmpty();
  }

  @Test
  void anActThatCannotBeWrittenFailsTheRequestAndIsWrittenWhenItIsRepeated() {
    var key = fixture.key(KeyRole.ADMIN);
    fixture
        .aws()
        .aws()
        .faults()
        .add(FaultRule.s3("PutObject", Fault.accessDenied()).keyPrefix("audit/"));

    assertThat(connect(key).status()).isEqualTo(500);
    fixture.aws().aws().faults().clear();
    assertThat(connect(key).status()).isEqualTo(200);

    assertThat(acts()).extracting(act -> act.string("act")).containsExactly("CONNECT");
  }

  @Test
  void pagesAreReadWithNext() {
    for (int i = 0; i < 3; i++) {
      later(connect(fixture.key(KeyRole.ADMIN)));
    }
    var first = fixture.call(api, Request.get("/audit").with("limit", "2")).json();
    assertThat(first.objects("acts")).hasSize(2);
    var second = fixture.call(api, Request.get("/audit").with("next", first.string("next"))).json();
    assertThat(second.objects("acts")).hasSize(1);
    assertThat(second.has("next")).isFalse();
    assertThat(fixture.call(api, Request.get("/audit").with("next", "../bob")).status())
        .isEqualTo(422);
    assertThat(fixture.call(api, Request.get("/audit").by("bob")).json().objects("acts")).isEmpty();
  }

  private Answer later(Answer answer) {
    fixture.clock().advance(Duration.ofSeconds(1));
    return answer;
  }

  private Answer connect(SimulatedKey key) {
    return later(post("/connections", FunctionFixture.connectBody(key)));
  }

  private Answer connect(SimulatedKey key, String issuerId) {
    return post(
        "/connections",
        Map.of("keyId", key.keyId(), "issuerId", issuerId, "privateKey", key.privateKeyPem()));
  }

  private Answer post(String path, Map<String, ?> body) {
    return fixture.call(api, Request.postJson(path, body));
  }

  private List<JsonObject> acts() {
    return fixture.call(api, Request.get("/audit")).json().objects("acts");
  }
}
