package dev.slipway.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.IsolationMatrix.Attempt;
import dev.slipway.runner.IsolationStage.Answer;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.template.HttpRoute;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Bob's tokens and all that is Alice's: on every route, by every method, Bob is told what he would
/// be told about things that never existed, and nothing of Alice's changes.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TenantIsolationTest {
  /// Routes that need no token, each for a reason that is written down where it is declared.
  private static final Set<String> OPEN_ROUTES =
      Set.of(
          "POST /apple/webhooks/{connectionId}/{appId}",
          "GET /connect-link",
          "POST /connect-link/connection",
          "GET /connect-link/connection");

  /// How many requests of each route the machine client repeats.
  private static final int MOST_OF_A_ROUTE = 15;

  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir static Path directory;
  private static IsolationStage stage;

  @BeforeAll
  static void begin() throws Exception {
    stage = IsolationStage.open(directory);
  }

  @AfterAll
  static void end() throws Exception {
    stage.close();
  }

  @Test
  @Order(1)
  void whatIsAnothersIsAsIfItNeverExisted() throws Exception {
    var before = stage.image();
    String token = stage.token(LocalUser.BOB);
    var controls = new HashMap<String, Answer>();
    var hits = new ArrayList<String>();
    var attempts = stage.matrix().attempts();
    for (Attempt attempt : attempts) {
      var answer = stage.send(token, attempt);
      var control =
          controls.computeIfAbsent(
              stage.alice.neverOf(attempt.name()), _ -> stage.sendAboutNothing(token, attempt));
      if (!answer.equals(control) || stage.shows(answer, attempt)) {
        hits.add(attempt.name() + " -> " + answer + " instead of " + control);
      }
      if (names(attempt.target()) && !Set.of(403, 404, 422).contains(answer.status())) {
        hits.add(attempt.name() + " -> " + answer.status());
      }
    }
    stage.settle();
    hits.addAll(stage.image().changedSince(before, List.of(stage.bobs, "audit/bob/")));
    System.out.printf(
        "isolation: routes=%d cases=%d hits=%d%n",
        stage.routes().size(), attempts.size(), hits.size());
    assertThat(hits).isEmpty();
    assertThat(attempts).as("every route is tried").hasSizeGreaterThan(stage.routes().size() * 10);
  }

  private static boolean names(String target) {
    return stage.alice.segments().stream().anyMatch(target.split("\\?", 2)[0]::contains);
  }

  /// Bob may hold Alice's Key ID and Issuer ID: they are no secrets.
  @Test
  @Order(3)
  void aKeyUnderAnothersNumbersTouchesNothingOfTheirs() throws Exception {
    var before = stage.image();
    String token = stage.token(LocalUser.BOB);
    var statuses = new ArrayList<Integer>();
    var made = new ArrayList<>(List.of(stage.bobs));
    for (Function<String, String> about :
        List.<Function<String, String>>of(Function.identity(), stage.alice::neverOf)) {
      var key =
          stage.stage.apple.createKey(KeyRole.ADMIN, KeyKind.TEAM, UUID.randomUUID().toString());
      stage.stage.canary.watch(key.privateKeyPem());
      String body =
          JSON.writeValueAsString(
              Map.of(
                  "keyId", about.apply(stage.alice.keyId()),
                  "issuerId", about.apply(stage.alice.issuerId()),
                  "privateKey", key.privateKeyPem()));
      var answer = stage.send("Bearer " + token, "POST", "/connections", body);
      statuses.add(answer.status());
      var connection = JSON.readTree(answer.body());
      made.add(connection.path("id").asText());
      made.add("budgets/" + connection.path("fingerprint").asText());
    }
    stage.settle();
    made.add("tenants/bob/");
    made.add("audit/bob/");
    assertThat(statuses).containsOnly(201);
    assertThat(made).doesNotContain(stage.alice.connection());
    assertThat(stage.image().changedSince(before, made)).isEmpty();
  }

  @Test
  @Order(4)
  void withoutASoundTokenNoRouteIsReached() throws Exception {
    var before = stage.image();
    for (var refused : stage.tokens().refused().entrySet()) {
      for (HttpRoute route : stage.routes()) {
        if (!OPEN_ROUTES.contains(route.key())) {
          assertThat(route.authorized()).as(route.key()).isTrue();
          var answer = stage.send(refused.getValue(), route.method(), stage.alices(route), "{}");
          assertThat(answer.status()).as(refused.getKey() + ": " + route.key()).isEqualTo(401);
          assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        }
      }
    }
    String other = stage.tokens().ofScopes("slipway/other openid");
    for (HttpRoute route : stage.routes()) {
      if (!route.scopes().isEmpty()) {
        var answer = stage.send("Bearer " + other, route.method(), stage.alices(route), "{}");
        assertThat(answer.status()).as("another scope: " + route.key()).isEqualTo(403);
      }
    }
    assertThat(stage.image().changedSince(before, List.of())).isEmpty();
  }

  @Test
  @Order(5)
  void aTokenThatNamesNoSingleTenantIsRefused() throws Exception {
    var before = stage.image();
    var tenants = new LinkedHashMap<String, Object>();
    tenants.put("missing", null);
    tenants.put("empty", "");
    tenants.put("blank", "  ");
    tenants.put("a list", List.of("alice"));
    tenants.put("a list of two", List.of("alice", "bob"));
    tenants.put("an object", Map.of("alice", "alice"));
    tenants.put("with a zero byte", "alice\u0000");
    tenants.put("with a line end", "alice\n");
    tenants.put("too long", "a".repeat(201));
    for (var tenant : tenants.entrySet()) {
      String token = stage.tokens().ofTenant(tenant.getValue());
      for (HttpRoute route : stage.routes()) {
        var answer = stage.send("Bearer " + token, route.method(), stage.alices(route), "{}");
        assertThat(answer.status())
            .as(tenant.getKey() + ": " + route.key())
            .isEqualTo(
                route.key().contains(" /connect-link/") || route.key().endsWith(" /connect-link")
                    ? 404
                    : OPEN_ROUTES.contains(route.key()) ? 403 : 401);
      }
    }
    assertThat(stage.image().changedSince(before, List.of())).isEmpty();
  }

  @Test
  @Order(6)
  void aNameAlikeIsAnotherTenant() throws Exception {
    var before = stage.image();
    for (Object tenant :
        List.of(
            "Alice",
            "alice ",
            " alice",
            "alic",
            "alicee",
            "alice/",
            "../alice",
            "alice%2F",
            "%61lice",
            "alice/connections",
            "tenants/alice",
            "*",
            "?",
            "alice,bob",
            "\u0430lice",
            7)) {
      String token = stage.tokens().ofTenant(tenant);
      for (HttpRoute route : stage.routes()) {
        var attempt =
            new Attempt(
                java.util.Optional.of(route),
                route.method(),
                stage.alices(route),
                route.method().equals("POST")
                    ? java.util.Optional.of("{}")
                    : java.util.Optional.empty());
        var answer = stage.send(token, attempt);
        assertThat(stage.shows(answer, attempt)).as(tenant + ": " + route.key()).isFalse();
        assertThat(answer).isEqualTo(stage.sendAboutNothing(token, attempt));
      }
    }
    assertThat(stage.image().changedSince(before, List.of())).isEmpty();
  }

  @Test
  @Order(7)
  void uploadsStayUnderTheOwnConnection() throws Exception {
    String alices = stage.alice.connection();
    String token = stage.token(LocalUser.BOB);
    for (String name :
        List.of(
            alices + "/App.ipa",
            "/" + alices + "/App.ipa",
            "../" + alices + "/App.ipa",
            "..%2F" + alices + "%2FApp.ipa",
            "f/../../" + alices + "/App.ipa",
            "..\\" + alices + "\\App.ipa",
            "//App.ipa",
            "")) {
      for (long sizeBytes : new long[] {1, 20_000_000}) {
        String body = JSON.writeValueAsString(Map.of("name", name, "sizeBytes", sizeBytes));
        var answer =
            stage.send("Bearer " + token, "POST", "/connections/" + stage.bobs + "/uploads", body);
        if (answer.status() == 201) {
          assertThat(JSON.readTree(answer.body()).path("key").asText())
              .isEqualTo(stage.bobs + "/" + name);
        } else {
          assertThat(answer.status()).as(name).isEqualTo(422);
        }
      }
    }
  }

  @Test
  @Order(8)
  void aFolderReadsNothingOutsideItself() throws Exception {
    String theirs = stage.alice.dropKeys().getFirst();
    int before = stage.stage.local.aws().requests().all().size();
    for (String ipa : List.of(theirs, "../../" + theirs, "/" + theirs, "../App.ipa")) {
      stage.stage.put(stage.bobs + "/reach/App.ipa", "no zip");
      stage.stage.put(
          stage.bobs + "/reach/release.json", JSON.writeValueAsString(Map.of("ipa", ipa)));
      stage.settle();
    }
    var requests = stage.stage.local.aws().requests().all();
    assertThat(requests.subList(before, requests.size()))
        .filteredOn(request -> request.bucket().equals(stage.stage.local.dropBucket()))
        .extracting(request -> request.key() + request.query())
        .isNotEmpty()
        .noneMatch(asked -> asked.contains(stage.alice.connection()));
    JsonNode newest =
        JSON.readTree(
            stage.send("Bearer " + stage.token(LocalUser.BOB), "GET", "/releases", null).body());
    assertThat(newest.at("/releases/0/state").asText()).isIn("NEEDS_ATTENTION", "RECEIVED");
  }

  /// What no trigger of the template would bring, and what it would bring about nothing.
  @Test
  @Order(9)
  void eventsAcrossTenantsAndFunctionsDoNothing() throws Exception {
    var before = stage.image();
    int tried = 0;
    for (String event : new IsolationEvents(stage.stage.local, stage.alice, stage.bobs).all()) {
      for (var function : stage.functions()) {
        byte[] answer = function.invoke(event.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String text = new String(answer, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text)
            .as(function.resource().logicalId() + " " + event)
            .satisfiesAnyOf(
                none -> assertThat(none).isEmpty(),
                refused -> assertThat(refused).containsPattern("\"statusCode\":4"));
        assertThat(stage.alice.hidden()).noneMatch(text::contains);
        tried++;
      }
    }
    stage.settle();
    System.out.println("isolation: events=" + tried);
    assertThat(stage.image().changedSince(before, List.of())).isEmpty();
  }

  /// A program that may act for every tenant sees Alice's things only where it names Alice.
  @Test
  @Order(2)
  void whoActsForBobSeesNothingOfAlices() throws Exception {
    var before = stage.image();
    var hits = new ArrayList<String>();
    int cases = 0;
    var tried = new HashMap<String, Integer>();
    for (Attempt attempt : stage.matrix().attempts()) {
      String route = attempt.route().map(HttpRoute::key).orElse("");
      // The first test has them all; what differs here is where the tenant comes from.
      if (!route.isEmpty() && tried.merge(route, 1, Integer::sum) <= MOST_OF_A_ROUTE) {
        var answer = stage.sendFor("bob", attempt);
        if (!answer.equals(stage.sendForAboutNothing("bob", attempt))
            || stage.shows(answer, attempt)) {
          hits.add(attempt.name() + " -> " + answer);
        }
        cases++;
      }
    }
    stage.settle();
    hits.addAll(stage.image().changedSince(before, List.of(stage.bobs, "audit/bob/")));
    System.out.printf("isolation: acting cases=%d hits=%d%n", cases, hits.size());
    assertThat(hits).isEmpty();
  }

  @Test
  @Order(10)
  void aTenantIsNamedOnceAndOnlyByTokensThatAct() throws Exception {
    var before = stage.image();
    String machine = "Bearer " + stage.stage.local.machineToken();
    String bob = "Bearer " + stage.token(LocalUser.BOB);
    for (HttpRoute route : stage.routes()) {
      if (!OPEN_ROUTES.contains(route.key())) {
        String target = stage.alices(route);
        String body = route.method().equals("GET") ? null : "{}";
        assertThat(stage.send(bob, List.of("alice"), route.method(), target, body).status())
            .as("without the scope: " + route.key())
            .isEqualTo(403);
        assertThat(stage.send(machine, List.of(), route.method(), target, body).status())
            .as("no header: " + route.key())
            .isEqualTo(400);
        for (var twice :
            List.of(List.of("bob", "alice"), List.of("alice", "alice"), List.of("alice,bob"))) {
          assertThat(stage.send(machine, twice, route.method(), target, body).status())
              .as(twice + ": " + route.key())
              .isEqualTo(422);
        }
      }
    }
    assertThat(stage.image().changedSince(before, List.of())).isEmpty();
    var shown =
        JSON.readTree(
            stage
                .send(
                    machine,
                    List.of("alice"),
                    "GET",
                    "/connections/" + stage.alice.connection(),
                    null)
                .body());
    assertThat(shown.path("id").asText()).isEqualTo(stage.alice.connection());
  }

  /// With Alice's own token the same requests do hit, on every route: so the matrix can fail.
  @Test
  @Order(11)
  void theMatrixHitsWithTheOwnersToken() throws Exception {
    var before = stage.image();
    String token = stage.token(LocalUser.ALICE);
    var hit = new TreeSet<String>();
    var attempts = new ArrayList<>(stage.matrix().attempts());
    attempts.removeIf(attempt -> attempt.route().isEmpty());
    attempts.sort(Comparator.comparing(attempt -> attempt.method().equals("DELETE")));
    var seen = new HashSet<String>();
    for (Attempt attempt : attempts) {
      String route = attempt.route().orElseThrow().key();
      if (!hit.contains(route)) {
        var answer = stage.send(token, attempt);
        if (!answer.equals(stage.sendAboutNothing(token, attempt))
            || stage.shows(answer, attempt)) {
          hit.add(route);
        }
      }
      seen.add(route);
    }
    assertThat(stage.image().changedSince(before, List.of())).isNotEmpty();
    // A new connection is made of a key, which no text of the matrix is; and the next test leaves.
    seen.remove("POST /connections");
    // It names nothing, so that what it shows of others could only be numbers: QuotasApiTest.
    seen.remove("GET /quotas");
    seen.remove("DELETE /tenant");
    // A signature or a link is what those need that take no token.
    seen.removeAll(OPEN_ROUTES);
    assertThat(hit).containsExactlyInAnyOrderElementsOf(seen);
    assertThat(seen).hasSize(stage.routes().size() - 3 - OPEN_ROUTES.size());
  }

  /// Alice leaves: nothing of hers is listed any more but what docs/operations.md names, and Bob
  /// loses nothing.
  @Test
  @Order(12)
  void whoLeavesTakesEverythingAndNothingOfAnothers() throws Exception {
    String confirmation = "{\"tenant\":\"alice\"}";
    String bob = "Bearer " + stage.token(LocalUser.BOB);
    String machine = "Bearer " + stage.stage.local.machineToken();
    var before = stage.image();
    assertThat(stage.send(bob, "DELETE", "/tenant", confirmation).status()).isEqualTo(422);
    assertThat(stage.send(machine, List.of("bob"), "DELETE", "/tenant", confirmation).status())
        .isEqualTo(422);
    stage.settle();
    assertThat(stage.image().changedSince(before, List.of())).isEmpty();
    var bobs = stage.listed(stage.bobs);
    bobs.addAll(stage.listed("/bob/"));
    // When a connection is checked again is in the key of its marker, which therefore moves.
    bobs.removeIf(key -> key.startsWith("checks/"));
    assertThat(bobs).isNotEmpty();

    String alice = "Bearer " + stage.token(LocalUser.ALICE);
    assertThat(stage.send(alice, "DELETE", "/tenant", confirmation).status()).isEqualTo(202);
    stage.settle();
    stage.stage.advance(Duration.ofMinutes(45));
    stage.settle();

    var left = new TreeSet<>(stage.listed("alice"));
    stage.alice.segments().forEach(segment -> left.addAll(stage.listed(segment)));
    left.removeIf(key -> key.startsWith("audit/alice/") || key.startsWith("open/"));
    assertThat(left).isEmpty();
    assertThat(stage.listed("leaving/")).isEmpty();
    var still = stage.listed(stage.bobs);
    still.addAll(stage.listed("/bob/"));
    assertThat(still).containsAll(bobs);
    var acts = JSON.readTree(stage.send(alice, "GET", "/audit", null).body()).path("acts");
    assertThat(acts.path(0).path("act").asText()).isEqualTo("LEFT");
    assertThat(stage.send(alice, "GET", "/connections", null).body())
        .isEqualTo("{\"connections\":[]}");
    assertThat(stage.send(alice, "GET", "/releases", null).body()).isEqualTo("{\"releases\":[]}");
  }
}
