package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class DropBucketTest {
  @TempDir Path directory;
  private LocalAwsFixture fixture;
  private DropBucket drops;

  @BeforeEach
  void start() throws IOException {
    fixture = new LocalAwsFixture(directory);
    drops = new DropBucket(fixture.clients().s3(), LocalAwsFixture.DROPS, fixture.backoff());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void readsRangesOfThePinnedVersion() throws IOException {
    put("c/My App+1.ipa", "0123456789");
    var object = drops.newest("c/My App+1.ipa").orElseThrow();

    assertThat(object.sizeBytes()).isEqualTo(10);
    assertThat(object.versionId()).isNotEmpty();
    assertThat(object.etag()).startsWith("\"");
    assertThat(read(object, 3, 4)).isEqualTo("3456");
    assertThat(read(object, 0, 10)).isEqualTo("0123456789");
    assertThat(read(object, 10, 0)).isEmpty();
  }

  @Test
  void keepsReadingThePinnedVersionAfterANewOneCame() throws IOException {
    put("c/a.ipa", "old content");
    var old = drops.newest("c/a.ipa").orElseThrow();
    put("c/a.ipa", "new");

    assertThat(read(old, 0, 3)).isEqualTo("old");
    assertThat(drops.newest("c/a.ipa").orElseThrow().versionId()).isNotEqualTo(old.versionId());
  }

  @Test
  void saysThatAVersionIsGone() {
    put("c/a.ipa", "old");
    var old = drops.newest("c/a.ipa").orElseThrow();
    fixture
        .clients()
        .s3()
        .deleteObject(
            r -> r.bucket(LocalAwsFixture.DROPS).key(old.key()).versionId(old.versionId()));

    assertThatThrownBy(() -> drops.open(old, 0, 1))
        .isInstanceOf(DropObjects.DropChangedException.class)
        .hasMessageContaining("c/a.ipa");
  }

  @Test
  void saysThatTheContentIsAnother() {
    put("c/a.ipa", "old");
    var object = drops.newest("c/a.ipa").orElseThrow();
    var other = new ObjectVersion(object.key(), object.versionId(), "\"abc\"", object.sizeBytes());

    assertThatThrownBy(() -> drops.open(other, 0, 1))
        .isInstanceOf(DropObjects.DropChangedException.class);
  }

  @Test
  void findsNothingThatIsDeletedOrNeverWas() {
    put("c/a.ipa", "x");
    fixture.clients().s3().deleteObject(r -> r.bucket(LocalAwsFixture.DROPS).key("c/a.ipa"));

    assertThat(drops.newest("c/a.ipa")).isEmpty();
    assertThat(drops.newest("c/b.ipa")).isEmpty();
    assertThat(drops.list("c/", 10)).isEmpty();
  }

  @Test
  void listsNewestVersionsUpToTheLimit() {
    put("c/d/2.txt", "b");
    put("c/d/1.txt", "a");
    put("c/d/1.txt", "aa");
    put("c/d/ü +.txt", "c");
    put("c/e.txt", "no");

    assertThat(drops.list("c/d/", 10))
        .extracting(ObjectVersion::key)
        .containsExactly("c/d/1.txt", "c/d/2.txt", "c/d/ü +.txt");
    assertThat(drops.list("c/d/", 10).getFirst())
        .isEqualTo(drops.newest("c/d/1.txt").orElseThrow());
    assertThat(drops.list("c/d/", 2)).hasSize(2);
  }

  @Test
  void opensAgainAfterAPassingFault() throws IOException {
    put("c/a.ipa", "0123456789");
    var object = drops.newest("c/a.ipa").orElseThrow();
    fixture.aws().faults().add(FaultRule.s3("GetObject", Fault.internalError()).times(2));

    assertThat(read(object, 1, 2)).isEqualTo("12");
    assertThat(fixture.pauses()).hasSize(2);
  }

  @Test
  void neverTakesABrokenAnswerForTheEnd() {
    put("c/a.ipa", "x".repeat(5_000_000));
    var object = drops.newest("c/a.ipa").orElseThrow();
    fixture.aws().faults().add(FaultRule.s3("GetObject", Fault.cutAfterBytes(3_000_000)));

    assertThatThrownBy(() -> read(object, 0, 5_000_000)).isInstanceOf(IOException.class);
  }

  /// Without AWS's message, which may repeat the request.
  @Test
  void saysWhichAnswerKeepsItFromReading() {
    put("c/a.ipa", "0123456789");
    var object = drops.newest("c/a.ipa").orElseThrow();
    var faults = fixture.aws().faults();

    faults.add(FaultRule.s3("GetObject", Fault.accessDenied()));
    assertThatThrownBy(() -> read(object, 0, 1))
        .isInstanceOf(DropObjects.DropUnreadableException.class)
        .hasMessage("drop bucket: reading c/a.ipa failed: answer 403 AccessDenied");
    faults.add(FaultRule.s3("ListObjectVersions", Fault.slowDown()).times(6));
    assertThatThrownBy(() -> drops.list("c/", 10))
        .cause()
        .isInstanceOf(DropObjects.DropUnreadableException.class)
        .hasMessage("drop bucket: reading c/ failed: answer 503 SlowDown");
  }

  @Test
  void closesEarlyWithoutReadingTheRest() throws IOException {
    put("c/a.ipa", "x".repeat(5_000_000));
    var object = drops.newest("c/a.ipa").orElseThrow();

    try (var bytes = drops.open(object, 0, object.sizeBytes())) {
      assertThat(bytes.read()).isEqualTo('x');
    }
    assertThat(read(object, 0, 1)).isEqualTo("x");
  }

  private void put(String key, String content) {
    fixture
        .clients()
        .s3()
        .putObject(
            request -> request.bucket(LocalAwsFixture.DROPS).key(key),
            RequestBody.fromString(content));
  }

  private String read(ObjectVersion object, long offset, long length) throws IOException {
    try (var bytes = drops.open(object, offset, length)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
