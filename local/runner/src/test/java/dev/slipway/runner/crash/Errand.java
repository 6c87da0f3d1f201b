package dev.slipway.runner.crash;

import dev.slipway.runner.IssuerKey;
import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.SlipwayLocal;
import dev.slipway.runner.SlipwayLocalOptions;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.SimulatorClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/// What a person or a schedule does with a connection. Each begins with what must be there before,
/// in peace; then comes the one thing that is done.
enum Errand {
  /// A team's first key.
  NEW_TEAM("#1", "-", "APP_MANAGER"),
  /// The key that is in use, once more; Apple has given it another role meanwhile.
  SAME_KEY("#1", "-", "ADMIN"),
  /// Another key, which is no worse.
  REPLACEMENT("#2", "PROMOTED", "ADMIN"),
  /// Another key, which is worse.
  WORSE_KEY("#1", "REFUSED", "APP_MANAGER"),
  /// The check that a person asks for, after a change of the key's role.
  CHECK_NOW("#1", "-", "ADMIN"),
  /// The check that comes by itself because Apple could not be asked.
  CHECK_DUE("#1", "-", "APP_MANAGER"),
  /// The check of every day, after a change of the key's role.
  DAILY_ROUND("#1", "-", "ADMIN"),
  /// The end of a connection with a release that is open.
  DISCONNECT("#1", "-", "APP_MANAGER"),
  /// A team's key after the end of its connection.
  CONNECT_AGAIN("#1", "-", "APP_MANAGER"),
  /// A key that the holder of a connect link hands in.
  CONNECT_LINK("#1", "-", "APP_MANAGER"),
  /// The end of all that a tenant has.
  LEAVE("#1", "-", "APP_MANAGER");

  /// What the names of these rows of the table begin with.
  static final String ROWS = "connections/";

  private static final Duration STEP = Duration.ofMinutes(5);

  /// A lost wake is made up for by the daily round, a lost daily round by the next.
  private static final Duration PATIENCE = Duration.ofHours(49);

  /// How everything must stand in the end: one record, one listing marker, one secret.
  private final EndState expected;

  /// @param key that is in use in the end
  /// @param replacement what became of another
  /// @param role that the verdict tells
  Errand(String key, String replacement, String role) {
    boolean isOver = name().equals("DISCONNECT");
    String record =
        "connection %s key=%s stored=true pending=- replacement=%s verdict=CONNECTED likely %s"
                .formatted(isOver ? "DISCONNECTED" : "CONNECTED", key, replacement, role)
            + " [com.example.app]";
    this.expected =
        name().equals("LEAVE")
            ? new EndState(List.of("secret to be deleted"))
            : name().equals("CONNECT_LINK")
                ? new EndState(
                    List.of(
                        "link CONNECTED",
                        record,
                        "marker connect-links",
                        "marker connections",
                        "secret AWSCURRENT=" + key + " AWSPENDING=-"))
                : isOver
                    ? new EndState(
                        List.of(
                            record,
                            "marker releases",
                            "marker releases CANCELED",
                            "release CANCELED",
                            "secret to be deleted"))
                    : new EndState(
                        List.of(
                            record,
                            "marker connections",
                            "secret AWSCURRENT=" + key + " AWSPENDING=-"));
  }

  /// See the constructor.
  EndState expected() {
    return expected;
  }

  /// Runs the errand in a fresh directory.
  ///
  /// @param point null when nothing goes wrong
  Ended run(Path directory, @Nullable Point point) throws Exception {
    var clock = SimulatorClock.fixedAt(Voyage.START);
    String scene = name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": ";
    var trouble =
        new Trouble(
            point,
            clock,
            new Trouble.Cast(
                Set.of("ApiFunction", "ConnectionCheckFunction", "ConnectLinkFunction"),
                ROWS,
                scene));
    var options =
        SlipwayLocalOptions.of(IssuerKey.in(directory), RepositoryFiles.file("template.yaml"))
            .withClock(clock)
            .withInterference(trouble)
            .withSimulator(simulator -> simulator.withStateFile(null));
    try (var local = SlipwayLocal.start(options);
        var state = new ConnectionEnd(local)) {
      var apple = local.simulator().orElseThrow();
      apple.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
      var keys =
          List.of(
              apple.createKey(KeyRole.APP_MANAGER),
              apple.createKey(KeyRole.ADMIN),
              apple.createKey(KeyRole.DEVELOPER));
      String id = prepare(local, apple, keys, state);
      local.aws().faults().script(trouble::aws);
      apple.faults().script(trouble::apple);
      trouble.arm();
      act(local, keys, id);
      local.settle();
      trouble.disarm();
      return end(local, trouble, () -> state.read(keys));
    }
  }

