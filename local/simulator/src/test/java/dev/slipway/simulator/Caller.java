package dev.slipway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.simulator.apps.SimulatedApp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A client of the simulator that knows nothing but HTTP and JSON.
final class Caller {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final AppStoreConnectSimulator simulator;
  private final SimulatedKey key;

  Caller(AppStoreConnectSimulator simulator, SimulatedKey key) {
    this.simulator = simulator;
    this.key = key;
  }

  record Reply(int status, JsonNode json, String text, Map<String, List<String>> headers) {
    JsonNode data() {
      return json.path("data");
    }

    String id() {
      return data().path("id").asText();
    }

    String code() {
      return json.path("errors").path(0).path("code").asText();
    }

    List<String> codes() {
      List<String> codes = new ArrayList<>();
      json.path("errors").forEach(error -> codes.add(error.path("code").asText()));
      return codes;
    }

    /// One of a file's upload operations, which come in any order.
    JsonNode operation(int partNumber) {
      for (JsonNode operation : attribute("uploadOperations")) {
        if (operation.path("partNumber").asInt() == partNumber) {
          return operation;
        }
      }
      throw new IllegalStateException("no part " + partNumber + " in " + text);
    }

    String partUrl(int partNumber) {
      return operation(partNumber).path("url").asText();
    }

    List<String> ids() {
      List<String> ids = new ArrayList<>();
      data().forEach(one -> ids.add(one.path("id").asText()));
      return ids;
    }

