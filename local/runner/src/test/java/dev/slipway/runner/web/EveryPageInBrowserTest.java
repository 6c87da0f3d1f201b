package dev.slipway.runner.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import dev.slipway.runner.Sample;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every page in every state that a person can meet, as [Inspection] wants it: a table with a row
/// for each. A row goes on where the one before ended. With a seed every other row is inspected.
/// `make screenshots` takes [PagePictures] of the same rows instead.
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageInBrowserTest {
  private static final String ISSUER = "57246542-96fe-1a63-e053-0824d011072a";
  private static final String OTHER_ISSUER = new UUID(9, 0x8000_0000_0000_0009L).toString();
  private static final String NO_KEY =
      "-----BEGIN PRIVATE KEY-----\nMIGT\n-----END PRIVATE KEY-----";

  /// What a person does to get to a page in a state, and waits until it is shown.
  private interface Way {
    void go() throws Exception;
  }

  private record Row(String name, Way way) {}

  private WebStage stage;
  private Browser browser;
  private EveryState releases;
  private @Nullable PagePictures pictures;

  @BeforeAll
  void open(@TempDir Path directory) throws Exception {
    stage = WebStage.open(directory);
    browser = stage.browser;
    releases = new EveryState(stage);
    pictures = PagePictures.wanted();
  }

  @AfterAll
  void close() throws Exception {
    if (pictures != null) {
      pictures.report();
    }
    if (stage != null) {
      stage.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPage() {
    var rows =
        Stream.of(beforeSigningIn(), wizard(), verdicts(), uploads(), releases(), boards())
            .flatMap(List::stream)
            .toList();
    var inspected = Sample.chosen(2, rows).map(Row::name).collect(Collectors.toSet());
    return Stream.concat(
        rows.stream()
            .map(
                row ->
                    DynamicTest.dynamicTest(
                        row.name,
                        () -> {
                          row.way.go();
                          if (inspected.contains(row.name)) {
                            inspect(row);
                          }
                        })),
        Stream.of(DynamicTest.dynamicTest("forced colours", this::forcedColours)));
  }

  private void inspect(Row row) throws IOException {
    if (pictures != null) {
      pictures.take(browser, row.name);
      return;
    }
    assertThat(Inspection.of(browser)).as(row.name).isEmpty();
  }

  /// The board is on the screen when all rows are done. Where the system chooses the colours, they
  /// still say what is chosen and how far a release is.
  private void forcedColours() {
    visit("board.html", "Releases");
    browser.see(".release .track");
    browser.forceColours();
    for (String[] pair :
        new String[][] {
          {"[aria-pressed='true']", "[aria-pressed='false']", "backgroundColor"},
          {"nav a[aria-current]", "nav a:not([aria-current])", "borderBottomColor"},
          {".track :is(.past, .stopped) i", ".track span:last-child i", "backgroundColor"}
        }) {
      assertThat(style(pair[0], pair[2])).as(pair[0]).isNotEqualTo(style(pair[1], pair[2]));
    }
    browser.scheme("light");
  }

  private Object style(String css, String property) {
    browser.see(css);
    return browser.script(
        "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]",
        css,
        property);
  }

  private List<Row> beforeSigningIn() {
    return List.of(
        new Row("sign-in", () -> visit("", "Continue as alice")),
        new Row("problems", () -> visit("problems.html", "Problems")),
        new Row(
            "connect link that is gone",
            () -> visit("connect.html#" + "A".repeat(43), "Ask the person who sent it")),
        new Row("connect link without its address", () -> visit("connect.html", "Open the link")),
        new Row(
            "connect link",
            () -> {
              var link =
                  releases.call(
                      "POST",
                      "/connect-links",
                      new ObjectMapper()
                          .writeValueAsString(
                              Map.of(
                                  "label",
                                  "Example Ltd",
                                  "returnUrl",
                                  stage.local.webUri() + "/problems.html")));
              browser.visit(link.path("url").asText());
              browser.read("You were asked to connect");
            }),
        new Row(
            "connect link, rejected key",
            () -> {
              var key = stage.apple.createKey(KeyRole.ADMIN, KeyKind.TEAM, OTHER_ISSUER);
              stage.apple.revokeKey(key.keyId());
              stage.fillIn(key);
              browser.click("Connect");
              browser.read("Apple rejects this key");
            }),
        new Row(
            "connect link, another key",
            () -> {
              // Beside a final verdict the form is on the page already.
              if (browser.all(".key-form").isEmpty()) {
                browser.click("Hand in another key");
              }
              browser.see(".key-form");
            }),
        new Row(
            "connect link, connected",
            () -> {
              stage.fillIn(stage.apple.createKey(KeyRole.APP_MANAGER, KeyKind.TEAM, OTHER_ISSUER));
              browser.see(".key-form button[type=submit]").click();
              browser.read("Your team is connected");
            }));
  }

  private List<Row> wizard() {
    return List.of(
        new Row(
            "board without a team",
            () -> {
              visit("board.html", "Continue as bob");
              browser.click("Continue as bob");
              browser.read("Connect an Apple team first");
            }),
        new Row("wizard", () -> visit("", "Connect your Apple developer team")),
        new Row(
            "wizard, its questions open",
            () ->
                browser.script("document.querySelectorAll('details').forEach(o => o.open = true)")),
        new Row(
            "wizard, nothing filled in",
            () -> {
              browser.click("Connect");
              browser.read("Choose the .p8 file, or paste its text.");
            }),
        new Row(
            "wizard, wrong file",
            () -> {
              browser.drop(".key-form", "key.rtf", "{\\rtf1 Dear Ann}");
              browser.read("This is a rich text document (.rtf)");
            }),
        new Row(
            "wizard, damaged text",
            () -> {
              browser.paste("#key-text", NO_KEY);
              browser.read("damaged");
            }),
        new Row(
            "wizard, wrong ids",
            () -> {
              browser.type("#key-id", ISSUER);
              browser.type("#issuer-id", "2X9R4HXF34");
              browser.script("document.activeElement.blur()");
              browser.read("This is a Key ID or a Team ID.");
            }),
        new Row("wizard, filled in", () -> fill("AuthKey_%s.p8", ISSUER)),
        new Row("wizard, another service", () -> fill("SubscriptionKey_%s.p8", ISSUER)),
        new Row("wizard, individual key", () -> fill("ApiKey_%s.p8", "")));
  }

  private List<Row> verdicts() {
    return List.of(
        new Row(
            "verdict, rejected",
            () -> {
              visit("", "Connect your Apple developer team");
              fill("AuthKey_%s.p8", ISSUER);
              browser.click("Connect");
              browser.read("Apple rejects this key");
              stage.local.settle();
            }),
        new Row(
            "verdict, role too low",
            () -> {
              connect(KeyRole.DEVELOPER);
              browser.read("role is too low");
            }),
        new Row(
            "verdict, with what Apple said",
            () ->
                browser.script("document.querySelectorAll('details').forEach(o => o.open = true)")),
        new Row(
            "verdict, Apple does not answer",
            () -> {
              stage.apple.faults().add(dev.slipway.simulator.settings.Fault.status(503).always());
              try {
                connect(KeyRole.APP_MANAGER);
                browser.read("Apple is unavailable");
              } finally {
                stage.apple.faults().clear();
              }
            }),
        new Row(
            "replacing a key",
            () -> {
              browser.click("Replace the key");
              browser.see(".key-form");
            }),
        new Row(
            "teams",
            () -> {
              visit("#", "Teams");
              browser.see(".card.team");
            }),
        new Row(
            "team",
            () -> {
              browser.click("Sign out");
              visit("", "Continue as alice");
              browser.click("Continue as alice");
              visit("#team/" + releases.team(), "This key can do everything a release needs");
              browser.script("document.querySelectorAll('details').forEach(o => o.open = true)");
            }),
        new Row(
            "team, approval",
            () -> {
              browser.see("#approval").click();
              browser.read("From now on a person");
            }),
        new Row(
            "dialog: no approval",
            () -> {
              browser.see("#approval").click();
              browser.see("dialog");
            }),
        new Row(
            "dialog: disconnect",
            () -> {
              browser.see("dialog .danger").click();
              browser.until("closed", () -> browser.all("dialog").isEmpty());
              browser.click("Disconnect");
              browser.see("dialog");
            }));
  }

  private List<Row> uploads() {
    return List.of(
        new Row("board, empty", () -> visit("board.html", "No releases yet")),
        new Row(
            "board, what goes in a folder",
            () -> {
              browser.click("What goes in a folder");
              browser.read("metadata/review_information/");
            }),
        new Row(
            "board, no drop",
            () -> {
              browser.drop(".upload", "App.zip", "x");
              browser.read("App.zip isn’t an .ipa.");
            }),
        new Row(
            "upload, in progress",
            () -> {
              browser.network(false, 200_000);
              choose("Harbour Pilot with charts of all European waters.ipa", 40 << 20);
              browser.see(".uploads progress");
            }),
        new Row(
            "upload, offline",
            () -> {
              browser.network(true, 0);
              browser.read("You’re offline.");
            }),
        new Row(
            "upload, begun before a reload",
            () -> {
              // The last part never arrives, however long the reload takes.
              stage
                  .local
                  .aws()
                  .faults()
                  .add(FaultRule.s3("UploadPart", Fault.slowDown()).nth(5).times(999));
              browser.network(false, -1);
              browser.until(
                  "a part arrived",
                  () ->
                      Boolean.TRUE.equals(
                          browser.script(
                              "return JSON.parse(sessionStorage.getItem('slipway.uploads') ??"
                                  + " '[]')[0]?.etags.length > 0")));
              visit("board.html", "Choose the same file to continue it.");
              stage.local.aws().faults().clear();
            }),
        new Row(
            "upload, waiting",
            () -> {
              stage
                  .local
                  .aws()
                  .faults()
                  .add(FaultRule.s3("UploadPart", Fault.slowDown()).times(99));
              choose("Harbour.ipa", 20 << 20);
              browser.read("The bucket answered 503.");
            }),
        new Row(
            "upload, finished",
            () -> {
              stage.local.aws().faults().clear();
              browser.read("Uploaded. The release appears below.");
            }));
  }

  private List<Row> releases() {
    var rows = new ArrayList<Row>();
    rows.add(
        new Row(
            "release, unknown",
            () -> {
              releases.bring();
              visit("release.html?id=none", "There is no such release");
            }));
    for (String state :
        List.of(
            "READY_FOR_DISTRIBUTION",
            "PHASED",
            "PENDING_DEVELOPER_RELEASE",
            "REJECTED",
            "PRODUCTS",
            "IN_REVIEW",
            "WAITING_FOR_REVIEW",
            "PREPARED",
            "CANCELED",
            "SUPERSEDED",
            "IN_BETA_TESTING",
            "WAITING_FOR_BETA_REVIEW",
            "NEEDS_ATTENTION",
            "PLANNED",
            "APPROVAL")) {
      rows.add(
          new Row(
              "release, " + state,
              () -> {
                browser.visit(stage.local.webUri() + "/release.html?id=" + releases.id(state));
                browser.see(".release-page h1");
                browser.script("document.querySelectorAll('details').forEach(o => o.open = true)");
              }));
    }
    // In the same order each time, so that a seed names the same rows.
    new TreeMap<>(
            Map.of(
                "release", "PENDING_DEVELOPER_RELEASE",
                "complete", "PHASED",
                "approve", "APPROVAL",
                "carry-out", "PLANNED",
                "cancel", "WAITING_FOR_REVIEW"))
        .forEach(
            (order, state) ->
                rows.add(
                    new Row(
                        "dialog: " + order,
                        () -> {
                          browser.visit(
                              stage.local.webUri() + "/release.html?id=" + releases.id(state));
                          browser.see("[data-order='" + order + "']").click();
                          browser.see("dialog");
                        })));
    return rows;
  }

  private List<Row> boards() {
    return List.of(
        new Row(
            "board",
            () -> {
              for (int i = 0; i < 5; i++) {
                releases.dropBroken("broken-" + i);
              }
              releases.dropUnfinished("PROCESSING");
              visit("board.html", "Releases");
              browser.see(".release");
            }),
        new Row(
            "board, older releases",
            () -> {
              browser.click("Show older releases");
              browser.until("more", () -> browser.all(".release").size() > 20);
            }),
        new Row(
            "board, every row open",
            () -> {
              browser.script(
                  "document.querySelectorAll('.toggle[aria-expanded=false]').forEach(b =>"
                      + " b.click())");
              browser.until("open", () -> browser.all(".toggle[aria-expanded='false']").isEmpty());
            }),
        new Row(
            "board, nothing matches",
            () -> {
              browser.type("#filter-text", "no such app");
              browser.read("No releases match this filter.");
            }),
        new Row(
            "board, what App Review would miss",
            () -> {
              String app = stage.apple.snapshot().apps().getFirst().id();
              visit("board.html#readiness/" + releases.team() + "/" + app + "/IOS", "Releases");
              browser.see(".readiness[open] select");
            }));
  }

  private void visit(String page, String text) {
    browser.visit(stage.local.webUri() + "/" + page);
    browser.read(text);
  }

  private void fill(String fileName, String issuer) throws Exception {
    var key = stage.apple.createKey(KeyRole.ADMIN);
    stage.canary.watch(key.privateKeyPem());
    browser.drop(".key-form", fileName.formatted(key.keyId()), key.privateKeyPem());
    browser.read(fileName.formatted(key.keyId()));
    if (!issuer.isEmpty()) {
      browser.type("#key-id", key.keyId());
      browser.type("#issuer-id", issuer);
    }
  }

  private void connect(KeyRole role) {
    visit("#connect", "Connect your Apple developer team");
    stage.connect(stage.apple.createKey(role));
  }

  private void choose(String name, int bytes) throws Exception {
    var ipa = stage.ipa(name, "1.1", "2", bytes);
    browser.all("#ipa").getFirst().sendKeys(ipa.toAbsolutePath().toString());
  }
}
