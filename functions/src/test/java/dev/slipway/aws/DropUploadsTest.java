package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.DropUploads.Completion;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class DropUploadsTest {
  @TempDir Path directory;
  private LocalAwsFixture fixture;
  private DropUploads uploads;

  @BeforeEach
  void start() throws IOException {
    fixture = new LocalAwsFixture(directory);
    var clients = fixture.clients();
    uploads =
        new DropUploads(
            clients.s3(),
            new AddressSigner(clients::s3Presigner),
            LocalAwsFixture.DROPS,
            fixture.backoff());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /// S3 begins the answer with 200 before it has put the parts together.
  @Test
  void repeatsACompletionThatFailsAfterItsStatus() {
    var upload = uploads.begin("c/App.ipa");
    String etag =
        fixture
            .clients()
            .s3()
            .uploadPart(
                part ->
                    part.bucket(LocalAwsFixture.DROPS)
                        .key(upload.key())
                        .uploadId(upload.s3UploadId())
                        .partNumber(1),
                RequestBody.fromString("all of it"))
            .eTag();
    var etags = new TreeMap<Integer, String>();
    etags.put(1, etag);
    fixture
        .aws()
        .faults()
        .add(
            FaultRule.s3(
                    "CompleteMultipartUpload",
                    new Fault.Refused(200, "InternalError", "We encountered an internal error."))
                .times(2));

    var completion = uploads.complete(upload, etags);

    assertThat(completion).isInstanceOf(Completion.Completed.class);
    assertThat(fixture.pauses()).hasSize(2);
    assertThat(
            fixture
                .clients()
                .s3()
                .getObjectAsBytes(get -> get.bucket(LocalAwsFixture.DROPS).key("c/App.ipa"))
                .asUtf8String())
        .isEqualTo("all of it");
  }

  /// Between S3's refusal and the look at what is missing.
  @Test
  void anUploadThatIsCanceledMeanwhileIsUnknown() {
    var upload = uploads.begin("c/App.ipa");
    var etags = new TreeMap<Integer, String>();
    etags.put(1, "\"never sent\"");
    fixture
        .aws()
        .faults()
        .add(
            FaultRule.s3(
                "ListParts",
                new Fault.Refused(404, "NoSuchUpload", "The specified upload does not exist.")));

    assertThat(uploads.complete(upload, etags)).isInstanceOf(Completion.Unknown.class);
  }
}