    JsonNode attribute(String name) {
      return data().path("attributes").path(name);
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of("")).getFirst();
    }
  }

  static JWTClaimsSet.Builder claims(SimulatedKey key, Instant now) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issueTime(Date.from(now.minusSeconds(60)))
            .expirationTime(Date.from(now.plusSeconds(600)))
            .audience("appstoreconnect-v1");
    return key.kind() == KeyKind.TEAM ? claims.issuer(key.issuerId()) : claims.subject("user");
  }

  static String token(SimulatedKey key, JWTClaimsSet claims) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.keyId()).build(), claims);
      jwt.sign(new ECDSASigner(privateKey(key)));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static ECPrivateKey privateKey(SimulatedKey key) {
    try {
      String base64 = key.privateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
      return (ECPrivateKey)
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Reply get(String path) {
    return send("GET", path, null);
  }

  Reply post(String path, String body) {
    return send("POST", path, body);
  }

  Reply patch(String path, String body) {
    return send("PATCH", path, body);
  }

  Reply delete(String path) {
    return send("DELETE", path, null);
  }

  Reply send(String method, String path, String body) {
    return sendWith(
        token(key, claims(key, simulator.clock().instant()).build()), method, path, body);
  }

  Reply sendWith(String token, String method, String path, String body) {
    try {
      URI uri = path.startsWith("http") ? URI.create(path) : simulator.baseUri().resolve(path);
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      request.method(
          method,
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, List<String>> headers = new HashMap<>();
      response
          .headers()
          .map()
          .forEach((k, v) -> headers.put(k.toLowerCase(java.util.Locale.ROOT), v));
      String text = response.body();
      boolean json =
          text.startsWith("{")
              && response.headers().firstValue("content-type").orElse("").contains("json");
      return new Reply(
          response.statusCode(), json ? JSON.readTree(text) : JSON.missingNode(), text, headers);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static HttpResponse<String> put(String url, byte[] bytes, String... headers) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url))
              .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// PATCH of attributes, for example `'name':'x'`.
  Reply update(String type, String id, String attributes) {
    return patch(
        "/v1/" + type + "/" + id,
        "{'data':{'type':'" + type + "','id':'" + id + "','attributes':{" + attributes + "}}}");
  }

  /// POST of a resource that belongs to one other.
  Reply create(
      String type, String attributes, String relationship, String otherType, String otherId) {
    return post(
        "/v1/" + type,
        "{'data':{'type':'"
            + type
            + "'"
            + (attributes.isEmpty() ? "" : ",'attributes':{" + attributes + "}")
            + ",'relationships':{'"
            + relationship
            + "':{'data':{'type':'"
            + otherType
            + "','id':'"
            + otherId
            + "'}}}}}");
  }

  /// Body of a to-many relationship.
  static String linkage(String type, String... ids) {
    List<String> data = new ArrayList<>();
    for (String id : ids) {
      data.add("{'type':'" + type + "','id':'" + id + "'}");
    }
    return "{'data':[" + String.join(",", data) + "]}";
  }

  // ---- the usual steps

  /// A VALID build with a small .ipa; moves the clock by four minutes.
  String validBuild(SimulatedApp app, String version, String build, String moreXml) {
    String upload = upload(app.id(), version, build, ipa(app.bundleId(), version, build, moreXml));
    simulator.clock().advance(Duration.ofMinutes(4));
    return get("/v1/buildUploads/" + upload + "?include=build")
        .json()
        .path("included")
        .path(0)
        .path("id")
        .asText();
  }

  /// A version 1.1 of a live app with everything that review wants.
  String readyVersion(SimulatedApp app) {
    String build = validBuild(app, "1.1", "2", "<key>ITSAppUsesNonExemptEncryption</key><false/>");
    String version = createVersion(app.id(), "1.1", "").id();
    attach(version, build);
    whatsNew(version);
    return version;
  }

  Reply createUpload(String appId, String version, String build) {
    return post(
        "/v1/buildUploads",
        "{'data':{'type':'buildUploads','attributes':{'cfBundleShortVersionString':'"
            + version
            + "','cfBundleVersion':'"
            + build
            + "','platform':'IOS'},'relationships':{'app':{'data':{'type':'apps','id':'"
            + appId
            + "'}}}}}");
  }

  Reply createFile(String uploadId, long sizeBytes) {
    return post(
        "/v1/buildUploadFiles",
        "{'data':{'type':'buildUploadFiles','attributes':{'fileName':'App.ipa','fileSize':"
            + sizeBytes
            + ",'uti':'com.apple.ipa','assetType':'ASSET'},'relationships':{'buildUpload':{'data':{'type':'buildUploads','id':'"
            + uploadId
            + "'}}}}}");
  }

  void putParts(Reply file, byte[] bytes) {
    for (JsonNode operation : file.attribute("uploadOperations")) {
      int offset = operation.path("offset").asInt();
      int length = operation.path("length").asInt();
      byte[] part = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
      int status = put(operation.path("url").asText(), part).statusCode();
      if (status != 200) {
        throw new IllegalStateException("part answered " + status);
      }
    }
  }

  Reply commit(String fileId) {
    return patch(
        "/v1/buildUploadFiles/" + fileId,
        "{'data':{'type':'buildUploadFiles','id':'"
            + fileId
            + "','attributes':{'uploaded':true}}}");
  }

  /// Uploads an .ipa to its commit; the id of the buildUpload.
  String upload(String appId, String version, String build, byte[] ipa) {
    Reply upload = createUpload(appId, version, build);
    Reply file = createFile(upload.id(), ipa.length);
    putParts(file, ipa);
    Reply committed = commit(file.id());
    if (committed.status() != 200) {
      throw new IllegalStateException(committed.text());
    }
    return upload.id();
  }

  Reply createVersion(String appId, String version, String moreAttributes) {
    return post(
        "/v1/appStoreVersions",
        "{'data':{'type':'appStoreVersions','attributes':{'platform':'IOS','versionString':'"
            + version
            + "'"
            + moreAttributes
            + "},'relationships':{'app':{'data':{'type':'apps','id':'"
            + appId
            + "'}}}}}");
  }

  Reply attach(String versionId, String buildId) {
    return patch(
        "/v1/appStoreVersions/" + versionId + "/relationships/build",
        "{'data':{'type':'builds','id':'" + buildId + "'}}");
  }

  void whatsNew(String versionId) {
    for (JsonNode localization :
        get("/v1/appStoreVersions/" + versionId + "/appStoreVersionLocalizations").data()) {
      Reply reply =
          patch(
              "/v1/appStoreVersionLocalizations/" + localization.path("id").asText(),
              "{'data':{'type':'appStoreVersionLocalizations','id':'"
                  + localization.path("id").asText()
                  + "','attributes':{'whatsNew':'Better than before.'}}}");
      if (reply.status() != 200) {
        throw new IllegalStateException(reply.text());
      }
    }
  }

  Reply createSubmission(String appId) {
    return post(
        "/v1/reviewSubmissions",
        "{'data':{'type':'reviewSubmissions','attributes':{'platform':'IOS'},'relationships':{'app':{'data':{'type':'apps','id':'"
            + appId
            + "'}}}}}");
  }

  Reply addItem(String submissionId, String versionId) {
    return post(
        "/v1/reviewSubmissionItems",
        "{'data':{'type':'reviewSubmissionItems','relationships':{'reviewSubmission':{'data':{'type':'reviewSubmissions','id':'"
            + submissionId
            + "'}},'appStoreVersion':{'data':{'type':'appStoreVersions','id':'"
            + versionId
            + "'}}}}}");
  }

  Reply patchSubmission(String submissionId, String attributes) {
    return patch(
        "/v1/reviewSubmissions/" + submissionId,
        "{'data':{'type':'reviewSubmissions','id':'"
            + submissionId
            + "','attributes':{"
            + attributes
            + "}}}");
  }

  String versionState(String versionId) {
    return get("/v1/appStoreVersions/" + versionId).attribute("appVersionState").asText();
  }

  /// A small .ipa with an XML Info.plist.
  static byte[] ipa(String bundleId, String version, String build) {
    return ipa(bundleId, version, build, "<key>ITSAppUsesNonExemptEncryption</key><false/>");
  }

  static byte[] ipa(String bundleId, String version, String build, String moreXml) {
    return zip(
        Map.of("Payload/Example.app/Info.plist", infoPlist(bundleId, version, build, moreXml)));
  }

  static byte[] infoPlist(String bundleId, String version, String build, String moreXml) {
    String plist =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><plist version=\"1.0\"><dict>"
            + "<key>CFBundleIdentifier</key><string>"
            + bundleId
            + "</string><key>CFBundleShortVersionString</key><string>"
            + version
            + "</string><key>CFBundleVersion</key><string>"
            + build
            + "</string>"
            + (moreXml.contains("DTPlatformName")
                ? ""
                : "<key>DTPlatformName</key><string>iphoneos</string>")
            + "<key>MinimumOSVersion</key><string>17.0</string>"
            + moreXml
            + "</dict></plist>";
    return plist.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
