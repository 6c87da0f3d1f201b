package dev.slipway.functions.api;

import dev.slipway.audit.AuditAct;
import dev.slipway.aws.DropUploads;
import dev.slipway.aws.DropUploads.Completion;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.json.Json;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Presigned uploads into a connection's own prefix of the drop bucket: small files by one PUT,
/// large ones in parts. Bytes never pass through this function. Thread-safe.
final class UploadRoutes {
  /// The largest file that is sent with one PUT.
  static final long SINGLE_PUT_BYTES = PlannedUpload.PART_BYTES;

  private static final int MAX_ADDRESSES = 100;
  private static final String SMALL_BODY = "Send a JSON object. ";

  private final ConnectionStore connections;
  private final DropUploads uploads;
  private final RequestAudit audit;

  UploadRoutes(ConnectionStore connections, DropUploads uploads, RequestAudit audit) {
    this.connections = connections;
    this.uploads = uploads;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/connections/{connectionId}/uploads", this::begin),
        Route.of("POST", "/connections/{connectionId}/uploads/{uploadId}/parts", this::parts),
        Route.of("POST", "/connections/{connectionId}/uploads/{uploadId}/complete", this::complete),
        Route.of("DELETE", "/connections/{connectionId}/uploads/{uploadId}", this::abort));
  }

  private HttpResponse begin(HttpRequest request, String tenant, String id) {
    var connection = usable(tenant, id);
    var wanted =
        read(
            request,
            "It must contain name and sizeBytes.",
            json -> UploadName.read(connection, json));
    var fields = JsonFields.with("key", wanted.key()).put("sizeBytes", wanted.sizeBytes());
    if (wanted.sizeBytes() <= SINGLE_PUT_BYTES) {
      var address = uploads.putAddress(wanted.key(), wanted.sizeBytes());
      fields
          .put("method", "PUT")
          .put("url", address.url().toString())
          .put("expiresAt", address.expiresAt());
      began(request, tenant, connection, wanted);
      return HttpResponse.json(201, fields.toMap());
    }
    var upload = uploads.begin(wanted.key());
    var planned = new PlannedUpload(upload, wanted.sizeBytes());
    fields
        .put("method", "MULTIPART")
        .put("uploadId", planned.token())
        .put("partSizeBytes", planned.partSizeBytes())
        .put("partCount", planned.partCount());
    began(request, tenant, connection, wanted);
    return HttpResponse.json(201, fields.toMap())
        .with("location", "/connections/" + connection + "/uploads/" + planned.token());
  }

  private void began(
      HttpRequest request, String tenant, ConnectionId connection, UploadName wanted) {
    audit.write(
        tenant,
        audit
            .entry(request, AuditAct.BEGIN_UPLOAD)
            .withConnection(connection.value())
            .withDetail(wanted.key() + ", " + wanted.sizeBytes() + " bytes"));
  }

  private HttpResponse parts(HttpRequest request, String tenant, String id) {
    var planned = planned(request, usable(tenant, id));
    var numbers =
        read(
            request,
            "It must contain partNumbers, a list of numbers from 1 to " + planned.partCount() + ".",
            json -> partNumbers(json, planned));
    return HttpResponse.json(
        200,
        JsonFields.with(
                "parts",
                numbers.stream()
                    .map(
                        number -> {
                          long size = planned.sizeOf(number);
                          var address = uploads.partAddress(planned.upload(), number, size);
                          return JsonFields.with("partNumber", number)
                              .put("offset", planned.offsetOf(number))
                              .put("sizeBytes", size)
                              .put("url", address.url().toString())
                              .put("expiresAt", address.expiresAt())
                              .toMap();
                        })
                    .toList())
            .toMap());
  }

  private HttpResponse complete(HttpRequest request, String tenant, String id) {
    var planned = planned(request, usable(tenant, id));
    var etags =
        read(
            request,
            "It must contain parts: a list with partNumber and etag of each of the "
                + planned.partCount()
                + " parts.",
            json -> etags(json, planned));
    return switch (uploads.complete(planned.upload(), etags)) {
      case Completion.Completed(String etag) ->
          HttpResponse.json(
              200, JsonFields.with("key", planned.upload().key()).put("etag", etag).toMap());
      case Completion.PartsMissing(List<Integer> missing) ->
          throw new ProblemException(
              Problem.of(
                  ProblemType.NOT_POSSIBLE_NOW,
                  "These parts are missing or differ: "
                      + missing
                      + ". Request their addresses, send them again, then complete the upload."));
      case Completion.Unknown() -> throw noUpload();
    };
  }

  private HttpResponse abort(HttpRequest request, String tenant, String id) {
    // Allowed after a disconnect too: it leaves nothing behind.
    uploads.abort(planned(request, owned(tenant, id)).upload());
    return HttpResponse.noContent();
  }

  private static List<Integer> partNumbers(JsonObject json, PlannedUpload planned) {
    var numbers = new TreeSet<Integer>();
    if (json.asMap().get("partNumbers") instanceof List<?> list) {
      for (Object value : list) {
        numbers.add(partNumber(value, planned));
      }
    }
    if (numbers.isEmpty() || numbers.size() > MAX_ADDRESSES) {
      throw invalid("partNumbers", "Request 1 to " + MAX_ADDRESSES + " parts at a time.");
    }
    return List.copyOf(numbers);
  }

  private static NavigableMap<Integer, String> etags(JsonObject json, PlannedUpload planned) {
    var etags = new TreeMap<Integer, String>();
    for (JsonObject part : json.objects("parts")) {
      String etag = part.string("etag");
      if (!etag.matches("\"?[A-Za-z0-9+/=._-]{1,100}\"?")) {
        throw invalid("parts", "An etag must be the value of S3's header ETag for the part.");
      }
      etags.put(partNumber(part.number("partNumber"), planned), etag);
    }
    if (etags.size() != planned.partCount()) {
      throw invalid(
          "parts",
          "The upload has " + planned.partCount() + " parts; " + etags.size() + " were named.");
    }
    return etags;
  }

  private static int partNumber(Object value, PlannedUpload planned) {
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= 1
        && number.intValue() <= planned.partCount()) {
      return number.intValue();
    }
    throw invalid("partNumbers", "Part numbers must be from 1 to " + planned.partCount() + ".");
  }

  private ConnectionId usable(String tenant, String id) {
    var connectionId = parse(id);
    var connection = connections.read(tenant, connectionId).orElseThrow(UploadRoutes::notFound);
    if (connection.state() == ConnectionState.DISCONNECTED) {
      throw new ProblemException(
          Problem.of(
              ProblemType.CONNECTION_DISCONNECTED,
              "This connection was disconnected. Connect the team again, then upload."));
    }
    return connectionId;
  }

  private ConnectionId owned(String tenant, String id) {
    var connectionId = parse(id);
    if (connections.read(tenant, connectionId).isEmpty()) {
      throw notFound();
    }
    return connectionId;
  }

  private static PlannedUpload planned(HttpRequest request, ConnectionId connection) {
    return PlannedUpload.parse(request.pathParameter("uploadId"))
        .filter(planned -> UploadName.isOf(connection, planned.upload().key()))
        .orElseThrow(UploadRoutes::noUpload);
  }

  private static <T> T read(HttpRequest request, String form, Function<JsonObject, T> reading) {
    try {
      return reading.apply(Json.parse(request.body()));
    } catch (JsonShapeException e) {
      throw new ProblemException(Problem.of(ProblemType.MALFORMED_REQUEST, SMALL_BODY + form));
    }
  }

  static ProblemException invalid(String field, String detail) {
    return new ProblemException(Problem.at(field, ProblemType.INVALID_FIELDS, detail));
  }

  private static ConnectionId parse(String id) {
    return ConnectionId.parse(id).orElseThrow(UploadRoutes::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(ProblemType.NOT_FOUND, "No such connection. GET /connections lists yours."));
  }

  private static ProblemException noUpload() {
    return new ProblemException(
        Problem.of(
            ProblemType.NOT_FOUND,
            "No such upload: it was completed, canceled, or is too old. Start again with POST"
                + " /connections/{connectionId}/uploads."));
  }
}
