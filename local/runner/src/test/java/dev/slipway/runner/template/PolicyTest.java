package dev.slipway.runner.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.cloudformation.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// template.yaml keeps to [TemplatePolicy] and [HandlerSettings], and each of their rules notices
/// when it does not.
class PolicyTest {
  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          Map.of(
              "Stage", "test",
              "JwtIssuer", "https://issuer.example.com",
              "JwtAudience", "slipway",
              "TenantClaim", "sub"),
          Map.of("DropBucket", "drops", "StateBucket", "state"),
          "eu-central-1",
          "123456789012",
          "slipway-test");

  private static String template() throws IOException {
    return Files.readString(RepositoryFiles.file("template.yaml"));
  }

  private static List<String> breaches(String template) throws IOException {
    return TemplatePolicy.breaches(
        template, Files.readString(RepositoryFiles.file("docs/operations.md")));
  }

  private static List<String> settings(String template) {
    return HandlerSettings.breaches(Template.parse(template, SURROUNDINGS).functions());
  }

  /// The template with the first occurrence after a place replaced.
  private static String spoiled(String after, String from, String to) throws IOException {
    String text = template();
    int place = text.indexOf("\n  " + after + "\n");
    assertThat(place).as(after).isNotNegative();
    int start = text.indexOf(from, place);
    assertThat(start).as(from).isNotNegative();
    return text.substring(0, start) + to + text.substring(start + from.length());
  }

  @Test
  void holds() throws Exception {
    assertThat(breaches(template())).isEmpty();
    assertThat(settings(template())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ApiFunction:|Resource: !Sub ${StateBucket.Arn}/open/*|Resource: '*'"
            + "|ApiFunction.MarkReleasesDue says *",
        "ApiFunction:|Action: s3:DeleteObject|Action: s3:*|ApiFunction.UnlistWhatIsGone says *",
        "WebhookRole:|Resource: !GetAtt WebhookDestination.Arn|Resource: '*'"
            + "|WebhookRole.CallWebhook says *",
        "FailureQueuePolicy:|Principal: { Service: events.amazonaws.com }|Principal: '*'"
            + "|FailureQueuePolicy.RulesOfThisAccount says *",
        "SecretsKey:|Sid: ReadKeys|Sid: ReadAllKeys|SecretsKey.ReadKeys is explained",
        "ApiFunction:|secretsmanager:TagResource|secretsmanager:GetSecretValue"
            + "|must not secretsmanager:GetSecretValue",
        "ApiFunction:|secretsmanager:ForceDeleteWithoutRecovery: \"true\"|Other: true"
            + "|ApiFunction.TakeKeysIn may delete without recovery",
        "ConnectionCheckFunction:|secretsmanager:ForceDeleteWithoutRecovery: \"true\"|Other: true"
            + "|ConnectionCheckFunction.RemoveUnverifiedKeys may delete without recovery",
        "ReviewStatusFunction:|secretsmanager:GetSecretValue"
            + "|secretsmanager:UpdateSecretVersionStage|must not secretsmanager:UpdateSecret",
        "ReviewStatusFunction:|:secret:slipway/${Stage}/connections/*|:secret:slipway/*"
            + "|ReviewStatusFunction.ReadKeys must not secretsmanager:GetSecretValue on",
        "SecretsKey:|!GetAtt ReviewStatusFunctionRole.Arn|!GetAtt WebhookRole.Arn"
            + "|SecretsKey.ReadKeys lets others decrypt",
        "ReleaseUploadFunction:|LogGroup: !Ref ReleaseUploadLogGroup|LogGroup: elsewhere"
            + "|ReleaseUploadFunction has no log group",
        "ReleaseUploadFunction:|OnFailure:|OnSuccess:|ReleaseUploadFunction has no failure",
        "DropIntakeFunction:|DeadLetterConfig:|Dropped:|DropIntakeFunction.Dropped has no dead",
        "ReleaseUploadFunction:|AutoPublishCodeSha256: !Ref Revision|AutoPublishCodeSha256: '1'"
            + "|ReleaseUploadFunction has a snapshot, and publishes no version",
        "ReleaseUploadFunction:|Type: ScheduleV2|Type: Schedule"
            + "|ReleaseUploadFunction has a snapshot, and no schedule keeps it awake",
        "ReleaseEmailRule:|DeadLetterConfig:|Dropped:|ReleaseEmailRule has no dead letters",
        "ConnectionCheckFunction:|ReservedConcurrentExecutions|Reserved"
            + "|ConnectionCheckFunction has no concurrency bound",
        "TokenFunction:|ReservedConcurrentExecutions|Reserved|TokenFunction has no concurrency",
        "ReleaseWebhookRule:|$.detail.slackText|$.detail.message"
            + "|ReleaseWebhookRule gives Slack text that is not escaped",
        "ConnectionWebhookRule:|$.detail.slackText|$.detail.message"
            + "|ConnectionWebhookRule gives Slack text that is not escaped",
        "ApiThrottlesAlarm:|!Ref ApiFunction|!Ref TokenFunction"
            + "|ApiFunction has no alarm on Throttles",
        "ReviewStatusFailuresAlarm:|MetricName: Errors|MetricName: Invocations"
            + "|ReviewStatusFunction has no alarm on Errors",
        "SweepLateAlarm:|#sweep-late|#nowhere|SweepLateAlarm names a runbook that is not there",
        "SweepLateAlarm:|See docs/operations.md|See the wiki|SweepLateAlarm names no runbook",
        "SweepLateAlarm:|AlarmActions:|Actions:|SweepLateAlarm tells nobody",
        "KeysBrokenAlarm:|TreatMissingData:|'AlarmActions: []\n      TreatMissingData:'"
            + "|KeysBrokenAlarm sends a second e-mail",
        "SweepLateAlarm:|Namespace: AWS/Lambda|Namespace: Slipway"
            + "|SweepLateAlarm needs a metric of ours",
        "DeadLettersAlarm:|Condition: Watches|DependsOn: FailureQueue"
            + "|DeadLettersAlarm is there with Monitoring=none",
        "Dashboard:|Condition: MeasuresMore|Condition: Watches"
            + "|Dashboard is there without Monitoring=full",
        "UnownedDrops:|Condition: MeasuresMore|Condition: Watches"
            + "|UnownedDrops is there without Monitoring=full",
        "ReviewStatusFunction:|MaximumRetryAttempts: 0|'DestinationConfig: { OnFailure: a }'"
            + "|ReviewStatusFunction needs no failure destination",
        "AppleWebhookFunction:|Effect: Deny|Effect: Allow"
            + "|AppleWebhookFunction may make log groups",
        "ApiFunction:|, Auth: { Authorizer: Connecting }|''|POST /connect-links needs no token",
        "ApiFunction:|Authorizer: Reading|Authorizer: NONE|GET /connections names NONE",
        "HttpApi:|Authorizers:|'DefaultAuthorizer: Reading\n        Authorizers:'"
            + "|HttpApi has a default authorizer",
        "HttpApi:|AuthorizationScopes:|Scopes:|HttpApi.Reading asks for no scope",
        "StateBucket:|BlockPublicPolicy: true|BlockPublicPolicy: false|StateBucket may be public",
        "StateBucket:|BucketEncryption:|Encryption:|StateBucket is not encrypted",
        "StateBucketPolicy:|Effect: Deny|Effect: Allow|StateBucket takes callers without TLS",
      })
  void noticesWhenItDoesNot(String after, String from, String to, String breach) throws Exception {
    assertThat(breaches(spoiled(after, from, to))).anyMatch(line -> line.contains(breach));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ApiFunction:|SLIPWAY_DROP_BUCKET:|DROP_BUCKET:|ApiFunction is not told"
            + " SLIPWAY_DROP_BUCKET",
        "ApiFunction:|SLIPWAY_SECRET_KMS_KEY:|KMS_KEY:"
            + "|ApiFunction is not told SLIPWAY_SECRET_KMS_KEY",
        "ReviewStatusFunction:|SLIPWAY_SECRET_PREFIX:|SLIPWAY_TENANT_CLAIM:"
            + "|ReviewStatusFunction never reads SLIPWAY_TENANT_CLAIM",
        "ReviewStatusFunction:|SLIPWAY_APPLE_URL:|SLIPWAY_APPEL_URL:"
            + "|ReviewStatusFunction does not start",
        "ApiFunction:|functions.api.ApiHandler|functions.api.Handler"
            + "|ApiFunction has a handler that is not there",
      })
  void noticesSettingsThatDoNotMatch(String after, String from, String to, String breach)
      throws Exception {
    assertThat(settings(spoiled(after, from, to))).anyMatch(line -> line.contains(breach));
  }
}
