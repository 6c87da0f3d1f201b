package dev.slipway.runner;

import dev.slipway.runner.cloudformation.Surroundings;
import dev.slipway.runner.identity.LocalIssuer;
import dev.slipway.runner.template.FunctionResource;
import dev.slipway.simulator.AppStoreConnectSimulator;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a deployment would give to template.yaml, and Lambda to its functions: parameters, names of
/// buckets, variables.
///
/// @param webUri base URL of web pages and API
/// @param audience of the tokens
/// @param simulator null when this run talks to Apple
record StackParameters(
    SlipwayLocalOptions options,
    URI webUri,
    String audience,
    @Nullable AppStoreConnectSimulator simulator) {
  static final String DROP_BUCKET = "slipway-drops";
  static final String STATE_BUCKET = "slipway-state";

  private static final String APPLE_PART_HOSTS = ".apple.com";
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  /// Returns what the template refers to and does not define.
  Surroundings surroundings() {
    var parameters = new HashMap<String, String>();
    parameters.put("Stage", "local");
    parameters.put("JwtIssuer", webUri + "/local");
    parameters.put("JwtAudience", audience);
    parameters.put("TenantClaim", "sub");
    parameters.put("WebOrigin", webUri.toString());
    parameters.put("ConnectLinkReturnOrigins", webUri.toString());
    parameters.put("AppleWebhookUrl", options.webhooks() ? webUri.toString() : "");
    parameters.put("ReadScope", LocalIssuer.SCOPES.get(0));
    parameters.put("ConnectScope", LocalIssuer.SCOPES.get(1));
    parameters.put("ReleaseScope", LocalIssuer.SCOPES.get(2));
    parameters.put("AuditScope", LocalIssuer.SCOPES.get(3));
    parameters.put("ActForTenantsScope", LocalIssuer.ACT_FOR_TENANTS);
    parameters.put("ApproveScope", LocalIssuer.SCOPES.get(4));
    URI appleUrl = options.appleUrl();
    if (simulator != null) {
      parameters.put("AppleUrl", simulator.baseUri().toString());
      parameters.put("PartHosts", simulator.uploadUri().getHost());
    } else if (appleUrl != null) {
      parameters.put("AppleUrl", appleUrl.toString());
      parameters.put("PartHosts", partHosts(appleUrl));
    }
    return new Surroundings(
        parameters,
        Map.of("DropBucket", DROP_BUCKET, "StateBucket", STATE_BUCKET),
        "us-east-1",
        "000000000000",
        "slipway-local");
  }

  /// Returns the hosts to which parts of a build may be sent: Apple's, and for a simulator on this
  /// machine, such as `make simulator` in another terminal, this machine.
  static String partHosts(URI appleUrl) {
    return LOOPBACK.contains(appleUrl.getHost())
        ? APPLE_PART_HOSTS + "," + String.join(",", LOOPBACK)
        : APPLE_PART_HOSTS;
  }

  /// Returns all variables that a function sees.
  ///
  /// @param aws the variables for a client of the AWS stand-in
  Map<String, String> environment(FunctionResource resource, Map<String, String> aws) {
    var environment = new HashMap<>(resource.environment());
    environment.putAll(aws);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", resource.logicalId());
    // On AWS the function's role provides a session; here the token identifies the caller.
    environment.put("AWS_SESSION_TOKEN", resource.logicalId());
    return environment;
  }
}
