package dev.slipway.appstoreconnect.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadPlanTest {
  private static final URI STORE =
      URI.create("https://northamerica-1.object-storage.apple.com/b/k?X-Amz-Signature=s3cr3t");

  @Test
  void acceptsOperationsThatCoverTheFileInAnyOrder() {
    var operations = new ArrayList<>(TestFile.operations(STORE, 25, 10));
    java.util.Collections.reverse(operations);

    var plan = UploadPlan.of(operations, 25, PartHosts.apple());

    assertThat(plan.operations()).extracting(UploadOperation::offset).containsExactly(0L, 10L, 20L);
  }

  /// Apple lists the parts in another order at each look; without numbers they get the same ones.
  @Test
  void readsTheSamePartsInEveryOrder() {
    var inOrder =
        List.of(new long[] {0, 10}, new long[] {10, 10}, new long[] {20, 10}, new long[] {30, 5});
    for (List<long[]> order : orders(inOrder)) {
      var json =
          Map.<String, Object>of(
              "uploadOperations",
              order.stream()
                  .map(
                      range ->
                          Map.of(
                              "method",
                              "PUT",
                              "url",
                              STORE.toString(),
                              "offset",
                              range[0],
                              "length",
                              range[1]))
                  .toList());

      var operations = UploadOperation.readAll(Json.parse(Json.write(json)));

      assertThat(operations).extracting(UploadOperation::partNumber).containsExactly(1, 2, 3, 4);
      assertThat(UploadPlan.of(operations, 35, PartHosts.apple()).operations())
          .isEqualTo(operations)
          .extracting(UploadOperation::offset)
          .containsExactly(0L, 10L, 20L, 30L);
    }
  }

  private static <T> List<List<T>> orders(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<T>>();
    for (T first : items) {
      var rest = new ArrayList<>(items);
      rest.remove(first);
      for (List<T> order : orders(rest)) {
        var whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        all.add(whole);
      }
    }
    return all;
  }

  @Test
  void refusesGapsOverlapsAndWrongSizes() {
    refuse("leaves a gap or overlaps", 20, part(1, 0, 9), part(2, 10, 10));
    refuse("leaves a gap or overlaps", 20, part(1, 0, 11), part(2, 10, 10));
    refuse("leaves a gap", 20, part(1, 1, 19));
    refuse("leaves a gap", 20, part(1, -1, 21));
    refuse("cover 20 of 21 bytes", 21, part(1, 0, 20));
    refuse("beyond the file", 19, part(1, 0, 20));
    refuse("beyond the file", 20, part(1, 0, 10), part(2, 10, Long.MAX_VALUE));
    refuse("is empty", 20, part(1, 0, 20), part(2, 20, 0));
    refuse("is listed twice", 20, part(1, 0, 10), part(1, 10, 10));
    refuse("cover 0 of 20", 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://object-storage.apple.com.evil.example/p",
        "https://apple.com.evil/p",
        "https://evilapple.com/p",
        "https://evil-apple.com/p",
        "https://apple.com/p",
        "https://apple.com@evil.example/p",
        "https://x.apple.com@evil.example/p",
        "https://x.apple.com:443@evil.example/p",
        "https://user@x.apple.com/p",
        "https://user:word@x.apple.com/p",
        "https://@x.apple.com/p",
        "https://evil.example/x.apple.com",
        "https://evil.example?.apple.com",
        "https://evil.example#.apple.com",
        "https://evil.example\\.apple.com/p",
        "https://evil.example%2F.apple.com/p",
        "https://evil.example%00.apple.com/p",
        "https://x.apple.com./p",
        "https://.apple.com/p",
        "https://x.xn--pple-43d.com/p",
        "https://x.\u0430pple.com/p",
        "https://x.apple\u3002com/p",
        "https://x_y.apple.com.evil.example/p",
        "https://17.253.144.10/p",
        "https://[2620:149:af0::10]/p",
        "https://[::ffff:17.253.144.10]/p",
        "https://[::1]/p",
        "https://127.0.0.1/p",
        "https://localhost/p",
        "https://2130706433/p",
        "https://169.254.169.254/latest/meta-data",
        "http://x.apple.com/p",
        "HTTP://x.apple.com/p",
        "http://127.0.0.1:80/p",
        "ftp://x.apple.com/p",
        "jar:https://x.apple.com/p!/",
        "file:///etc/passwd",
        "file://x.apple.com/etc/passwd",
        "//x.apple.com/p",
        "/p",
        "x.apple.com/p"
      })
  void refusesHostsThatAreNotApples(String url) {
    URI parsed;
    try {
      parsed = URI.create(url);
    } catch (IllegalArgumentException e) {
      // No address at all: refused when the operation is read.
      var json = JsonObject.of(Map.of("method", "PUT", "url", url, "offset", 0, "length", 5));
      assertThatThrownBy(() -> UploadOperation.read(json, 1))
          .isInstanceOf(JsonShapeException.class)
          .hasMessageNotContaining(url);
      return;
    }
    refuse("host that is not Apple's", 5, TestFile.operation(1, parsed, 0, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://northamerica-1.object-storage.apple.com/p?sig=x",
        "https://X.Apple.COM/p",
        "HTTPS://x.apple.com/p",
        "https://x.apple.com:443/p",
        "https://x.apple.com:/p@evil.example"
      })
  void allowsApplesHostsHoweverTheyAreWritten(String url) {
    var operation = TestFile.operation(1, URI.create(url), 0, 5);

    assertThat(UploadPlan.of(List.of(operation), 5, PartHosts.apple()).operations()).hasSize(1);
  }

  @Test
  void takesTheHostsOfItsSettingAlone() {
    var hosts = new PartHosts(List.of(".store.example"));
    var theirs = TestFile.operation(1, URI.create("https://a.store.example/p"), 0, 5);
    var apples = TestFile.operation(1, URI.create("https://x.apple.com/p"), 0, 5);

    assertThat(UploadPlan.of(List.of(theirs), 5, hosts).operations()).hasSize(1);
    assertThatThrownBy(() -> UploadPlan.of(List.of(apples), 5, hosts))
        .isInstanceOf(UnusableOperationsException.class);
    for (String suffix : List.of("", ".", "apple.com", "*", "https://apple.com", ".co")) {
      assertThatThrownBy(() -> new PartHosts(List.of(suffix)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesMorePartsThanAStoreTakes() {
    var many = TestFile.operations(URI.create("https://x.apple.com/p"), 10_001, 1);

    refuse("more than 10000", 10_001, many.toArray(UploadOperation[]::new));
  }

  @Test
  void allowsTheSimulatorOnlyWhenToldSoAndOnlyHere() {
    var here = TestFile.operations(URI.create("http://127.0.0.1:4711/p"), 5, 5);
    var elsewhere = TestFile.operations(URI.create("http://10.0.0.1/p"), 5, 5);

    assertThat(UploadPlan.of(here, 5, PartHosts.appleAndLoopback()).operations()).hasSize(1);
    assertThatThrownBy(() -> UploadPlan.of(elsewhere, 5, PartHosts.appleAndLoopback()))
        .isInstanceOf(UnusableOperationsException.class);
  }

  @Test
  void refusesOtherMethodsAndTokensInHeaders() {
    refuse("PUT", 5, new UploadOperation(1, "POST", STORE, 0, 5, List.of(), null, null));
    refuse(
        "header",
        5,
        new UploadOperation(
            1,
            "PUT",
            STORE,
            0,
            5,
            List.of(new UploadOperation.RequestHeader("authorization", "x")),
            null,
            null));
  }

  @Test
  void hidesAddressesAndHeaderValues() {
    var operation =
        new UploadOperation(
            1,
            "PUT",
            STORE,
            0,
            5,
            List.of(new UploadOperation.RequestHeader("x-key", "hidden")),
            null,
            null);

    assertThat(operation.toString()).doesNotContain("s3cr3t", "hidden", "apple.com");
    assertThat(UploadPlan.of(List.of(operation), 5, PartHosts.apple()).toString())
        .doesNotContain("s3cr3t");
    assertThatThrownBy(() -> UploadPlan.of(List.of(operation), 6, PartHosts.apple()))
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void survivesBeingStoredAndReadAgain() {
    var operation =
        new UploadOperation(
            3,
            "PUT",
            STORE,
            10,
            5L << 30,
            List.of(new UploadOperation.RequestHeader("Content-Type", "image/png")),
            Instant.parse("2026-03-08T18:11:12Z"),
            "\"abc\"");

    var read = UploadOperation.read(Json.parse(Json.write(operation.toJson().toMap())), 99);

    assertThat(read).isEqualTo(operation);
  }

  private static UploadOperation part(int number, long offset, long length) {
    return TestFile.operation(number, STORE, offset, length);
  }

  private static void refuse(String complaint, long sizeBytes, UploadOperation... operations) {
    assertThatThrownBy(() -> UploadPlan.of(List.of(operations), sizeBytes, PartHosts.apple()))
        .isInstanceOf(UnusableOperationsException.class)
        .hasMessageContaining(complaint);
  }
}
