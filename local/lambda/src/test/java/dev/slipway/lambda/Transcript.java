package dev.slipway.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.sample.SampleIpa;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;

/// Plays every event of events/ to the functions, in an order in which they make sense, and records
/// the results. Replaces what differs between runs by its nature (times, ids, ports).
final class Transcript {
  /// These come first, all others in the order of their names, then those of [#LAST].
  private static final List<String> FIRST =
      List.of(
          "http-post-connections-json",
          "s3-eventbridge-wake-check",
          "s3-eventbridge-ipa",
          "http-get-releases",
          "s3-eventbridge-wake-release",
          "s3-eventbridge-release-json",
          "http-post-uploads");

  /// After them, most routes refuse whatever they get.
  private static final List<String> LAST =
      List.of("http-delete-upload", "http-delete-connection", "http-delete-tenant");

  private static final String IPA_NAME = "My App +1.ipa";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final Backdrop backdrop;
  private final Functions functions;
  private final EventTargets targets;
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> answers = new TreeMap<>();

  private Transcript(Backdrop backdrop, Functions functions) {
    this.backdrop = backdrop;
    this.functions = functions;
    this.targets = new EventTargets(backdrop.functions());
  }

  /// Plays all events.
  ///
  /// @return the answer by event, and under `state` the final keys of the state bucket
  static Map<String, String> of(Backdrop backdrop, Functions functions) throws Exception {
    var transcript = new Transcript(backdrop, functions);
    transcript.prepare();
    for (EventFile file : transcript.files()) {
      transcript.play(file);
    }
    transcript.answers.put("state", transcript.state());
    return transcript.answers;
  }

  private List<EventFile> files() throws IOException {
    var ordered = new ArrayList<EventFile>();
    try (Stream<java.nio.file.Path> all = Files.list(RepositoryFiles.file("events"))) {
      var files = all.map(EventFile::new).toList();
      FIRST.forEach(name -> ordered.addAll(named(name, files)));
      files.stream()
          .filter(file -> !FIRST.contains(file.name()) && !LAST.contains(file.name()))
          .sorted(java.util.Comparator.comparing(EventFile::name))
          .forEach(ordered::add);
      LAST.forEach(name -> ordered.addAll(named(name, files)));
      if (ordered.size() != files.size()) {
        throw new IOException("not every event is played once");
      }
    }
    return ordered;
  }

  private static List<EventFile> named(String name, List<EventFile> files) {
    return files.stream().filter(file -> file.name().equals(name)).toList();
  }

  private void prepare() {
    var key = backdrop.key();
    values.put("tenant", "acme");
    values.put("token", "checked-by-api-gateway");
    values.put("keyId", key.keyId());
    values.put("issuerId", key.issuerId());
    values.put("privateKey", key.privateKeyPem());
    values.put("multipartBodyBase64", multipart());
    values.put("ipaName", IPA_NAME);
    values.put("ipaNameUrlEncoded", URLEncoder.encode(IPA_NAME, StandardCharsets.UTF_8));
    values.put("folder", "release-2");
    values.put("etag", "0".repeat(32));
    values.put("versionId", "none");
    values.put("buildUploadId", "5f2c1d0e-0b6a-4c8e-9a57-1f2e3d4c5b6b");
    values.put("signature", "0".repeat(64));
    // Opens no link: both answer alike.
    values.put("connectLinkToken", "A".repeat(43));
  }