  /// @return the connection's id, or a link's token; empty before either exists
  private String prepare(
      SlipwayLocal local,
      AppStoreConnectSimulator apple,
      List<SimulatedKey> keys,
      ConnectionEnd state)
      throws Exception {
    if (this == NEW_TEAM) {
      return "";
    }
    if (this == CONNECT_LINK) {
      String body =
          "{\"label\": \"Customer\", \"returnUrl\": \"%s/problems.html\"}"
              .formatted(local.webUri());
      String url = Caller.of(local).send("POST", "/connect-links", body).path("url").asText();
      return url.substring(url.indexOf('#') + 1);
    }
    var first = keys.getFirst();
    if (this == CHECK_DUE) {
      apple.faults().add(Fault.status(503).always());
    }
    String id = Caller.of(local).connect(first).path("id").asText();
    local.settle();
    apple.faults().clear();
    switch (this) {
      case SAME_KEY, CHECK_NOW -> apple.changeRole(first.keyId(), KeyRole.ADMIN);
      case DAILY_ROUND -> {
        local.advance(Duration.ofDays(1).minusMinutes(1));
        apple.changeRole(first.keyId(), KeyRole.ADMIN);
      }
      case DISCONNECT -> {
        state
            .s3()
            .putObject(
                put -> put.bucket(local.dropBucket()).key(id + "/App.ipa"),
                RequestBody.fromBytes(ipa()));
        local.settle();
      }
      case CONNECT_AGAIN -> {
        Caller.of(local).send("DELETE", "/connections/" + id, "");
        local.settle();
      }
      case NEW_TEAM, REPLACEMENT, WORSE_KEY, CHECK_DUE, CONNECT_LINK, LEAVE -> {}
    }
    return id;
  }

  private void act(SlipwayLocal local, List<SimulatedKey> keys, String id) throws Exception {
    var caller = Caller.of(local);
    switch (this) {
      case NEW_TEAM, SAME_KEY, CONNECT_AGAIN -> caller.connect(keys.getFirst());
      case REPLACEMENT -> caller.connect(keys.get(1));
      case WORSE_KEY -> caller.connect(keys.get(2));
      case CHECK_NOW -> caller.send("POST", "/connections/" + id + "/check", "");
      case DISCONNECT -> caller.send("DELETE", "/connections/" + id, "");
      case CONNECT_LINK -> caller.handIn(id, keys.getFirst());
      case LEAVE -> caller.send("DELETE", "/tenant", "{\"tenant\": \"alice\"}");
      case CHECK_DUE -> local.advance(STEP);
      case DAILY_ROUND -> local.advance(Duration.ofMinutes(1));
    }
  }

  /// A look at what is there.
  private interface Look {
    EndState take() throws Exception;
  }

  private Ended end(SlipwayLocal local, Trouble trouble, Look look) throws Exception {
    var start = local.clock().instant();
    EndState end;
    boolean isOver;
    do {
      // What is late, what Lambda repeats, and what a marker has checked again come in this time.
      for (int i = 0; i < 3; i++) {
        local.advance(STEP);
        trouble.deliverHeld();
        local.settle();
      }
      end = look.take();
      isOver =
          end.difference(expected).isEmpty()
              || Duration.between(start, local.clock().instant()).compareTo(PATIENCE) > 0;
    } while (!isOver);
    return new Ended(trouble.wasMet(), end, 0, "", trouble.happened());
  }

  private static byte[] ipa() throws IOException {
    var bytes = new ByteArrayOutputStream();
    SampleIpa.write(bytes, SampleIpa.Spec.of("com.example.app", "1.1", "2"));
    return bytes.toByteArray();
  }
}
