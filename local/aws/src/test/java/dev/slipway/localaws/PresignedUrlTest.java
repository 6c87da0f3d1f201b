package dev.slipway.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.endpoints.AwsClients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresignedUrlTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private LocalAws aws;
  private AwsClients clients;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    aws = LocalAws.start(LocalAwsOptions.at(directory).withSignatureClock(now::get));
    aws.createBucket("b-1", false);
    clients = AwsClients.at(aws);
  }

  @AfterEach
  void stop() {
    clients.close();
    aws.close();
  }

  private String presignedPut() {
    return clients
        .presigner()
        .presignPutObject(
            presign ->
                presign
                    .signatureDuration(Duration.ofMinutes(15))
                    .putObjectRequest(r -> r.bucket("b-1").key("own/k")))
        .url()
        .getFile();
  }

  private String put(String target, Map<String, String> headers) throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "");
    return RawHttp.put(aws, target, all, "abc");
  }

  @Test
  void worksUntilItExpires() throws IOException {
    String url = presignedPut();
    assertThat(put(url, Map.of())).startsWith("HTTP/1.1 200");
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(16)));
    assertThat(put(url, Map.of()))
        .startsWith("HTTP/1.1 403")
        .contains("<Code>AccessDenied</Code>", "Request has expired");
  }

  @Test
  void worksForNoOtherKeyMethodOrTime() throws IOException {
    String url = presignedPut();
    assertThat(put(url.replace("own/k", "other/k"), Map.of()))
        .contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(put(url.replace("X-Amz-Expires=900", "X-Amz-Expires=604800"), Map.of()))
        .contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(RawHttp.get(aws, url, Map.of("Authorization", "")))
        .contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(put(url.replace("X-Amz-Expires=900", "X-Amz-Expires=604801"), Map.of()))
        .contains("<Code>AuthorizationQueryParametersError</Code>");
  }

  @Test
  void refusesHeadersThatWereNotSigned() throws IOException {
    assertThat(put(presignedPut(), Map.of("x-amz-meta-role", "admin")))
        .startsWith("HTTP/1.1 403")
        .contains("not signed: x-amz-meta-role");
  }

  @Test
  void refusesAnotherAccessKey() throws IOException {
    assertThat(put(presignedPut().replace("Credential=LOCAL", "Credential=OTHER"), Map.of()))
        .contains("<Code>InvalidAccessKeyId</Code>");
  }
}
