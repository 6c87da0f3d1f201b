package dev.slipway.aws.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.aws.edge.EventReader.Trigger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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

  private static final String ACTING = "\"scope\":\"slipway/read slipway/act\"";

  private final HttpEdge actingEdge = new HttpEdge("custom:tenant", "slipway/act");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"scope\":\"slipway/act\"",
        ACTING,
        "\"scope\":\"[slipway/read slipway/act]\"",
        "\"scp\":\"[slipway/act]\"",
        // The claim names the client's own organisation, which does not matter.
        ACTING + ",\"custom:tenant\":\"platform\""
      })
  void aTokenWithTheScopeActsForTheTenantOfTheHeader(String claims) throws IOException {
    var answer = answer(actingEdge, claims, "\"Slipway-Tenant\":\"Acme & Co\"");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"tenant\":\"Acme & Co\",\"actor\":\"for:Acme+%26+Co:https://i#machine\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b",
        "acme,",
        ",",
        "acme, acme",
        "",
        "  ",
        " acme",
        "acme ",
        "null",
        "true",
        "[a b]",
        "map[a:b]",
        "1.5",
        "acme\\n",
        "acm\\u00e9",
        "\\u0430cme"
      })
  void aHeaderThatNamesNoSingleTenantIsRefused(String header) throws IOException {
    var answer = answer(actingEdge, ACTING, "\"slipway-tenant\":\"" + header + "\"");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("Slipway-Tenant", "sent once");
  }

  @Test
  void aTokenThatActsNamesATenantInEachRequest() throws IOException {
    var answer = answer(actingEdge, ACTING + ",\"custom:tenant\":\"platform\"", "");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("Send the header Slipway-Tenant");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sub\":\"x\"",
        "\"scope\":\"slipway/read\"",
        "\"scope\":\"slipway/actor slipway/ac\"",
        "\"scope\":\"SLIPWAY/ACT\"",
        "\"scope\":\"xslipway/act\"",
        "\"scope\":[\"slipway/act\"]",
        // The gateway reads scp only without scope.
        "\"scope\":\"slipway/read\",\"scp\":\"slipway/act\""
      })
  void aTokenWithoutTheScopeMustNotSendTheHeader(String claims) throws IOException {
    String own = claims + ",\"custom:tenant\":\"bob\"";
    for (String header : new String[] {"acme", "bob", "", "a,b"}) {
      var answer = answer(actingEdge, own, "\"slipway-tenant\":\"" + header + "\"");

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("may-not-act-for-tenants");
    }
    assertThat(answer(actingEdge, own, "").body()).contains("\"tenant\":\"bob\"");
  }

  @Test
  void noTokenActsWhereNoScopeIsSet() throws IOException {
    String own = ACTING + ",\"custom:tenant\":\"bob\"";

    assertThat(answer(edge, own, "\"slipway-tenant\":\"acme\"").status()).isEqualTo(403);
    assertThat(answer(edge, own, "").body()).contains("\"tenant\":\"bob\"");
  }

  private static HttpResponse answer(HttpEdge edge, String claims, String headers)
      throws IOException {
    String all = "{\"iss\":\"https://i\",\"client_id\":\"machine\"," + claims + "}";
    return edge.answer(
        request(all, headers),
        "id",
        asked -> {
          var body = new LinkedHashMap<String, String>();
          body.put("tenant", edge.tenant(asked));
          body.put("actor", asked.actor().text());
          return HttpResponse.json(200, body);
        });
  }

  private static HttpRequest request(String claims) throws IOException {
    return request(claims, "");
  }

  private static HttpRequest request(String claims, String headers) throws IOException {
    String event =
        """
        {"version":"2.0","routeKey":"GET /connections","rawPath":"/connections","headers":{%s},
         "requestContext":{"http":{"method":"GET","path":"/connections"},
           "authorizer":{"jwt":{"claims":%s,"scopes":null}}},"isBase64Encoded":false}
        """
            .formatted(headers, claims);
    var trigger =
        new EventReader("state")
            .read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    return ((Trigger.Http) trigger).request();
  }
}
