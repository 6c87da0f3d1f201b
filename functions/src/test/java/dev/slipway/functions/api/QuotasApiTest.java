package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.DropUploads.Upload;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Answer;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.JsonObject;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.quotas.Quota;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a caller hears that asks for more than its tenant may have.
class QuotasApiTest {
  private static final long LARGE = 9 << 20;

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;
  private int teams;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = api("2,3,1,2,500,1,2");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private ApiHandler api(String quotas) {
    var environment = new HashMap<>(fixture.environment());
    environment.put("SLIPWAY_QUOTAS", quotas);
    return new ApiHandler(environment, fixture.clock(), fixture.aws().backoff());
  }

  @Test
  void connectionsThatAppleNeverAcceptedAreFew() {
    assertThat(connect().status()).isEqualTo(201);
    var second = connect();
    assertThat(second.status()).isEqualTo(201);

    var third = connect();

    refused(third, "unverified-connections", 2, 2);
    assertThat(third.headers()).containsEntry("retry-after", "3601");
    assertThat(fixture.aws().aws().requests().count("CreateSecret")).isEqualTo(2);
    assertThat(used("connections")).as("it takes no place").isEqualTo(2);
    assertThat(delete("/connections/" + second.json().string("id")).status()).isEqualTo(204);
    assertThat(used("unverified-connections")).isOne();
    assertThat(connect().status()).isEqualTo(201);
  }

  @Test
  void theSameKeyAgainTakesNoPlace() {
    var key = FunctionFixture.connectBody(fixture.key(KeyRole.ADMIN));
    for (int i = 0; i < 4; i++) {
      assertThat(fixture.call(api, Request.postJson("/connections", key)).status())
          .isEqualTo(i == 0 ? 201 : 200);
    }
    assertThat(used("connections")).isOne();
  }

  @Test
  void connectionsAreBounded() {
    api = api("100,2,1,2,500,1,2");
    connect();
    connect();

    refused(connect(), "connections", 2, 2);
    assertThat(used("unverified-connections")).isEqualTo(2);
  }

  @Test
  void plansOfOtherObjectsWait() {
    String connection = connect().json().string("id");
    var first = plan(connection, "A.ipa");
    assertThat(first.status()).isEqualTo(202);
    assertThat(plan(connection, "A.ipa").json().string("id"))
        .as("joined")
        .isEqualTo(first.json().string("id"));

    refused(plan(connection, "B.ipa"), "open-plans", 1, 1);

    assertThat(used("open-plans")).isOne();
    var releases = new ReleaseStore(fixture.aws().state(), fixture.clock());
    releases.update(
        new ReleaseId(first.json().string("id")),
        it ->
            it.moved(Status.ended(ReleaseState.PLANNED, null), fixture.clock().instant(), "Made."));
    assertThat(plan(connection, "B.ipa").status()).isEqualTo(202);
  }

  /// The function that ended the plan died before it deleted the pointer.
  @Test
  void aLeftoverPointerOfAPlanKeepsNobodyWaiting() {
    String connection = connect().json().string("id");
    var first = new ReleaseId(plan(connection, "A.ipa").json().string("id"));
    String marker = fixture.aws().state().list("tenants/anna/plans/", null, 10).keys().getFirst();
    var pointer = fixture.aws().state().read(marker).orElseThrow().document().asMap();
    var releases = new ReleaseStore(fixture.aws().state(), fixture.clock());
    releases.update(
        first,
        it ->
            it.moved(Status.ended(ReleaseState.PLANNED, null), fixture.clock().instant(), "Made."));
    fixture.aws().state().put(marker, pointer);
    fixture.clock().advance(Duration.ofMinutes(2));

    assertThat(plan(connection, "B.ipa").status()).isEqualTo(202);
    assertThat(used("open-plans")).isOne();
  }

  @Test
  void uploadsInPartsAreFewUntilTheyEnd() {
    String connection = connect().json().string("id");
    var first = upload(connection, "A.ipa", LARGE);
    upload(connection, "B.ipa", LARGE);

    refused(upload(connection, "C.ipa", LARGE), "open-uploads", 2, 2);

    assertThat(fixture.aws().aws().requests().count("AbortMultipartUpload"))
        .as("nothing of the refused one is left")
        .isOne();
    assertThat(upload(connection, "f/metadata/en-US/name.txt", 10).status())
        .as("by one PUT")
        .isEqualTo(201);
    String token = first.json().string("uploadId");
    assertThat(delete("/connections/" + connection + "/uploads/" + token).status()).isEqualTo(204);
    assertThat(used("open-uploads")).isOne();
    assertThat(upload(connection, "C.ipa", LARGE).status()).isEqualTo(201);
  }

  /// A client that asks again until there is room must not use up its day.
  @Test
  void anUploadThatIsRefusedUsesNoBytes() {
    String connection = connect().json().string("id");
    upload(connection, "A.ipa", LARGE);
    upload(connection, "B.ipa", LARGE);
    assertThat(used("uploaded-bytes-a-day")).isEqualTo(2 * LARGE);

    refused(upload(connection, "C.ipa", LARGE), "open-uploads", 2, 2);

    assertThat(used("uploaded-bytes-a-day")).isEqualTo(2 * LARGE);
  }

