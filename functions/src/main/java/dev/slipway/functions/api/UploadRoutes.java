package dev.slipway.functions.api;

import dev.slipway.audit.AuditAct;
import dev.slipway.aws.DropUploads;
import dev.slipway.aws.DropUploads.Completion;
import dev.slipway.aws.edge.HttpRequest;
import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.aws.edge.JsonBody;
import dev.slipway.aws.edge.ProblemException;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.json.JsonFields;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.quotas.Quota;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.QuotaExceeded;
import dev.slipway.quotas.QuotaExceededException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Presigned uploads into a connection's own prefix of the drop bucket: small files by one PUT,
/// large ones in parts. Bytes never pass through this function. Thread-safe.
final class UploadRoutes {
  /// The largest file that is sent with one PUT.
  static final long SINGLE_PUT_BYTES = PlannedUpload.PART_BYTES;

  private static final int MAX_ADDRESSES = 100;
  private static final String PART_NUMBERS = "partNumbers";
  private static final String PARTS = "parts";
  private static final Pattern ETAG = Pattern.compile("\"?[A-Za-z0-9+/=._-]{1,100}\"?");

  private final ConnectionStore connections;
  private final DropUploads uploads;
  private final QuotaCounts quotas;
  private final RequestAudit audit;

  UploadRoutes(
      ConnectionStore connections, DropUploads uploads, QuotaCounts quotas, RequestAudit audit) {
    this.connections = connections;
    this.uploads = uploads;
    this.quotas = quotas;
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
    var body = JsonBody.read(request, "name", "sizeBytes");
    var wanted = UploadName.read(connection, body);
    body.refuseFaults();
    quotas
        .use(tenant, Quota.UPLOADED_BYTES_A_DAY, wanted.sizeBytes())
        .ifPresent(UploadRoutes::refuse);
    try {
      return begin(request, tenant, connection, wanted);
    } catch (RuntimeException e) {
      // The caller got no address. Asking again until there is room, or until S3 answers, would
      // otherwise use up the day without sending a byte.
      quotas.unused(tenant, Quota.UPLOADED_BYTES_A_DAY, wanted.sizeBytes());
      throw e;
    }
  }

  private HttpResponse begin(
      HttpRequest request, String tenant, ConnectionId connection, UploadName wanted) {
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
    var planned = new PlannedUpload(uploads.begin(wanted.key()), wanted.sizeBytes());
    // S3 chooses the ID by which the upload is counted, so the upload comes before its marker.
    var exceeded = quotas.take(tenant, Quota.OPEN_UPLOADS, planned.id());
    if (exceeded.isPresent()) {
      uploads.abort(planned.upload());
      refuse(exceeded.get());
    }
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
    var body = JsonBody.read(request, PART_NUMBERS);
    var numbers = partNumbers(body, planned);
    body.refuseFaults();
    if (!uploads.isOpen(planned.upload())) {
      throw noUpload();
    }
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
    var body = JsonBody.read(request, PARTS);
    var etags = etags(body, planned);
    body.refuseFaults();
    return switch (uploads.complete(planned.upload(), etags)) {
      case Completion.Completed(String etag) -> {
        quotas.giveBack(tenant, Quota.OPEN_UPLOADS, planned.id());
        yield HttpResponse.json(
            200, JsonFields.with("key", planned.upload().key()).put("etag", etag).toMap());
      }
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
    var planned = planned(request, owned(tenant, id));
    uploads.abort(planned.upload());
    quotas.giveBack(tenant, Quota.OPEN_UPLOADS, planned.id());
    return HttpResponse.noContent();
  }

  private static void refuse(QuotaExceeded exceeded) {
    throw new QuotaExceededException(exceeded);
  }

  private static List<Integer> partNumbers(JsonBody body, PlannedUpload planned) {
    var numbers = body.wholeNumbers(PART_NUMBERS, 1, planned.partCount(), range(planned));
    if (!body.hasFaults() && (numbers.isEmpty() || numbers.size() > MAX_ADDRESSES)) {
      body.fault(PART_NUMBERS, "Request 1 to " + MAX_ADDRESSES + " parts at a time.");
    }
    return numbers.stream().map(Long::intValue).sorted().distinct().toList();
  }

  private static NavigableMap<Integer, String> etags(JsonBody body, PlannedUpload planned) {
    var etags = new TreeMap<Integer, String>();
    var parts =
        body.objects(
            PARTS,
            "Must be a list with an object with partNumber and etag for each of the "
                + planned.partCount()
                + " parts.");
    for (JsonBody part : parts) {
      etags.put(
          Math.toIntExact(part.wholeNumber("partNumber", 1, planned.partCount(), range(planned))),
          part.text(
              "etag",
              ETAG.asMatchPredicate(),
              "An etag must be the value of S3's header ETag for the part."));
    }
    if (!body.hasFaults() && parts.size() != planned.partCount()) {
      body.fault(
          PARTS,
          "The upload has " + planned.partCount() + " parts; " + parts.size() + " were named.");
    }
    if (!body.hasFaults() && etags.size() != parts.size()) {
      body.fault(PARTS, "A part was named twice. Name each of the parts once.");
    }
    return etags;
  }

  private static String range(PlannedUpload planned) {
    return "Part numbers must be from 1 to " + planned.partCount() + ".";
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
