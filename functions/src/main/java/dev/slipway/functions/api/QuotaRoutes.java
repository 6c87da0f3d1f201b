package dev.slipway.functions.api;

import dev.slipway.aws.edge.HttpResponse;
import dev.slipway.functions.api.Router.Route;
import dev.slipway.json.JsonFields;
import dev.slipway.quotas.QuotaCounts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows a tenant what it may have, and what it has. Thread-safe.
final class QuotaRoutes {
  private final QuotaCounts quotas;

  QuotaRoutes(QuotaCounts quotas) {
    this.quotas = quotas;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            "GET",
            "/quotas",
            (_, tenant, _) ->
                HttpResponse.json(
                    200,
                    JsonFields.with(
                            "quotas", quotas.uses(tenant).stream().map(QuotaRoutes::shown).toList())
                        .toMap())));
  }

  private static Map<String, @Nullable Object> shown(QuotaCounts.Use use) {
    return JsonFields.with("quota", use.quota().slug())
        .put("limit", use.limit())
        .put("used", use.used())
        .putIfNotNull("resetsAt", use.resetsAt())
        .toMap();
  }
}
