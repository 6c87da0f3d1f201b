package dev.slipway.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Faults;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.PartPut;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.Spool;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.UploadOperations;
import dev.slipway.wire.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The storage host that receives parts: presigned URLs, exact lengths, no Authorization. Safe for
/// use by many threads.
public final class UploadServer {
  private static final int BUFFER_BYTES = 128 * 1024;

  private final World world;
  private final Spool spool;
  private final SimulatorOptions options;
  private final Faults faults;
  private final Recorder recorder;

  /// Receives parts for the uploads of this world.
  public UploadServer(
      World world, Spool spool, SimulatorOptions options, Faults faults, Recorder recorder) {
    this.world = world;
    this.spool = spool;
    this.options = options;
    this.faults = faults;
    this.recorder = recorder;
  }

  private record Part(
      String fileId, int number, long offset, long length, Map<String, String> headers) {}

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Refused(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  /// Handles one exchange completely.
  public void handle(HttpExchange exchange) throws IOException {
    String fileId = "";
    int number = 0;
    long received = 0;
    int status;
    try {
      Fault fault = faults.hit(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
      if (fault != null && !fault.isAfterEffect()) {
        fail(fault);
      }
      Part part = admit(exchange);
      fileId = part.fileId();
      number = part.number();
      MessageDigest digest = MessageDigest.getInstance("MD5");
      received = receive(exchange.getRequestBody(), part, digest);
      if (received != part.length()) {
        record(exchange, fileId, number, received, 0);
        exchange.close();
        return;
      }
      String md5 = HexFormat.of().withUpperCase().formatHex(digest.digest());
      String tag = complete(part, md5);
      if (fault != null) {
        fail(fault);
      }
      exchange.getResponseHeaders().set("ETag", "\"" + tag + "\"");
      status = 200;
      record(exchange, fileId, number, received, status);
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    } catch (Refused refused) {
      record(exchange, fileId, number, received, refused.status);
      refuse(exchange, refused);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void record(HttpExchange exchange, String fileId, int number, long received, int status) {
    recorder.partPut(
        new PartPut(
            fileId,
            number,
            received,
            status,
            options.clock().instant(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders())));
  }

  private static void fail(Fault fault) throws Refused {
    switch (fault.kind()) {
      case Fault.Kind.Status status ->
          throw new Refused(status.status(), status.code(), status.title());
      case Fault.Kind.HtmlPage page ->
          throw new Refused(page.status(), "Page", "A proxy says " + page.status());
      case Fault.Kind.PartUrlExpired ignored ->
          throw new Refused(403, "AccessDenied", "Request has expired");
      case Fault.Kind.Cut ignored -> throw new Refused(0, "Cut", "cut");
      case Fault.Kind.Truncated ignored -> throw new Refused(0, "Cut", "cut");
      case Fault.Kind.Delay delay -> Sleep.of(delay.duration());
      case Fault.Kind.SlowConsistency ignored -> {
        // No effect: parts are never read through this host.
      }
      case Fault.Kind.UploadFault ignored ->
          throw new IllegalStateException("An upload fault cannot hit a part");
      case Fault.Kind.IgnoredChange ignored ->
          throw new IllegalStateException("A change that is ignored cannot hit a part");
      case Fault.Kind.WebhookFault ignored ->
          throw new IllegalStateException("A webhook fault cannot hit a part");
      case Fault.Kind.AssetFault ignored ->
          throw new IllegalStateException("A media fault cannot hit a part");
    }
  }

  private Part admit(HttpExchange exchange) throws Refused {
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith("/parts/")) {
      throw new Refused(404, "NoSuchKey", "The specified key does not exist.");
    }
    if (!exchange.getRequestMethod().equals("PUT")) {
      throw new Refused(
          405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }
    Headers headers = exchange.getRequestHeaders();
    if (headers.containsKey("Authorization")) {
      throw new Refused(
          400, "InvalidArgument", "Only one auth mechanism allowed: the URL is signed already.");
    }
    Part part = locate(path.substring("/parts/".length()), exchange.getRequestURI().getRawQuery());
    if (headers.containsKey("Transfer-Encoding") || !headers.containsKey("Content-Length")) {
      throw new Refused(
          411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    }
    for (Map.Entry<String, String> header : part.headers().entrySet()) {
      if (!header.getValue().equals(headers.getFirst(header.getKey()))
          && world.guesses().turned(Guess.PART_NEEDS_ITS_HEADERS)) {
        throw new Refused(
            403,
            "SignatureDoesNotMatch",
            "The header " + header.getKey() + " must be " + header.getValue() + ".");
      }
    }
    if (!headers.getFirst("Content-Length").equals(Long.toString(part.length()))) {
      throw new Refused(400, "IncompleteBody", "The part has " + part.length() + " bytes.");
    }
    return part;
  }

  private Part locate(String fileId, @Nullable String rawQuery) throws Refused {
    Map<String, String> query;
    try {
      query = QueryString.decode(rawQuery == null ? "" : rawQuery);
    } catch (ApiException e) {
      throw new Refused(400, "InvalidArgument", "The query can not be read.");
    }
    world.lock().lock();
    try {
      Resource file = UploadOperations.file(world, fileId);
      JsonNode operation =
          file == null ? null : operation(file, query.getOrDefault("partNumber", ""));
      if (file == null || operation == null) {
        throw new Refused(404, "NoSuchUpload", "The specified upload does not exist.");
      }
      int number = operation.path("partNumber").asInt();
      String secret = file.hidden().path("secret").asText();
      if (!Spool.signature(fileId, number, secret).equals(query.get("X-Amz-Signature"))) {
        throw new Refused(403, "SignatureDoesNotMatch", "The request signature does not match.");
      }
      if (!Dates.parse(operation.path("expiration").asText()).isAfter(options.clock().instant())) {
        throw new Refused(403, "AccessDenied", "Request has expired");
      }
      Map<String, String> headers = new LinkedHashMap<>();
      // The signature of a build's part covers the host alone (build-uploads.md, 1.5).
      if (!file.type().equals("buildUploadFiles")) {
        operation
            .path("requestHeaders")
            .forEach(
                header -> headers.put(header.path("name").asText(), header.path("value").asText()));
      }
      return new Part(
          fileId,
          number,
          operation.path("offset").asLong(),
          operation.path("length").asLong(),
          headers);
    } finally {
      world.lock().unlock();
    }
  }

  private static @Nullable JsonNode operation(Resource file, String number) {
    for (JsonNode operation : UploadOperations.of(file)) {
      if (operation.path("partNumber").asText().equals(number)) {
        return operation;
      }
    }
    return null;
  }

  private long receive(InputStream in, Part part, MessageDigest digest) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long done = 0;
    try (FileChannel channel = spool.open(part.fileId())) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          done += channel.write(bytes, part.offset() + done);
        }
      }
    } catch (IOException e) {
      // The client disconnected. The bytes received are useless; the caller sees a wrong length.
      return done == part.length() ? -1 : done;
    }
    return done;
  }

  /// Returns the part's entity tag: its MD5 in upper case; the file shows the same
  /// (build-uploads.md, 1.9 and 1.10).
  private String complete(Part part, String md5) {
    world.lock().lock();
    try {
      String tag = world.guesses().turned(Guess.PART_TAGS) ? md5.substring(0, 20) + "-1" : md5;
      Resource file = UploadOperations.file(world, part.fileId());
      if (file != null
          && operation(file, Integer.toString(part.number())) instanceof ObjectNode operation) {
        UploadOperations.arrived(file, operation, md5, tag);
        world.changed();
      }
      return tag;
    } finally {
      world.lock().unlock();
    }
  }

  private static void refuse(HttpExchange exchange, Refused refused) throws IOException {
    if (refused.status == 0) {
      exchange.close();
      return;
    }
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    Answer.of(
            refused.status,
            "application/xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
                + refused.code
                + "</Code><Message>"
                + refused.getMessage()
                + "</Message></Error>")
        .send(exchange);
    exchange.close();
  }
}
