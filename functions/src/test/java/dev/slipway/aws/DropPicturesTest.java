package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.aws.DropPictures.Shown;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class DropPicturesTest {
  private static final String KEY = "c/f/screenshots/en-US/1 phone ü.png";

  @TempDir Path directory;
  private LocalAwsFixture fixture;
  private S3Client s3;
  private DropPictures pictures;

  @BeforeEach
  void start() throws IOException {
    fixture = new LocalAwsFixture(directory);
    var clients = fixture.clients();
    s3 = clients.s3();
    pictures =
        new DropPictures(
            s3, new AddressSigner(clients::s3Presigner), LocalAwsFixture.DROPS, fixture.backoff());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private String put(String body) {
    return s3.putObject(
            put -> put.bucket(LocalAwsFixture.DROPS).key(KEY).contentType("text/html"),
            RequestBody.fromString(body))
        .versionId();
  }

  /// A page that was uploaded as a screenshot must not run in the bucket's origin.
  @Test
  void showsThePinnedVersionAsAnImageWhateverItWasUploadedAs() throws IOException {
    String pinned = put("<script>alert(1)</script>");
    put("a later version");

    var shown = (Shown.Address) pictures.shown(KEY, pinned, "image/png");

    var answer = (HttpURLConnection) shown.url().openConnection();
    assertThat(answer.getResponseCode()).isEqualTo(200);
    assertThat(answer.getContentType()).isEqualTo("image/png");
    assertThat(new String(answer.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("<script>");
    assertThat(shown.url().getQuery()).contains("X-Amz-Expires=900");
    assertThat(shown).hasToString("Address[until " + shown.expiresAt() + "]");
  }

  @Test
  void anAddressIsForNoOtherVersionOrContentType() throws IOException {
    String pinned = put("one");
    String later = put("two");
    var url = ((Shown.Address) pictures.shown(KEY, pinned, "image/png")).url().toString();

    for (String other :
        new String[] {
          url.replace(pinned, later), url.replace("image%2Fpng", "text%2Fhtml"),
        }) {
      var answer = (HttpURLConnection) java.net.URI.create(other).toURL().openConnection();
      assertThat(other).isNotEqualTo(url);
      assertThat(answer.getResponseCode()).isEqualTo(403);
    }
  }

  @Test
  void aVersionThatExpiredIsGone() {
    String pinned = put("one");
    s3.deleteObject(delete -> delete.bucket(LocalAwsFixture.DROPS).key(KEY).versionId(pinned));

    assertThat(pictures.shown(KEY, pinned, "image/png")).isEqualTo(new Shown.Gone());
  }

  /// As S3 answers a caller that may not list the bucket.
  @Test
  void anAnswerThatRefusesMeansGoneToo() {
    String pinned = put("one");
    fixture
        .aws()
        .faults()
        .add(FaultRule.s3("HeadObject", new Fault.Refused(403, "AccessDenied", "Access Denied")));

    assertThat(pictures.shown(KEY, pinned, "image/png")).isEqualTo(new Shown.Gone());
  }

  @Test
  void aBucketThatDoesNotAnswerSaysNothingAboutAPicture() {
    String pinned = put("one");
    fixture
        .aws()
        .faults()
        .add(
            FaultRule.s3("HeadObject", new Fault.Refused(503, "SlowDown", "Please reduce."))
                .times(20));

    assertThatThrownBy(() -> pictures.shown(KEY, pinned, "image/png"))
        .isInstanceOf(S3Exception.class);
  }
}
