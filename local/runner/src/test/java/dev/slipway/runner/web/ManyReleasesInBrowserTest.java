package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.aws.AwsClients;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.S3StateStore;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.ipa.WrittenIdentity;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.store.ReleaseStore;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the board of an organisation with 500 releases of two teams. How long the first rows take
/// is printed; `-Dboard.first-rows=1000` fails when they take more milliseconds.
@Tag("browser")
class ManyReleasesInBrowserTest {
  private static final int RELEASES = 500;

  /// A busy machine is no fault of the pages.
  private static final int MOST_MILLIS = Integer.getInteger("board.first-rows", 30_000);

  private static final List<ReleaseState> STATES =
      List.of(
          ReleaseState.READY_FOR_DISTRIBUTION,
          ReleaseState.SUPERSEDED,
          ReleaseState.NEEDS_ATTENTION,
          ReleaseState.CANCELED,
          ReleaseState.READY_FOR_DISTRIBUTION,
          ReleaseState.PLANNED);

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
  void theFirstRowsTakeTwoRequestsForLists() throws Exception {
    stage.app();
    stage.signIn("");
    var first = connected();
    browser.visit(stage.local.webUri() + "/#connect");
    browser.read("Connect your Apple developer team");
    var teams = List.of(first, connected());
    fill(teams);
    browser.visit(stage.local.webUri() + "/icon.svg");
    stage.local.aws().requests().clear();

    browser.visit(stage.local.webUri() + "/board.html");
    browser.until("20 rows", () -> browser.all(".release").size() == 20);

    long millis = firstRows();
    var listed =
        stage.local.aws().requests().all().stream()
            .filter(request -> "ApiFunction".equals(request.sessionToken()))
            .filter(request -> request.operation().startsWith("List"))
            .filter(request -> request.query().getOrDefault("prefix", "").endsWith("/releases/"))
            .count();
    System.out.printf(
        "board: releases=%d first_rows_ms=%d lists_of_s3=%d%n", RELEASES, millis, listed);
    assertThat(lists()).containsExactlyInAnyOrder("/releases", "/releases/counts");
    assertThat(millis).isLessThan(MOST_MILLIS);
    assertThat(browser.see("[data-show='all'] .count").getText()).isEqualTo("500");
    assertThat(browser.see(".release .app-icon").getText()).isEqualTo("H");
    assertThat(rowHeights()).as("rows of 48 pixels").allMatch(height -> height <= 56);
    assertThat(browser.see(".release .aside").getText()).as("whose it is").contains(" · From ");
    browser.picture("board-many");

    browser.script(
        """
        const real = window.fetch.bind(window);
        window.fetch = (url, request) => {
          if (!String(url).includes("next=") || window.hasFailed) return real(url, request);
          window.hasFailed = true;
          return Promise.reject(new TypeError("lost"));
        };
        """);
    browser.click("Show older releases");
    browser.read("Can’t reach Slipway. Check your connection and try again.");
    browser.click("Show older releases");
    browser.until("40 rows", () -> browser.all(".release").size() == 40);
    anOlderRowShowsWhatBecameOfAnOrder();
    aRowThatMovesUpIsNotNews();
    assertThat(browser.breaches()).isEmpty();
  }

  /// The board asks for the newest 20 releases alone.
  private void anOlderRowShowsWhatBecameOfAnOrder() {
    String row = ".release:nth-child(27)[data-state='%s']";
    browser.see(row.formatted("NEEDS_ATTENTION") + " .toggle").click();
    browser.see(row.formatted("NEEDS_ATTENTION") + " [data-order='cancel']").click();
    browser.click("Cancel the release");
    browser.read("Canceling. This takes a moment.");
    stage.passTimeUntilSeen(row.formatted("CANCELED"));
  }