  private String multipart() {
    var key = backdrop.key();
    var body = new StringBuilder();
    Map.of("keyId", key.keyId(), "issuerId", key.issuerId())
        .forEach((name, value) -> body.append(field("name=\"" + name + "\"", value)));
    body.append(field("name=\"key\"; filename=\"AuthKey.p8\"", key.privateKeyPem()));
    body.append("--").append(boundary()).append("--\r\n");
    return Base64.getEncoder().encodeToString(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String field(String disposition, String value) {
    return "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n"
        .formatted(boundary(), disposition, value);
  }

  private static String boundary() {
    try {
      var headers =
          new EventFile(RepositoryFiles.file("events/http-post-connections-multipart.json"))
              .read()
              .path("headers");
      return headers.path("content-type").asText().replaceFirst(".*boundary=", "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void play(EventFile file) throws Exception {
    byte[] event =
        switch (file.name()) {
          case "s3-eventbridge-ipa" -> dropped(file, IPA_NAME, ipa());
          case "s3-eventbridge-release-json" ->
              dropped(
                  file,
                  "release-2/release.json",
                  "{\"ipa\":\"App.ipa\"}".getBytes(StandardCharsets.UTF_8));
          default -> file.filled(values);
        };
    byte[] answer = functions.invoke(targets.of(event), event);
    learn(file.name(), answer);
    answers.put(file.name(), alike(inOrder(answer)));
  }

  /// The order of an object's fields means nothing, and differs between processes.
  private static String inOrder(byte[] answer) throws IOException {
    return answer.length == 0 ? "" : JSON.writeValueAsString(JSON.readValue(answer, Object.class));
  }

  /// Returns the event of an object that is put now, with the object's own size.
  private byte[] dropped(EventFile file, String name, byte[] bytes) throws IOException {
    drop(name, bytes);
    var event = (ObjectNode) JSON.readTree(file.filled(values));
    ((ObjectNode) event.at("/detail/object")).put("size", bytes.length);
    return JSON.writeValueAsBytes(event);
  }

  private void drop(String name, byte[] bytes) {
    try (var s3 = backdrop.s3()) {
      var put =
          s3.putObject(
              request ->
                  request.bucket(Backdrop.DROP_BUCKET).key(values.get("connectionId") + "/" + name),
              RequestBody.fromBytes(bytes));
      values.put("versionId", put.versionId());
      values.put("etag", put.eTag().replace("\"", ""));
    }
  }

  private static byte[] ipa() throws IOException {
    var out = new ByteArrayOutputStream();
    SampleIpa.write(out, SampleIpa.Spec.of(Backdrop.BUNDLE_ID, "1.1", "2"));
    return out.toByteArray();
  }

  private void learn(String event, byte[] answer) throws IOException {
    switch (event) {
      case "http-post-connections-json" -> values.put("connectionId", Answers.text(answer, "/id"));
      case "http-get-releases" -> values.put("releaseId", Answers.text(answer, "/releases/0/id"));
      case "http-post-uploads" -> values.put("uploadId", Answers.text(answer, "/uploadId"));
      default -> {}
    }
  }

  private String state() {
    try (var s3 = backdrop.s3()) {
      return String.join(
          "\n",
          s3
              .listObjectsV2Paginator(request -> request.bucket(Backdrop.STATE_BUCKET))
              .contents()
              .stream()
              // Whether a sweep finds a release due depends on the speed of this machine.
              .filter(object -> !object.key().matches("wake/(intake|release)/.*"))
              // So does the number of minutes that a release is marked for.
              .map(object -> alike(object.key()))
              .distinct()
              .sorted()
              .toList());
    }
  }

  private String alike(String text) {
    String same = text;
    for (String name : List.of("connectionId", "releaseId", "uploadId", "keyId", "issuerId")) {
      String value = values.get(name);
      same = value == null ? same : same.replace(value, "<" + name + ">");
    }
    return same.replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "<time>")
        .replaceAll("[0-9]{8}T[0-9]{4}Z", "<minute>")
        .replaceAll("clockSkewSeconds\\\\\":-?[0-9]", "clockSkewSeconds\\\\\":<skew>")
        // `make check` takes classes that no build has named.
        .replaceAll("\"slipway-version\":\"[^\"]*\"", "\"slipway-version\":\"<version>\"")
        .replaceAll("/[0-9]{13}-", "/<countdown>-")
        .replaceAll("[0-9]{13}-(?=<releaseId>)", "<countdown>-")
        // Which place a lease takes depends on the release's ID.
        .replaceAll("\\b(slots|turns/[^/]+)/[0-9]+\\b", "$1/<place>")
        .replaceAll("127\\.0\\.0\\.1:[0-9]+", "<host>")
        .replaceAll("X-Amz-[A-Za-z-]+=[^&\"\\\\]*", "<signature>")
        .replaceAll("SHA256:[A-Za-z0-9+/=]+|[0-9a-f]{64}", "<fingerprint>")
        .replaceAll("uploadId=[^&\"\\\\]*", "<uploadId>")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>")
        .replaceAll("\\b[0-9]{9,10}\\b", "<apple-id>")
        .replaceAll("\\b[a-z2-7]{26}\\b", "<id>");
  }
}
