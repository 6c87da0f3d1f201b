package dev.slipway.runner.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.cloudformation.CloudFormationYaml;
import dev.slipway.runner.cloudformation.Surroundings;
import dev.slipway.runner.cloudformation.TemplateFault;
import dev.slipway.runner.cloudformation.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What template.yaml promises, read as the runner reads it.
class TemplateTest {
  private static final Set<String> SECRETS =
      Set.of(
          "arn:aws:secretsmanager:eu-central-1:123456789012:secret:slipway/test/connections/*",
          "arn:aws:secretsmanager:eu-central-1:123456789012:secret:slipway/test/webhooks/*");

  /// Apple has no token of ours, its signature is what counts.
  private static final String OF_APPLE = "POST /apple/webhooks/{connectionId}/{appId}";

  /// The holder of a connect link has none either.
  private static final Set<String> OF_LINKS =
      Set.of("GET /connect-link", "POST /connect-link/connection", "GET /connect-link/connection");

  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          Map.of(
              "Stage", "test",
              "JwtIssuer", "https://issuer.example.com",
              "JwtAudience", "slipway",
              "TenantClaim", "sub",
              "ReadScope", "none",
              "ConnectScope", "none",
              "ReleaseScope", "none",
              "AuditScope", "none"),
          Map.of("DropBucket", "drops", "StateBucket", "state"),
          "eu-central-1",
          "123456789012",
          "slipway-test");

  private static Template template() throws IOException {
    return Template.read(RepositoryFiles.file("template.yaml"), SURROUNDINGS);
  }

  private static FunctionResource function(String logicalId) throws IOException {
    return template().functions().stream()
        .filter(function -> function.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> ourVariables(String logicalId) throws IOException {
    return function(logicalId).environment().keySet().stream()
        .filter(name -> name.startsWith("SLIPWAY_"))
        .collect(Collectors.toSet());
  }

  @Test
  void tellsEveryFunctionWhatItReadsAndNoMore() throws Exception {
    assertThat(ourVariables("ApiFunction"))
        .containsExactlyInAnyOrder(
            "SLIPWAY_STATE_BUCKET",
            "SLIPWAY_DROP_BUCKET",
            "SLIPWAY_SECRET_PREFIX",
            "SLIPWAY_SECRET_KMS_KEY",
            "SLIPWAY_TENANT_CLAIM",
            "SLIPWAY_ACT_FOR_TENANTS_SCOPE",
            "SLIPWAY_APPROVE_SCOPE",
            "SLIPWAY_CONNECT_SCOPE",
            "SLIPWAY_RELEASE_SCOPE",
            "SLIPWAY_EVENT_BUS",
            "SLIPWAY_QUOTAS",
            "SLIPWAY_PAGES_URL",
            "SLIPWAY_RETURN_ORIGINS",
            "SLIPWAY_STAGE");
    assertThat(ourVariables("ConnectionCheckFunction"))
        .containsExactlyInAnyOrder(
            "SLIPWAY_STATE_BUCKET",
            "SLIPWAY_DROP_BUCKET",
            "SLIPWAY_SECRET_PREFIX",
            "SLIPWAY_TENANT_CLAIM",
            "SLIPWAY_ACT_FOR_TENANTS_SCOPE",
            "SLIPWAY_APPLE_URL",
            "SLIPWAY_WEBHOOK_URL",
            "SLIPWAY_WEBHOOK_SECRET_PREFIX",
            "SLIPWAY_EVENT_BUS",
            "SLIPWAY_STAGE");
    assertThat(ourVariables("DropIntakeFunction"))
        .containsExactlyInAnyOrder(
            "SLIPWAY_STATE_BUCKET",
            "SLIPWAY_DROP_BUCKET",
            "SLIPWAY_SECRET_PREFIX",
            "SLIPWAY_APPLE_URL",
            "SLIPWAY_EVENT_BUS",
            "SLIPWAY_QUOTAS",
            "SLIPWAY_STAGE");
    assertThat(ourVariables("ReleaseUploadFunction"))
        .containsExactlyInAnyOrder(
            "SLIPWAY_STATE_BUCKET",
            "SLIPWAY_DROP_BUCKET",
            "SLIPWAY_SECRET_PREFIX",
            "SLIPWAY_APPLE_URL",
            "SLIPWAY_PART_HOSTS",
            "SLIPWAY_UPLOAD_CONCURRENCY",
            "SLIPWAY_WEBHOOK_URL",
            "SLIPWAY_EVENT_BUS",
            "SLIPWAY_STAGE");
    assertThat(ourVariables("ConnectLinkFunction"))
        .containsExactlyInAnyOrder(
            "SLIPWAY_STATE_BUCKET",
            "SLIPWAY_SECRET_PREFIX",
            "SLIPWAY_SECRET_KMS_KEY",
            "SLIPWAY_EVENT_BUS",
            "SLIPWAY_QUOTAS",
            "SLIPWAY_STAGE");
    assertThat(ourVariables("AppleWebhookFunction"))
        .containsExactlyInAnyOrder("SLIPWAY_STATE_BUCKET", "SLIPWAY_WEBHOOK_SECRET_PREFIX");
    assertThat(ourVariables("ReviewStatusFunction"))
        .containsExactlyInAnyOrder(
            "SLIPWAY_STATE_BUCKET",
            "SLIPWAY_SECRET_PREFIX",
            "SLIPWAY_APPLE_URL",
            "SLIPWAY_EVENT_BUS",
            "SLIPWAY_STAGE");
    assertThat(function("ApiFunction").environment())
        .containsEntry("SLIPWAY_SECRET_PREFIX", "slipway/test/connections/")
        .containsEntry("SLIPWAY_STATE_BUCKET", "state");
  }

  @Test
  void givesEachFunctionItsRoutes() throws Exception {
    assertThat(function("ConnectionCheckFunction").routes())
        .extracting(HttpRoute::key)
        .containsExactly("POST /connections/{connectionId}/check");
    assertThat(function("ApiFunction").routes())
        .extracting(HttpRoute::key)
        .containsExactlyInAnyOrder(
            "POST /connections",
            "GET /quotas",
            "GET /connections",
            "GET /connections/{connectionId}",
            "PATCH /connections/{connectionId}",
            "DELETE /connections/{connectionId}",
            "POST /connect-links",
            "GET /connect-links",
            "GET /connect-links/{linkId}",
            "DELETE /connect-links/{linkId}",
            "GET /connections/{connectionId}/apps",
            "GET /connections/{connectionId}/apps/{appId}/readiness",
            "POST /connections/{connectionId}/apps/{appId}/readiness",
            "POST /connections/{connectionId}/uploads",
            "POST /connections/{connectionId}/uploads/{uploadId}/parts",
            "POST /connections/{connectionId}/uploads/{uploadId}/complete",
            "DELETE /connections/{connectionId}/uploads/{uploadId}",
            "GET /audit",
            "DELETE /tenant",
            "GET /releases",
            "GET /releases/counts",
            "GET /releases/{releaseId}",
            "GET /releases/{releaseId}/pictures",
            "POST /releases/{releaseId}/cancel",
            "POST /releases/{releaseId}/submit",
            "POST /releases/{releaseId}/carry-out",
            "POST /releases/{releaseId}/retry",
            "POST /releases/{releaseId}/release",
            "POST /releases/{releaseId}/phased-release",
            "POST /releases/plan");
    assertThat(function("AppleWebhookFunction").routes())
        .extracting(HttpRoute::key)
        .containsExactly(OF_APPLE);
    assertThat(function("ConnectLinkFunction").routes())
        .extracting(HttpRoute::key)
        .containsExactlyInAnyOrderElementsOf(OF_LINKS);
    for (FunctionResource function : template().functions()) {
      assertThat(function.routes())
          .allSatisfy(
              route ->
                  assertThat(route.authorized())
                      .as(route.key())
                      .isEqualTo(!route.key().equals(OF_APPLE) && !OF_LINKS.contains(route.key())));
    }
  }

  @Test
  void signsPeopleInWithAUserPoolWhenNoIssuerIsGiven() throws Exception {
    var pool = variant(Map.of("Stage", "test"));
    assertThat(pool.authorizer())
        .isEqualTo(new JwtAuthorizer("https://user-pool.example/UserPool", List.of("WebClient")));
    assertThat(pool.functions())
        .flatExtracting(FunctionResource::routes)
        .filteredOn(HttpRoute::authorized)
        .allSatisfy(
            route ->
                assertThat(route.scopes())
                    .as(route.key())
                    .hasSize(
                        Set.of(
                                    "POST /releases/{releaseId}/submit",
                                    "PATCH /connections/{connectionId}")
                                .contains(route.key())
                            ? 2
                            : 1));
    assertThat(pool.functions().getFirst().environment())
        .containsEntry("SLIPWAY_TENANT_CLAIM", "tenant")
        .containsEntry("SLIPWAY_ACT_FOR_TENANTS_SCOPE", "");
  }

  /// One client of the pool acts for tenants, if it is wanted; people's tokens never do.
  @Test
  void aMachineClientJoinsTheAudienceAndActsForTenants() throws Exception {
    var pool = variant(Map.of("Stage", "test", "MachineClient", "true"));
    assertThat(pool.authorizer().audience()).containsExactly("WebClient", "MachineUserPoolClient");
    assertThat(pool.functions().getFirst().environment())
        .containsEntry("SLIPWAY_ACT_FOR_TENANTS_SCOPE", "slipway/act-for-tenants");
    var resources =
        Tree.mapAt(
            CloudFormationYaml.parse(Files.readString(RepositoryFiles.file("template.yaml"))),
            "Resources",
            "template");
    assertThat(scopes(resources, "MachineUserPoolClient")).contains("slipway/act-for-tenants");
    assertThat(scopes(resources, "WebClient")).doesNotContain("slipway/act-for-tenants");
  }

  private static String scopes(Map<String, ?> resources, String client) {
    var properties = Tree.mapAt(Tree.map(resources.get(client), client), "Properties", client);
    return String.valueOf(properties.get("AllowedOAuthScopes"));
  }

  @Test
  void anIssuerOfOnesOwnNamesTheScopeForActing() throws Exception {
    assertThat(function("ApiFunction").environment())
        .containsEntry("SLIPWAY_ACT_FOR_TENANTS_SCOPE", "");
    var parameters = new java.util.HashMap<>(SURROUNDINGS.parameters());
    parameters.put("ActForTenantsScope", "builds:act");
    assertThat(variant(parameters).functions().getFirst().environment())
        .containsEntry("SLIPWAY_ACT_FOR_TENANTS_SCOPE", "builds:act");
  }

  /// The template's rules refuse an empty scope; `infrastructure/check-template.py` asks them.
  @Test
  void asksAnIssuerOfOnesOwnForNoScopesOnlyWhereItSaysNone() throws Exception {
    assertThat(template().functions())
        .flatExtracting(FunctionResource::routes)
        .allSatisfy(route -> assertThat(route.scopes()).isEmpty());
    assertThat(Files.readString(RepositoryFiles.file("template.yaml")))
        .contains(
            "Assert: !Not [!Equals [!Ref ReadScope, \"\"]]",
            "Assert: !Not [!Equals [!Ref ConnectScope, \"\"]]",
            "Assert: !Not [!Equals [!Ref ReleaseScope, \"\"]]");
    var parameters = new java.util.HashMap<>(SURROUNDINGS.parameters());
    parameters.put("ReleaseScope", "builds:release");
    assertThat(variant(parameters).functions())
        .flatExtracting(FunctionResource::routes)
        .filteredOn(route -> !route.scopes().isEmpty())
        .allSatisfy(route -> assertThat(route.scopes()).containsExactly("builds:release"))
        .extracting(HttpRoute::key)
        .contains("POST /releases/{releaseId}/submit")
        .doesNotContain("POST /connections", "GET /releases");
  }

  private static Template variant(Map<String, String> parameters) throws IOException {
    return Template.read(
        RepositoryFiles.file("template.yaml"),
        new Surroundings(
            parameters,
            SURROUNDINGS.bucketNames(),
            "eu-central-1",
            "123456789012",
            "slipway-test"));
  }

  @Test
  void keepsApiKeysFromTheFunctionThatTakesThemIn() throws Exception {
    assertThat(actions("ApiFunction"))
        .contains("secretsmanager:CreateSecret")
        .doesNotContain("secretsmanager:GetSecretValue", "secretsmanager:UpdateSecretVersionStage");
    assertThat(actions("ConnectionCheckFunction"))
        .contains("secretsmanager:GetSecretValue", "secretsmanager:UpdateSecretVersionStage");
    assertThat(actions("DropIntakeFunction"))
        .doesNotContain("secretsmanager:UpdateSecretVersionStage");
    assertThat(actions("ReleaseUploadFunction"))
        .doesNotContain("secretsmanager:UpdateSecretVersionStage");
    assertThat(actions("ReviewStatusFunction"))
        .doesNotContain("secretsmanager:UpdateSecretVersionStage");
    assertThat(function("AppleWebhookFunction").statements())
        .filteredOn(
            statement ->
                statement.actions().stream().anyMatch(a -> a.startsWith("secretsmanager:")))
        .singleElement()
        .satisfies(
            statement ->
                assertThat(statement.resources())
                    .containsExactly(
                        "arn:aws:secretsmanager:eu-central-1:123456789012:secret:"
                            + "slipway/test/webhooks/*"));
  }

  @Test
  void scopesEveryStatement() throws Exception {
    for (FunctionResource function : template().functions()) {
      for (PolicyStatement statement : function.statements()) {
        assertThat(statement.actions()).as(statement.sid()).noneMatch(a -> a.contains("*"));
        assertThat(statement.resources())
            .as(function.logicalId() + " " + statement.sid())
            .allMatch(
                resource ->
                    resource.startsWith("arn:aws:s3:::")
                        || resource.equals("arn:local:EventBus")
                        || SECRETS.contains(resource));
        if (statement.actions().contains("s3:ListBucket")) {
          assertThat(statement.listPrefixes()).as(statement.sid()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void grantsPrefixesAndNothingBeside() {
    var statement =
        new PolicyStatement(
            "Sid", List.of("s3:GetObject"), List.of("arn:aws:s3:::state/releases/*"), List.of());
    assertThat(statement.allows("s3:GetObject", "arn:aws:s3:::state/releases/a.json", "")).isTrue();
    assertThat(statement.allows("s3:PutObject", "arn:aws:s3:::state/releases/a.json", ""))
        .isFalse();
    assertThat(statement.allows("s3:GetObject", "arn:aws:s3:::state/connections/a", "")).isFalse();
  }

  @Test
  void followsTheScheduleOfTheDesign() throws Exception {
    RateSchedule sweep = function("ReviewStatusFunction").schedules().getFirst();
    assertThat(sweep.every()).isEqualTo(Duration.ofMinutes(5));
    assertThat(sweep.input())
        .isEqualTo("{\"source\":\"slipway.schedule\",\"detail-type\":\"sweep\"}");
    RateSchedule daily = function("ConnectionCheckFunction").schedules().getFirst();
    assertThat(daily.every()).isEqualTo(Duration.ofDays(1));
    assertThat(function("ReviewStatusFunction").reservedConcurrency()).isEqualTo(1);
    assertThat(function("ReviewStatusFunction").maximumRetryAttempts()).isZero();
    assertThat(function("ReleaseUploadFunction").timeout()).isEqualTo(Duration.ofMinutes(15));
    assertThat(function("ApiFunction").timeout()).isLessThan(Duration.ofSeconds(30));
  }

  /// What comes and goes all day has another key each time, and S3 lists past the old ones.
  @Test
  void forgetsWhatComesAndGoesAfterADay() throws Exception {
    String bucket =
        Files.readString(RepositoryFiles.file("template.yaml")).split("\n  StateBucket:\n")[1];
    assertThat(List.of("wake/", "open/", "following/", "slots/", "turns/", "checks/", "quotas/"))
        .allSatisfy(
            prefix ->
                assertThat(bucket)
                    .containsPattern("Prefix: " + prefix + "\n(.*\n){2,4} +NoncurrentDays: 1\n"));
  }

  @Test
  void measuresOnlyWithFullMonitoring() throws Exception {
    for (String monitoring : List.of("basic", "none", "full")) {
      var parameters = new java.util.HashMap<>(SURROUNDINGS.parameters());
      parameters.put("Monitoring", monitoring);
      String stage = monitoring.equals("full") ? "test" : "";
      assertThat(variant(parameters).functions())
          .filteredOn(function -> function.environment().containsKey("SLIPWAY_STAGE"))
          .hasSizeGreaterThan(3)
          .allSatisfy(
              function -> assertThat(function.environment()).containsEntry("SLIPWAY_STAGE", stage));
    }
    assertThat(template().functions())
        .allSatisfy(
            function ->
                assertThat(function.environment().getOrDefault("SLIPWAY_STAGE", "")).isEmpty());
  }

  @Test
  void leavesConcurrencyAloneWhereNothingCanBeReserved() throws Exception {
    var parameters = new java.util.HashMap<>(SURROUNDINGS.parameters());
    parameters.put("ReserveConcurrency", "false");
    var small =
        new Surroundings(
            parameters, SURROUNDINGS.bucketNames(), "eu-central-1", "123456789012", "slipway-test");
    assertThat(Template.read(RepositoryFiles.file("template.yaml"), small).functions())
        .allSatisfy(function -> assertThat(function.reservedConcurrency()).isNull());
  }

  @Test
  void keepsVersionsOfBothBuckets() throws Exception {
    assertThat(template().buckets())
        .hasSize(2)
        .allMatch(BucketResource::versioned)
        .allMatch(BucketResource::sendsToEventBridge);
  }

  @Test
  void namesWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> Template.parse("Resources: [1, 2", SURROUNDINGS))
        .isInstanceOf(TemplateFault.class);
    assertThatThrownBy(
            () ->
                Template.parse(
                    "Resources: {A: {Type: AWS::Serverless::HttpApi, Properties: !Cidr a}}",
                    SURROUNDINGS))
        .isInstanceOf(TemplateFault.class)
        .hasMessageContaining("Fn::Cidr");
    assertThatThrownBy(
            () -> Template.parse("Parameters: {P: {Type: String}}\nResources: {}", SURROUNDINGS))
        .isInstanceOf(TemplateFault.class)
        .hasMessageContaining("Parameter P");
  }

  private static Set<String> actions(String logicalId) throws IOException {
    return function(logicalId).statements().stream()
        .flatMap(statement -> statement.actions().stream())
        .collect(Collectors.toSet());
  }
}
