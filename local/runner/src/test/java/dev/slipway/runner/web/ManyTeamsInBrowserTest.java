package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.AwsClients;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.S3StateStore;
import dev.slipway.connections.Connection;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.WrittenIdentity;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// Tests the pages of a platform whose teams are more than the API lists at once.
@Tag("browser")
class ManyTeamsInBrowserTest {
  /// The first list has 50 teams, each further one 100.
  private static final int OTHERS = 160;

  /// The last one of the last list.
  private static final ConnectionId LAST = new ConnectionId("z".repeat(26));

  @TempDir Path directory;
  private WebStage stage;
  private Browser browser;

  @BeforeEach
  void open() throws Exception {
    stage = WebStage.open(directory);
    browser = stage.browser;
  }

  @AfterEach
  void close() throws Exception {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void everyTeamCanBeChosenAndIsNamed() throws Exception {
    stage.openBoard();
    assertThat(browser.all("#upload-team option")).hasSize(1);
    fill(ConnectionId.parse(chosen()).orElseThrow());

    browser.script("location.hash = '#upload/' + arguments[0]", LAST.value());
    browser.until("a team that is connected since", () -> chosen().equals(LAST.value()));
    browser.script("location.hash = '#upload/' + arguments[0]", "y".repeat(26));
    browser.read("This team is no longer connected.");
    assertThat(chosen()).isEqualTo(LAST.value());

    browser.visit(stage.local.webUri() + "/icon.svg");
    browser.visit(stage.local.webUri() + "/board.html#upload/" + LAST);
    browser.see(".upload-fold[open] #upload-team");
    assertThat(chosen()).isEqualTo(LAST.value());
    browser.until("all teams", () -> browser.all("#upload-team option").size() == OTHERS + 2);
    assertThat(chosen()).isEqualTo(LAST.value());
    assertThat(browser.all("#filter-team option")).hasSize(OTHERS + 3);
    browser.until("the row's team", () -> row().endsWith(" · Zephyr"));

    browser.click("Rename");
    browser.see(".upload .rename input").sendKeys("Team 7", Keys.ENTER);
    browser.until("the row's team", () -> row().endsWith(" · Team 7"));
    assertThat(browser.text()).doesNotContain("Zephyr");
    browser.inspect("board-many-teams");
    checksTheAppsOfOneTeam();
    browser.visit(stage.local.webUri() + "/#team/" + LAST);
    browser.read("Another team is named Team 7, too.");
    assertThat(browser.breaches()).isEmpty();
  }

  private void checksTheAppsOfOneTeam() {
    browser.click("Ready for review?");
    browser.read("Slipway has not looked at this app yet.");
    browser.script(
        """
        const teams = document.querySelector("#readiness-team");
        teams.value = arguments[0];
        teams.dispatchEvent(new Event("change"));
        """,
        LAST.value());
    browser.until("the apps of two teams", () -> appLists().size() == 2);
    assertThat(appLists().getLast()).isEqualTo("/connections/" + LAST + "/apps");
    browser.until("its app", () -> browser.all("#readiness-app option").size() == 1);
  }

  /// Returns the lists of apps that the page asked for.
  private List<String> appLists() {
    return ((List<?>)
            browser.script(
                """
                return performance.getEntriesByType("resource")
                    .map(({ name }) => new URL(name).pathname).filter((path) => path.endsWith("/apps"))
                """))
        .stream().map(String::valueOf).toList();
  }

  private String chosen() {
    return String.valueOf(browser.all("#upload-team").getFirst().getDomProperty("value"));
  }

  private String row() {
    return browser.see(".release .row-words .aside").getText();
  }

  /// Writes records of teams, as a check of the key leaves them, and a release of the last team.
  private void fill(ConnectionId connected) {
    try (var s3 = AwsClients.from(stage.local.awsEnvironment()).s3()) {
      var state = new S3StateStore(s3, stage.local.stateBucket(), Backoff.sleeping());
      var connection =
          new ConnectionStore(state, stage.local.clock()).read(connected).orElseThrow();
      IntStream.range(0, OTHERS)
          .parallel()
          .forEach(
              i ->
                  write(
                      state,
                      connection
                          .withId(ConnectionId.of(connection.tenant(), "team " + i))
                          .withLabel("Team " + i)));
      write(state, connection.withId(LAST).withLabel("Zephyr"));
      release(state, connection);
    }
  }

  private static void write(StateStore state, Connection connection) {
    var team = connection.withIssuerId(UUID.randomUUID().toString());
    state.put(StateKeys.connection(team.id()), team.toJson());
    state.put(StateKeys.tenantConnection(team.tenant(), team.id()), Map.of());
  }

  private void release(StateStore state, Connection connection) {
    var at = stage.local.clock().instant().minus(Duration.ofHours(1));
    String bucket = stage.local.dropBucket();
    String key = LAST.value() + "/harbour.ipa";
    var release =
        ReleaseRecord.received(
            ReleaseId.of(bucket, key, "v1"),
            LAST,
            connection.tenant(),
            new Drop(bucket, Drop.Kind.BARE_IPA, new ObjectVersion(key, "v1", "\"e\"", 1), at),
            at,
            at.plus(Duration.ofDays(30)));
    var written = new WrittenIdentity(WebStage.BUNDLE_ID, "1.1", "2");
    new ReleaseStore(state, InstantSource.fixed(at))
        .create(
            release
                .withPreflight(new PreflightLedger(at, List.of(), written))
                .moved(Status.ended(ReleaseState.CANCELED, null), at, "It ended."));
  }
}
