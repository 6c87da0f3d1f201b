package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bundles within an uploaded app: what people reported of them, and nothing else.
class UploadedBundlesTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private SimulatedApp app;
  private Caller caller;
  private int build = 1;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).withPartSizeBytes(5_000));
    caller = new Caller(simulator, simulator.createKey(KeyRole.DEVELOPER));
    app = simulator.createApp(NewApp.of("com.example.app", "Example"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void refusesWhatWasReportedAsRefused() {
    assertThat(
            errors(
                "Pay.bundle",
                "<key>CFBundleSupportedPlatforms</key>"
                    + "<array><string>iPhoneSimulator</string></array>"))
        .containsExactly("90542");
    assertThat(
            errors(
                "Frameworks/Kit.framework",
                text("CFBundleShortVersionString", "2.2.0.0")
                    + text("CFBundleVersion", "241209 854")))
        .containsExactly("90060", "90058");
    assertThat(errors("Frameworks/Kit.framework", text("MinimumOSVersion", "13.0"), machO(17)))
        .containsExactly("90208");
    assertThat(errors("PlugIns/W.appex", numbers() + text("CFBundleIdentifier", "org.other.w")))
        .containsExactly("90347");
    assertThat(
            errors(
                "PlugIns/W.appex", numbers() + text("CFBundleIdentifier", "com.example.app.a.b")))
        .containsExactly("90347");
    assertThat(
            errors(
                "Watch/W.app",
                text("CFBundleIdentifier", "com.example.app")
                    + text("CFBundleShortVersionString", "1.0")
                    + text("CFBundleVersion", "1.1")))
        .containsExactly("90376", "90379", "90379");
  }

  @Test
  void warnsOfAnExtensionWithAnotherVersion() {
    JsonNode state =
        state(
            "PlugIns/W.appex",
            text("CFBundleIdentifier", "com.example.app.W")
                + text("CFBundleShortVersionString", "1.1.0")
                + text("CFBundleVersion", "1"),
            machO(17));

    assertThat(state.path("state").asText()).isEqualTo("COMPLETE");
    assertThat(codes(state, "warnings")).containsExactly("90473", "90473");
  }

  @Test
  void takesWhatNobodyReported() {
    assertThat(errors("Frameworks/Kit.framework", text("MinimumOSVersion", "100.0"), machO(17)))
        .isEmpty();
    assertThat(errors("Frameworks/Kit.framework", "")).as("no version").isEmpty();
    assertThat(errors("Frameworks/Kit.framework", text("CFBundleVersion", "1.2.3.4"))).isEmpty();
    assertThat(errors("AppClips/C.app", text("CFBundleVersion", "9"))).isEmpty();
  }

  private List<String> errors(String path, String keys) {
    return errors(path, keys, machO(17));
  }

  private List<String> errors(String path, String keys, byte[] binary) {
    return codes(state(path, keys, binary), "errors");
  }

  private JsonNode state(String path, String keys, byte[] binary) {
    build++;
    String folder = "Payload/Example.app/";
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(folder + "Info.plist", Caller.infoPlist("com.example.app", "1.1", "" + build, ""));
    entries.put(
        folder + path + "/Info.plist",
        ("<plist version=\"1.0\"><dict>" + keys + "</dict></plist>")
            .getBytes(StandardCharsets.UTF_8));
    String name = path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    entries.put(folder + path + "/" + name, binary);
    String upload = caller.upload(app.id(), "1.1", "" + build, Caller.zip(entries));
    clock.advance(Duration.ofMinutes(3));
    return caller.get("/v1/buildUploads/" + upload).attribute("state");
  }

  private static List<String> codes(JsonNode state, String kind) {
    List<String> codes = new ArrayList<>();
    state.path(kind).forEach(one -> codes.add(one.path("code").asText()));
    return codes;
  }

  private String numbers() {
    return text("CFBundleShortVersionString", "1.1") + text("CFBundleVersion", "" + (build + 1));
  }

  private static String text(String key, String value) {
    return "<key>" + key + "</key><string>" + value + "</string>";
  }

  /// A universal binary of which the code for 64-bit devices needs this version of iOS.
  private static byte[] machO(int version) {
    ByteBuffer bytes = ByteBuffer.allocate(400);
    bytes.putInt(0xCAFEBABE).putInt(1).putInt(0x0100000C).putInt(0).putInt(100).putInt(64);
    ByteBuffer thin = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(100);
    thin.putInt(0xFEEDFACF).putInt(0x0100000C).putInt(0).putInt(6).putInt(2).putInt(48);
    thin.putInt(0).putInt(0).putInt(0x1B).putInt(24).position(100 + 32 + 24);
    thin.putInt(0x32).putInt(24).putInt(2).putInt(version << 16);
    return bytes.array();
  }
}
