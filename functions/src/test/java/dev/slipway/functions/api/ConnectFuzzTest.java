package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.Json;
import dev.slipway.simulator.KeyRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged connect requests in large numbers, through the whole function: a problem every time,
/// never a 5xx, never a stack trace, and nothing that looks like one in the log.
@Tag("fuzz")
class ConnectFuzzTest {
  private static final int CASES = 3_500;
  private static final String BOUNDARY = "----slipway7MA4YWxkTrZu0gW";

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void damagedKeysInSoundRequests() {
    var body = FunctionFixture.connectBody(fixture.key(KeyRole.ADMIN));
    byte[] pem = utf8(body.get("privateKey"));
    fuzz(
        "private key",
        random -> {
          body.put("privateKey", new String(mutate(pem, random), StandardCharsets.ISO_8859_1));
          return Request.postJson("/connections", body);
        });
  }

  @Test
  void damagedForms() throws IOException {
    byte[] form = form();
    fuzz(
        "form",
        random ->
            Request.of("POST", "/connections")
                .body("multipart/form-data; boundary=" + BOUNDARY, mutate(form, random)));
  }

  @Test
  void damagedJson() {
    byte[] json = Json.write(FunctionFixture.connectBody(fixture.key(KeyRole.ADMIN)));
    fuzz(
        "JSON",
        random ->
            Request.of("POST", "/connections").body("application/json", mutate(json, random)));
  }

  private interface Attempt {
    Request make(Random random);
  }

  private void fuzz(String what, Attempt attempt) {
    long seed = Long.getLong("slipway.fuzz.seed", Long.getLong("tests.seed", System.nanoTime()));
    var random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      var answer = fixture.call(api, attempt.make(random));
      String which = what + " case " + i + ", -Dslipway.fuzz.seed=" + seed;
      assertThat(answer.status()).as(which).isBetween(200, 499);
      if (answer.status() >= 400) {
        assertThat(answer.json().string("type")).as(which).startsWith("urn:slipway:problem:");
      }
      assertThat(answer.text())
          .as(which)
          .doesNotContain("Exception")
          .doesNotContain("\\tat ")
          .doesNotContain(".java:");
    }
    assertThat(fixture.log()).doesNotContain("Exception").doesNotContain("\"level\":\"ERROR\"");
  }

  private byte[] form() throws IOException {
    var key = fixture.key(KeyRole.ADMIN);
    var out = new ByteArrayOutputStream();
    for (String[] field : new String[][] {{"keyId", key.keyId()}, {"issuerId", key.issuerId()}}) {
      out.write(
          utf8(
              "--"
                  + BOUNDARY
                  + "\r\nContent-Disposition: form-data; name=\""
                  + field[0]
                  + "\"\r\n\r\n"
                  + field[1]
                  + "\r\n"));
    }
    out.write(
        utf8(
            "--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"key\"; filename=\"AuthKey_"
                + key.keyId()
                + ".p8\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                + key.privateKeyPem()
                + "\r\n--"
                + BOUNDARY
                + "--\r\n"));
    return out.toByteArray();
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int edit = 3 + random.nextInt(6); edit >= 0 && bytes.length > 0; edit--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(8)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1, 2 -> bytes[at] = (byte) random.nextInt(256);
        case 3 -> bytes[at] = (byte) "\r\n-\"\\;:=%{}[], ".charAt(random.nextInt(15));
        case 4 -> bytes = Arrays.copyOf(bytes, at);
        case 5 -> {
          int to = at + random.nextInt(bytes.length - at);
          byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - at));
          System.arraycopy(bytes, to, shorter, at, bytes.length - to);
          bytes = shorter;
        }
        default -> {
          byte[] longer = new byte[bytes.length + 1 + random.nextInt(8)];
          System.arraycopy(bytes, 0, longer, 0, at);
          System.arraycopy(bytes, at, longer, at + longer.length - bytes.length, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
