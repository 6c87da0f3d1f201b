package dev.slipway.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.endpoints.AwsClients;
import dev.slipway.localaws.events.ObjectEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// State outlives the process.
class RestartTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
  private final List<ObjectEvent> events = new CopyOnWriteArrayList<>();

  @TempDir private Path directory;

  private interface Work<T> {
    T with(AwsClients clients);
  }

  private <T> T session(Work<T> work) throws IOException, InterruptedException {
    try (LocalAws aws = LocalAws.start(LocalAwsOptions.at(directory).withClock(now::get));
        AwsClients clients = AwsClients.at(aws)) {
      aws.createBucket("versioned", true);
      aws.createBucket("plain", false);
      aws.onObjectEvent("versioned", events::add);
      T result = work.with(clients);
      assertThat(aws.awaitEventsDelivered(Duration.ofMinutes(1))).isTrue();
      return result;
    }
  }

  private static String put(AwsClients clients, String bucket, String key, String text) {
    return clients
        .s3()
        .putObject(
            r -> r.bucket(bucket).key(key).metadata(Map.of("m", text)),
            RequestBody.fromString(text))
        .versionId();
  }

  private static String get(AwsClients clients, String bucket, String key) {
    return clients.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
  }

  @Test
  void objectsAndVersionsAreThereAgain() throws Exception {
    List<String> versionIds =
        session(
            clients -> {
              put(clients, "plain", "k ü", "old");
              put(clients, "plain", "k ü", "new");
              put(clients, "plain", "gone", "x");
              clients.s3().deleteObject(r -> r.bucket("plain").key("gone"));
              return List.of(
                  put(clients, "versioned", "k", "one"), put(clients, "versioned", "k", "two"));
            });
    session(
        clients -> {
          assertThat(get(clients, "plain", "k ü")).isEqualTo("new");
          assertThat(clients.s3().listObjectsV2(r -> r.bucket("plain")).keyCount()).isOne();
          assertThat(clients.s3().listObjectVersions(r -> r.bucket("versioned")).versions())
              .extracting(ObjectVersion::versionId)
              .containsExactly(versionIds.get(1), versionIds.get(0));
          var head = clients.s3().headObject(r -> r.bucket("versioned").key("k"));
          assertThat(head.metadata()).containsEntry("m", "two");
          assertThat(head.lastModified()).isEqualTo(now.get());
          return put(clients, "versioned", "k", "three");
        });
    assertThat(events).extracting(ObjectEvent::sequencer).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aMultipartUploadGoesOn() throws Exception {
    record Begun(String uploadId, String etag) {}
    Begun begun =
        session(
            clients -> {
              String uploadId =
                  clients
                      .s3()
                      .createMultipartUpload(r -> r.bucket("versioned").key("k"))
                      .uploadId();
              String etag =
                  clients
                      .s3()
                      .uploadPart(
                          r -> r.bucket("versioned").key("k").uploadId(uploadId).partNumber(1),
                          RequestBody.fromString("part"))
                      .eTag();
              return new Begun(uploadId, etag);
            });
    String text =
        session(
            clients -> {
              CompletedPart part = CompletedPart.builder().partNumber(1).eTag(begun.etag()).build();
              clients
                  .s3()
                  .completeMultipartUpload(
                      r ->
                          r.bucket("versioned")
                              .key("k")
                              .uploadId(begun.uploadId())
                              .multipartUpload(upload -> upload.parts(part)));
              return get(clients, "versioned", "k");
            });
    assertThat(text).isEqualTo("part");
  }

  @Test
  void secretsAreThereAgainUntilTheirWindowEnds() throws Exception {
    session(clients -> clients.secrets().createSecret(r -> r.name("s").secretString("one")));
    session(
        clients -> {
          assertThat(clients.secrets().getSecretValue(r -> r.secretId("s")).secretString())
              .isEqualTo("one");
          return clients.secrets().deleteSecret(r -> r.secretId("s").recoveryWindowInDays(7L));
        });
    now.updateAndGet(time -> time.plus(Duration.ofDays(6)));
    session(
        clients ->
            assertThat(clients.secrets().describeSecret(r -> r.secretId("s")).deletedDate())
                .isEqualTo(Instant.parse("2026-11-30T10:00:00Z")));
    now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
    session(
        clients ->
            org.assertj.core.api.Assertions.assertThatThrownBy(
                    () -> clients.secrets().describeSecret(r -> r.secretId("s")))
                .isInstanceOf(ResourceNotFoundException.class));
  }

  @Test
  void aLogLineThatACrashCutShortNeverTookEffect() throws Exception {
    session(clients -> put(clients, "versioned", "k", "one"));
    try (var files = Files.walk(directory)) {
      Path log = files.filter(file -> file.endsWith("versions.jsonl")).findFirst().orElseThrow();
      Files.writeString(log, "{\"put\":{\"key\":\"k\",\"vers", StandardOpenOption.APPEND);
    }
    session(
        clients -> {
          assertThat(get(clients, "versioned", "k")).isEqualTo("one");
          return put(clients, "versioned", "k", "two");
        });
    String after = session(clients -> get(clients, "versioned", "k"));
    assertThat(after).isEqualTo("two");
  }
}
