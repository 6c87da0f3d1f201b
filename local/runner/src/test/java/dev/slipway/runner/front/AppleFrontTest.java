package dev.slipway.runner.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client that knows Apple's addresses alone, a proxy and a certificate authority.
class AppleFrontTest {
  private static final String APPLE = "https://api.appstoreconnect.apple.com";
  private static final ObjectMapper JSON = new ObjectMapper();

  private AppStoreConnectSimulator simulator;
  private AppleFront front;
  private HttpClient client;
  private SimulatedKey key;

  @BeforeEach
  void start() throws Exception {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().acceptInvalidRequests().withPartSizeBytes(600));
    front = AppleFront.start(0, simulator.baseUri(), simulator.uploadUri());
    client = client(trusting(front.authorityPem()));
    key = simulator.createKey(KeyRole.ADMIN);
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    front.close();
    simulator.close();
  }

  private HttpClient client(SSLContext context) {
    return HttpClient.newBuilder()
        .proxy(
            ProxySelector.of(new InetSocketAddress(front.uri().getHost(), front.uri().getPort())))
        .sslContext(context)
        .build();
  }

  private static SSLContext trusting(String pem) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private String token() throws Exception {
    String base64 = key.privateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
    var secret =
        (ECPrivateKey)
            KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.keyId()).build(),
            new JWTClaimsSet.Builder()
                .issuer(key.issuerId())
                .audience("appstoreconnect-v1")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build());
    token.sign(new ECDSASigner(secret));
    return token.serialize();
  }

  private HttpResponse<String> call(String method, String url, @Nullable String body)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body.replace('\'', '"')))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode ok(String method, String path, @Nullable String body) throws Exception {
    HttpResponse<String> answer = call(method, APPLE + path, body);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    return JSON.readTree(answer.body()).path("data");
  }

  @Test
  void readsPageByPage() throws Exception {
    for (int i = 0; i < 3; i++) {
      simulator.createApp(NewApp.of("com.example.app" + i, "Ä " + i));
    }
    String next = APPLE + "/v1/apps?limit=2&fields%5Bapps%5D=name";
    int seen = 0;
    while (!next.isEmpty()) {
      HttpResponse<String> answer = call("GET", next, null);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-rate-limit")).isPresent();
      assertThat(answer.body()).doesNotContain("127.0.0.1").contains("Ä ");
      JsonNode document = JSON.readTree(answer.body());
      seen += document.path("data").size();
      next = document.path("links").path("next").asText("");
      assertThat(next)
          .satisfiesAnyOf(
              link -> assertThat(link).isEmpty(),
              link -> assertThat(link).startsWith(APPLE + "/v1/"));
    }
    assertThat(seen).isEqualTo(3);
  }

  @Test
  void uploadsThroughTheHostThatTheOperationsName() throws Exception {
    String app = simulator.createApp(NewApp.of("com.example.app", "Example")).id();
    byte[] bytes = new byte[1500];
    String upload =
        ok(
                "POST",
                "/v1/buildUploads",
                "{'data':{'type':'buildUploads','attributes':{'cfBundleShortVersionString':'1.0','cfBundleVersion':'1','platform':'IOS'},'relationships':{'app':{'data':{'type':'apps','id':'"
                    + app
                    + "'}}}}}")
            .path("id")
            .asText();
    JsonNode file =
        ok(
            "POST",
            "/v1/buildUploadFiles",
            "{'data':{'type':'buildUploadFiles','attributes':{'fileName':'App.ipa','fileSize':1500,'uti':'com.apple.ipa','assetType':'ASSET'},'relationships':{'buildUpload':{'data':{'type':'buildUploads','id':'"
                + upload
                + "'}}}}}");
    JsonNode operations = file.path("attributes").path("uploadOperations");
    assertThat(operations.size()).isEqualTo(3);
    for (JsonNode operation : operations) {
      String url = operation.path("url").asText();
      assertThat(url).startsWith("https://" + AppleFront.UPLOAD_HOST + "/");
      HttpResponse<String> put =
          client.send(
              HttpRequest.newBuilder(URI.create(url))
                  .PUT(
                      BodyPublishers.ofByteArray(
                          bytes,
                          operation.path("offset").asInt(),
                          operation.path("length").asInt()))
                  .build(),
              BodyHandlers.ofString());
      assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
      assertThat(put.headers().firstValue("ETag")).isPresent();
    }
    ok(
        "PATCH",
        "/v1/buildUploadFiles/" + file.path("id").asText(),
        "{'data':{'type':'buildUploadFiles','id':'"
            + file.path("id").asText()
            + "','attributes':{'uploaded':true}}}");
    assertThat(simulator.partPuts()).hasSize(3).allMatch(put -> put.status() == 200);
  }

  @Test
  void passesOnWhatTheSimulatorRefuses() throws Exception {
    assertThat(call("DELETE", APPLE + "/v1/apps/1", null).statusCode()).isEqualTo(403);
    HttpResponse<String> chunked =
        client.send(
            HttpRequest.newBuilder(URI.create("https://" + AppleFront.UPLOAD_HOST + "/other"))
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10])))
                .build(),
            BodyHandlers.ofString());
    assertThat(chunked.statusCode()).isEqualTo(404);
    simulator.faults().add(Fault.cutBeforeAnswer());
    assertThatThrownBy(() -> call("POST", APPLE + "/v1/buildUploads", "{}"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void leadsToNoOtherHost() {
    assertThatThrownBy(() -> call("GET", "https://example.com/", null))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> call("GET", APPLE + ":8443/v1/apps", null))
        .isInstanceOf(IOException.class);
    assertThat(simulator.exchanges()).isEmpty();
  }

  @Test
  void saysWhereItLeadsAndThatItIsAProxy() throws IOException {
    assertThat(raw("CONNECT example.com:443 HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .contains(AppleFront.API_HOST)
        .contains("example.com");
    assertThat(raw("GET /v1/apps HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .contains("HTTPS_PROXY");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(front.uri().getHost(), front.uri().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void isNotTrustedWithoutItsAuthority() throws Exception {
    try (HttpClient stranger = client(SSLContext.getDefault())) {
      assertThatThrownBy(
              () ->
                  stranger.send(
                      HttpRequest.newBuilder(URI.create(APPLE + "/v1/apps")).build(),
                      BodyHandlers.ofString()))
          .isInstanceOf(SSLException.class);
    }
    try (AppleFront other = AppleFront.start(0, simulator.baseUri(), simulator.uploadUri())) {
      assertThat(other.authorityPem()).isNotEqualTo(front.authorityPem());
    }
  }
}