  /// A row leaves the filter, so that the first one beyond the 20 takes the free place.
  private void aRowThatMovesUpIsNotNews() {
    browser.visit(stage.local.webUri() + "/board.html?show=attention");
    browser.until("20 rows", () -> browser.all(".release").size() == 20);
    String first = browser.see(".release").getDomAttribute("data-id");
    String last = browser.see(".release:nth-child(20)").getDomAttribute("data-id");
    browser.script(
        """
        const spoken = document.querySelector("body > .hidden-text[aria-live]");
        window.said = [];
        new MutationObserver(() => said.push(spoken.textContent)).observe(spoken, {childList: true});
        """);

    browser.see(".release [data-order='cancel']").click();
    browser.click("Cancel the release");
    browser.read("Canceling. This takes a moment.");

    String place = ".release[data-id='%s']:nth-child(19) + .release".formatted(last);
    stage.passTimeUntilSeen(place);
    assertThat(browser.all(".release[data-id='" + first + "']")).isEmpty();
    browser.see(place + " .toggle[aria-expanded='false']");
    assertThat(String.valueOf(browser.script("return said.join()")))
        .doesNotContain("Needs attention");
  }

  private ConnectionId connected() {
    String team = UUID.randomUUID().toString();
    stage.connect(stage.apple.createKey(KeyRole.APP_MANAGER, KeyKind.TEAM, team));
    String id = String.valueOf(browser.script("return location.hash")).replaceFirst("^#team/", "");
    return ConnectionId.parse(id).orElseThrow();
  }

  /// Writes records as releases of the last days leave them. None is due.
  private void fill(List<ConnectionId> teams) {
    var now = stage.local.clock().instant();
    String bucket = stage.local.dropBucket();
    try (var s3 = AwsClients.from(stage.local.awsEnvironment()).s3()) {
      var state = new S3StateStore(s3, stage.local.stateBucket(), Backoff.sleeping());
      IntStream.range(0, RELEASES)
          .parallel()
          .forEach(
              i -> {
                var at = now.minus(Duration.ofMinutes(20L * i + 30));
                var connection = teams.get(i % teams.size());
                String key = connection.value() + "/harbour-" + i + ".ipa";
                var releases = new ReleaseStore(state, InstantSource.fixed(at));
                var release =
                    ReleaseRecord.received(
                        ReleaseId.of(bucket, key, "v" + i),
                        connection,
                        "alice",
                        new Drop(
                            bucket,
                            Drop.Kind.BARE_IPA,
                            new ObjectVersion(key, "v" + i, "\"e\"", 1),
                            at),
                        at,
                        now.plus(Duration.ofDays(30)));
                var written =
                    new WrittenIdentity(
                        WebStage.BUNDLE_ID, "1." + (RELEASES - i), String.valueOf(RELEASES - i));
                releases.create(
                    release
                        .withApp(new ReleaseRecord.App(new AppId("10000" + i % 7), app(i % 7)))
                        .withPreflight(new PreflightLedger(at, List.of(), written))
                        .moved(Status.ended(STATES.get(i % STATES.size()), null), at, "It ended."));
              });
    }
  }

  private static String app(int number) {
    return number == 0 ? "Harbour Pilot" : "Harbour Pilot " + number;
  }

  /// Returns the milliseconds from the start of the page to its first rows.
  private long firstRows() {
    return ((Number)
            browser.script(
                """
                return Math.round(performance.getEntriesByType("resource")
                    .filter(({ name }) => new URL(name).pathname === "/releases")[0].responseEnd)
                """))
        .longValue();
  }

  /// Returns the lists of releases that the page asked for until its first rows, and in the second
  /// after them; later it asks for news.
  private List<String> lists() {
    return ((List<?>)
            browser.script(
                """
                const asked = performance.getEntriesByType("resource")
                    .map(({ name, startTime, responseEnd }) => ({ path: new URL(name).pathname, startTime, responseEnd }));
                const first = asked.find(({ path }) => path === "/releases");
                return asked.filter(({ path, startTime }) => path.startsWith("/releases") && startTime < first.responseEnd + 1000)
                    .map(({ path }) => path).filter((path) => path === "/releases" || path === "/releases/counts");
                """))
        .stream().map(String::valueOf).toList();
  }

  private List<Long> rowHeights() {
    return ((List<?>)
            browser.script(
                """
                return [...document.querySelectorAll(".row-head")].map((row) => Math.round(row.getBoundingClientRect().height))
                """))
        .stream().map(height -> ((Number) height).longValue()).toList();
  }
}