  @Test
  void anUploadThatS3DoesNotBeginUsesNoBytes() {
    String connection = connect().json().string("id");
    fixture
        .aws()
        .aws()
        .faults()
        .add(FaultRule.s3("CreateMultipartUpload", Fault.slowDown()).times(6));

    var answer = upload(connection, "A.ipa", LARGE);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.headers()).containsEntry("retry-after", "5");
    assertThat(used("uploaded-bytes-a-day")).isZero();
    assertThat(upload(connection, "A.ipa", LARGE).status()).isEqualTo(201);
  }

  /// A token is no secret; one that names another upload of S3 ends that, or counts nothing down.
  @Test
  void aChangedTokenMakesNoRoom() {
    String connection = connect().json().string("id");
    upload(connection, "A.ipa", LARGE);
    upload(connection, "B.ipa", LARGE);
    var forged = new PlannedUpload(new Upload(connection + "/A.ipa", "no upload"), LARGE);

    delete("/connections/" + connection + "/uploads/" + forged.token());

    assertThat(used("open-uploads")).isEqualTo(2);
  }

  @Test
  void bytesOfADayAreBounded() {
    String connection = connect().json().string("id");
    assertThat(upload(connection, "A.ipa", 999_999_990).status()).isEqualTo(201);

    var refused = upload(connection, "B.ipa", 11);

    refused(refused, "uploaded-bytes-a-day", 1_000_000_000, 999_999_990);
    var until = Instant.parse(refused.json().string("until"));
    assertThat(until).isAfter(fixture.clock().instant());
    assertThat(Duration.between(fixture.clock().instant(), until)).isLessThan(Duration.ofDays(1));
    assertThat(upload(connection, "B.ipa", 10).status()).isEqualTo(201);
    fixture.clock().advance(Duration.ofDays(1));
    assertThat(upload(connection, "B.ipa", 11).status()).isEqualTo(201);
  }

  @Test
  void questionsAboutReadinessAreBounded() {
    String connection = connect().json().string("id");
    for (String app : new String[] {"1", "1", "2"}) {
      assertThat(ask(connection, app).status()).isEqualTo(202);
    }

    refused(ask(connection, "3"), "readiness-asks-a-day", 2, 2);
    assertThat(ask(connection, "1").status()).as("joins an open one").isEqualTo(202);
  }

  @Test
  void showsEveryQuotaToItsTenantAlone() {
    connect();

    var quotas = fixture.call(api, Request.get("/quotas")).json().objects("quotas");

    assertThat(quotas)
        .extracting(quota -> quota.string("quota"))
        .containsExactly(Arrays.stream(Quota.values()).map(Quota::slug).toArray(String[]::new));
    assertThat(used("connections")).isOne();
    assertThat(quotas.getLast().instant("resetsAt")).isAfter(fixture.clock().instant());
    assertThat(quotas.getFirst().optionalString("resetsAt")).isEmpty();
    assertThat(fixture.call(api, Request.get("/quotas").by("bob")).json().objects("quotas"))
        .allMatch(quota -> quota.number("used") == 0);
  }

  private static void refused(Answer answer, String quota, long limit, long used) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(429);
    JsonObject problem = answer.json();
    assertThat(problem.string("type")).isEqualTo("urn:slipway:problem:quota-exceeded");
    assertThat(problem.string("quota")).isEqualTo(quota);
    assertThat(problem.number("limit")).isEqualTo(limit);
    assertThat(problem.number("used")).isEqualTo(used);
    assertThat(problem.instant("until")).isNotNull();
    assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isPositive();
  }

  private long used(String name) {
    return fixture.call(api, Request.get("/quotas")).json().objects("quotas").stream()
        .filter(quota -> quota.string("quota").equals(name))
        .findFirst()
        .orElseThrow()
        .number("used");
  }

  /// Connects another team.
  private Answer connect() {
    var key =
        fixture.watched(
            fixture
                .apple()
                .createKey(
                    KeyRole.ADMIN,
                    KeyKind.TEAM,
                    new UUID(++teams, 0x8000_0000_0000_0001L).toString()));
    return fixture.call(api, Request.postJson("/connections", FunctionFixture.connectBody(key)));
  }

  private Answer plan(String connection, String name) {
    return post("/releases/plan", Map.of("key", connection + "/" + name));
  }

  private Answer upload(String connection, String name, long size) {
    return post("/connections/" + connection + "/uploads", Map.of("name", name, "sizeBytes", size));
  }

  private Answer ask(String connection, String app) {
    return fixture.call(
        api,
        Request.of("POST", "/connections/" + connection + "/apps/" + app + "/readiness")
            .with("platform", "IOS"));
  }

  private Answer post(String path, Map<String, ?> body) {
    return fixture.call(api, Request.postJson(path, body));
  }

  private Answer delete(String path) {
    return fixture.call(api, Request.of("DELETE", path));
  }
}
