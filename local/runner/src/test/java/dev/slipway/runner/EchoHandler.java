package dev.slipway.runner;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;

/// Answers with the event that it got, and with its environment.
public final class EchoHandler implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<String, String> environment;

  public EchoHandler(Map<String, String> environment, InstantSource clock) {
    this.environment = environment;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    var event = JSON.readTree(in);
    if (event.path("rawQueryString").asText().equals("fail")) {
      throw new IllegalStateException("as asked");
    }
    if (event.path("rawQueryString").asText().equals("binary")) {
      out.write(
          """
          {"statusCode": 201, "headers": {"content-type": "image/png"}, "cookies": ["a=1", "b=2"],
           "body": "AAEC/w==", "isBase64Encoded": true}
          """
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return;
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.set("event", event);
    answer.put("greeting", environment.get("GREETING"));
    answer.put("remainingMillis", context.getRemainingTimeInMillis());
    out.write(JSON.writeValueAsBytes(answer));
  }
}
