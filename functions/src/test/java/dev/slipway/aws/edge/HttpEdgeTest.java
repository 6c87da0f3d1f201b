package dev.slipway.aws.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.aws.edge.EventReader.Trigger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which claims name a tenant. The claim is JSON as the event has it.
class HttpEdgeTest {
  private final HttpEdge edge = new HttpEdge("custom:tenant");

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Missing or of another type, as an event could have it.
        "null",
        "true",
        "42",
        "4.2",
        "[\"a\"]",
        "{\"a\":1}",
        // As the gateway turns it into text, or a template of the issuer.
        "\"\"",
        "\"  \"",
        "\"null\"",
        "\"NULL\"",
        "\" null \"",
        "\"undefined\"",
        "\"<nil>\"",
        "\"true\"",
        "\"False\"",
        "\"NaN\"",
        "\"1.23456789e+08\"",
        "\"1e9\"",
        "\"-0.5\"",
        "\"[a b]\"",
        "\"[]\"",
        "\"map[a:b]\"",
        "\"a\\nb\"",
        "\"\\ud800\""
      })
  void namesNoTenant(String claim) throws IOException {
    var request = request("{\"iss\":\"https://i\",\"sub\":\"s\",\"custom:tenant\":" + claim + "}");

    assertThatThrownBy(() -> edge.tenant(request)).isInstanceOf(ProblemException.class);
  }

  @Test
  void aMissingClaimNamesNoTenant() throws IOException {
    var request = request("{\"iss\":\"https://i\",\"sub\":\"s\"}");

    assertThatThrownBy(() -> edge.tenant(request)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna",
        "Acme GmbH & Co",
        "4711",
        "3f0c2d7e-6d1b",
        "nullify",
        "true north",
        "1.2.3"
      })
  void namesATenant(String tenant) throws IOException {
    var request = request("{\"custom:tenant\":\"" + tenant + "\"}");

    assertThat(edge.tenant(request)).isEqualTo(tenant);
  }

  private static HttpRequest request(String claims) throws IOException {
    String event =
        """
        {"version":"2.0","routeKey":"GET /connections","rawPath":"/connections","headers":{},
         "requestContext":{"http":{"method":"GET","path":"/connections"},
           "authorizer":{"jwt":{"claims":%s,"scopes":null}}},"isBase64Encoded":false}
        """
            .formatted(claims);
    var trigger =
        new EventReader("state")
            .read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    return ((Trigger.Http) trigger).request();
  }
}
