package dev.slipway.runner.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.AwsClients;
import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.cloudformation.Surroundings;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The addresses to which a browser puts parts, and where it sees pictures, are within what the
/// pages' content security policy allows, in every region. The SDK signs for us-east-1 without a
/// region unless a variable of the function says otherwise (AWS SDKs and Tools Reference Guide,
/// "Amazon S3 regional endpoint").
class PresignedAddressTest {
  private static final String VARIABLE = "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT";

  /// The same setting as a system property, because a test cannot set a variable.
  private static final String PROPERTY = "aws.s3UseUsEast1RegionalEndpoint";

  /// What the pages put, show as images, and play.
  private static final List<Pattern> BUCKETS =
      List.of(
          Pattern.compile("connect-src 'self' (https://\\S+)"),
          Pattern.compile("img-src 'self' data: (https://[^\\s;]+)"),
          Pattern.compile("media-src (https://[^\\s;]+)"));

  @AfterEach
  void forgetSetting() {
    System.clearProperty(PROPERTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "eu-central-1", "ap-southeast-2"})
  void areWithinThePagesPolicy(String region) throws Exception {
    System.setProperty(PROPERTY, setting());
    String bucket = "slipway-dev-dropbucket-abc";
    URI signed = signed(region, bucket);
    assertThat(signed.getHost()).isEqualTo(bucket + ".s3." + region + ".amazonaws.com");
    for (Pattern directive : BUCKETS) {
      String allowed =
          policy(directive)
              .replace("${AWS::Region}", region)
              .replace("${AWS::URLSuffix}", "amazonaws.com");
      assertThat(allowed).startsWith("https://*.");
      assertThat("https://" + signed.getHost()).endsWith(allowed.substring("https://*".length()));
    }
  }

  @Test
  void wouldNotBeWithoutTheVariable() {
    assertThat(signed("us-east-1", "drops").getHost()).isEqualTo("drops.s3.amazonaws.com");
  }

  private static String setting() throws Exception {
    var template =
        Template.read(
            RepositoryFiles.file("template.yaml"),
            new Surroundings(
                Map.of("Stage", "test"),
                Map.of("DropBucket", "drops", "StateBucket", "state"),
                "us-east-1",
                "123456789012",
                "slipway-test"));
    return template.functions().stream()
        .filter(function -> function.logicalId().equals("ApiFunction"))
        .findFirst()
        .orElseThrow()
        .environment()
        .get(VARIABLE);
  }

  private static String policy(Pattern directive) throws Exception {
    var found = directive.matcher(Files.readString(RepositoryFiles.file("template.yaml")));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static URI signed(String region, String bucket) {
    var clients =
        AwsClients.from(
            Map.of("AWS_REGION", region, "AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"));
    try (var signer = clients.s3Presigner()) {
      return URI.create(
          signer
              .presignUploadPart(
                  request ->
                      request
                          .signatureDuration(Duration.ofMinutes(15))
                          .uploadPartRequest(
                              part -> part.bucket(bucket).key("a/b").uploadId("u").partNumber(1)))
              .url()
              .toString());
    }
  }
}
