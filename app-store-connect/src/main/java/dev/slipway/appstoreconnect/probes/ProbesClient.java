package dev.slipway.appstoreconnect.probes;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;

/// Finds out what a key may do by calls that change nothing. Apple has no call that returns the
/// role of a key. Which roles pass which call is known only from single measurements, so treat
/// conclusions as likely. Thread-safe.
public final class ProbesClient {
  private final ApiConnection connection;

  public ProbesClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Passes with App Manager or better. (erayendes/app-store-connect-mcp#97)
  public ProbeResult reviewSubmissions(AppId app) {
    return probe(
        ApiRequest.get("/v1/reviewSubmissions")
            .query("filter[app]", app.value())
            .query("limit", "1"));
  }

  /// Passes also with Developer, Marketing and Customer Support, not with Finance and Sales.
  /// (builds: measured 2026-08-22; the refusal is inferred from apple-help: role permissions)
  public ProbeResult builds() {
    return probe(ApiRequest.get("/v1/builds").query("limit", "1"));
  }

  /// Passes with Admin; never with an individual key. (measured 2026-08-27)
  public ProbeResult analyticsReportRequests(AppId app) {
    return probe(ApiRequest.get("/v1/apps/{id}/analyticsReportRequests", app).query("limit", "1"));
  }

  /// Passes with App Manager or better, as far as known; NotFound if an app has no availability.
  public ProbeResult appAvailability(AppId app) {
    return probe(ApiRequest.get("/v1/apps/{id}/appAvailabilityV2", app));
  }

  private ProbeResult probe(ApiRequest request) {
    try {
      connection.send(request, document -> document);
      return new ProbeResult.Allowed();
    } catch (AppStoreConnectException e) {
      return switch (e) {
        case AppStoreConnectException.Unauthorized refusal -> new ProbeResult.KeyRefused(refusal);
        case AppStoreConnectException.Forbidden refusal -> new ProbeResult.Forbidden(refusal);
        case AppStoreConnectException.NotFound _ -> new ProbeResult.Absent();
        case AppStoreConnectException.Conflict failure -> new ProbeResult.Unknown(failure);
        case AppStoreConnectException.Invalid failure -> new ProbeResult.Unknown(failure);
        case AppStoreConnectException.RateLimited failure -> new ProbeResult.Unknown(failure);
        case AppStoreConnectException.AppleFault failure -> new ProbeResult.Unknown(failure);
        case AppStoreConnectException.Unreachable failure -> new ProbeResult.Unknown(failure);
      };
    }
  }
}
