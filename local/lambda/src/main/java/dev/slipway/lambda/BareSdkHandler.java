package dev.slipway.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// The smallest function that reads an object from S3, as a baseline for Slipway's functions.
/// Region, credentials and HTTP client are explicit, as in Slipway's.
public final class BareSdkHandler implements RequestStreamHandler {
  private final S3Client s3;

  /// Called by Lambda.
  public BareSdkHandler() {
    s3 =
        S3Client.builder()
            .region(Region.of(variable("AWS_REGION")))
            .endpointOverride(URI.create(variable("AWS_ENDPOINT_URL")))
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"))))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (var object =
        s3.getObject(request -> request.bucket(variable("BUCKET")).key(variable("KEY")))) {
      object.transferTo(output);
    }
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is missing");
    }
    return value;
  }
}
