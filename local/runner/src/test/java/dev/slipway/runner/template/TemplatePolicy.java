package dev.slipway.runner.template;

import dev.slipway.runner.cloudformation.CloudFormationYaml;
import dev.slipway.runner.cloudformation.Tree;
import dev.slipway.runner.template.Statements.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a security reviewer asks of template.yaml. Every exception is named here, with its reason.
final class TemplatePolicy {
  /// Statements that may say `*`.
  private static final Map<String, String> WILDCARDS =
      Map.of(
          "SecretsKey.LookAfterWithoutUse",
              "in a key's policy * is that key; no use of it is there",
          "SecretsKey.TakeKeysIn", "in a key's policy * is that key",
          "SecretsKey.ReadKeys", "in a key's policy * is that key",
          "BucketsKey.LookAfter",
              "in a key's policy * is that key; without it nobody could change it",
          "BucketsKey.ThroughS3Alone",
              "as AWS's own key for S3: the account's callers, through S3");

  /// Routes without a token: Apple has none of ours, its signature is what counts; and a connect
  /// link invites people who have none.
  private static final Set<String> OPEN_ROUTES =
      Set.of(
          "POST /apple/webhooks/{connectionId}/{appId}",
          "GET /connect-link",
          "POST /connect-link/connection",
          "GET /connect-link/connection");

  /// What each function may do with the keys of connections; one that is not named may nothing.
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "ApiFunction",
          Set.of(
              "CreateSecret",
              "PutSecretValue",
              "DescribeSecret",
              "TagResource",
              "RestoreSecret",
              "DeleteSecret"),
          "ConnectLinkFunction",
          Set.of(
              "CreateSecret", "PutSecretValue", "DescribeSecret", "TagResource", "RestoreSecret"),
          "ConnectionCheckFunction",
          Set.of("GetSecretValue", "DescribeSecret", "UpdateSecretVersionStage", "DeleteSecret"),
          "DropIntakeFunction",
          Set.of("GetSecretValue"),
          "ReleaseUploadFunction",
          Set.of("GetSecretValue"),
          "ReviewStatusFunction",
          Set.of("GetSecretValue"));

  /// The same for the secrets with which Apple signs its notifications.
  private static final Map<String, Set<String>> WEBHOOKS =
      Map.of(
          "ConnectionCheckFunction",
          Set.of("GetSecretValue", "CreateSecret", "TagResource", "RestoreSecret", "DeleteSecret"),
          "AppleWebhookFunction",
          Set.of("GetSecretValue"));

  private static final String SECRETS_OF_THE_STAGE =
      "Fn::Sub arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:"
          + "slipway/${Stage}/";
  private static final String DELETE_SECRET = "secretsmanager:DeleteSecret";
  private static final Pattern RUNBOOK = Pattern.compile("See docs/operations\\.md#([a-z0-9-]+)$");
  private static final Set<String> WATCHED = Set.of("Errors", "Throttles", "Duration");

  /// The alarms that send an e-mail, and for what no other one does. The rest are shown only: what
  /// they notice ends as a dead letter, as a late sweep, as an answer 5xx, or as an event of the
  /// bus that has its own e-mail.
  private static final Map<String, String> MAILING =
      Map.of(
          "DeadLettersAlarm", "an event failed for good, a drop without a connection too",
          "ApiFaultsAlarm", "callers are answered 5xx, whatever the reason",
          "SweepLateAlarm", "releases are not followed",
          "ChecksMissingAlarm", "nothing would notice that",
          "TokenFailuresAlarm", "a person cannot sign in, and Cognito does not say why",
          "RefusedNotificationsAlarm", "someone without the secret calls the open route",
          "RateBudgetLowAlarm", "a key's hour is nearly used up, which harms nothing yet");

  /// Conditions of the alarms that `Monitoring=basic` makes.
  private static final Set<String> BASIC = Set.of("Watches", "WatchesSignIn");

  private static final Set<String> FULL = Set.of("MeasuresMore", "MeasuresMoreOfSignIn");
  private static final int MOST_BASIC_ALARMS = 8;

  /// Events that need no dead letters: the next of the same kind does all of their work within five
  /// minutes, and DueRound notices when none does.
  private static final Set<String> REPEATED_SOON =
      Set.of("ReviewStatusFunction.Sweep", "ConnectionCheckFunction.Due");

  private final Map<String, @Nullable Object> resources;
  private final String operationsPage;
  private final List<String> breaches = new ArrayList<>();

  private TemplatePolicy(Map<String, @Nullable Object> resources, String operationsPage) {
    this.resources = resources;
    this.operationsPage = operationsPage;
  }

  /// What is wrong, one line each; empty when nothing is.
  static List<String> breaches(String template, String operationsPage) {
    var policy =
        new TemplatePolicy(
            Tree.mapAt(CloudFormationYaml.parse(template), "Resources", "template"),
            operationsPage);
    policy.checkStatements();
    policy.ofType("AWS::Serverless::Function").forEach(policy::checkFunction);
    policy.ofType("AWS::Lambda::Function").forEach(policy::checkWatched);
    policy.ofType("AWS::Events::Rule").forEach(policy::checkRule);
    policy.ofType("AWS::CloudWatch::Alarm").forEach(policy::checkAlarm);
    policy.checkMonitoring();
    policy.ofType("AWS::S3::Bucket").forEach(policy::checkBucket);
    policy.ofType("AWS::Serverless::HttpApi").forEach(policy::checkApi);
    return policy.breaches;
  }

  private List<String> ofType(String type) {
    return resources.entrySet().stream()
        .filter(entry -> type.equals(Tree.map(entry.getValue(), entry.getKey()).get("Type")))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, @Nullable Object> properties(String id) {
    return Tree.mapAt(Tree.map(resources.get(id), id), "Properties", id);
  }

  private void checkStatements() {
    var used = new TreeSet<String>();
    var statements = Statements.of(resources);
    for (Statement statement : statements) {
      if (!statement.allows()) {
        continue;
      }
      checkSecrets(statement);
      if (statement.actions().contains(DELETE_SECRET)
          && statements.stream().noneMatch(other -> other.keepsRecovery(statement.logicalId()))) {
        breaches.add(statement.name() + " may delete without recovery");
      }
      boolean wild =
          Stream.of(statement.actions(), statement.resources(), statement.principals())
              .flatMap(List::stream)
              .anyMatch(TemplatePolicy::isEverything);
      if (wild && WILDCARDS.containsKey(statement.name())) {
        used.add(statement.name());
      } else if (wild) {
        breaches.add(statement.name() + " says * without an explanation");
      }
    }
    for (String explained : WILDCARDS.keySet()) {
      if (!used.contains(explained)) {
        breaches.add(explained + " is explained, but there is no such *");
      }
    }
  }

  /// `*`, `s3:*`, and an ARN that ends in nothing else.
  private static boolean isEverything(String text) {
    return text.equals("*") || text.endsWith(":*");
  }

  private void checkSecrets(Statement statement) {
    for (String action : statement.actions()) {
      if (action.startsWith("secretsmanager:")) {
        String plain = action.substring("secretsmanager:".length());
        for (String resource : statement.resources()) {
          if (!allowedOn(resource, statement.logicalId()).contains(plain)) {
            breaches.add(statement.name() + " must not " + action + " on " + resource);
          }
        }
      }
    }
    if (statement.logicalId().equals("SecretsKey") && statement.actions().contains("kms:Decrypt")) {
      for (String principal : statement.principals()) {
        String function =
            principal.replaceFirst("^Fn::GetAtt ", "").replaceFirst("Role\\.Arn$", "");
        if (!KEYS.containsKey(function)) {
          breaches.add(statement.name() + " lets others decrypt: " + principal);
        }
      }
    }
  }

  private static Set<String> allowedOn(String resource, String function) {
    return switch (resource.replace(SECRETS_OF_THE_STAGE, "")) {
      case "connections/*" -> KEYS.getOrDefault(function, Set.of());
      case "webhooks/*" -> WEBHOOKS.getOrDefault(function, Set.of());
      default -> Set.of();
    };
  }

  private void checkFunction(String id) {
    checkWatched(id);
    var properties = properties(id);
    boolean isAsynchronous = false;
    for (var event : Tree.mapAt(properties, "Events", id).entrySet()) {
      String place = id + "." + event.getKey();
      var details = Tree.mapAt(Tree.map(event.getValue(), place), "Properties", place);
      if ("HttpApi".equals(Tree.map(event.getValue(), place).get("Type"))) {
        checkRoute(place, details);
      } else {
        boolean isRepeated = REPEATED_SOON.contains(place);
        isAsynchronous |= !isRepeated;
        if (details.containsKey("DeadLetterConfig") == isRepeated) {
          breaches.add(place + (isRepeated ? " needs no dead letters" : " has no dead letters"));
        }
      }
    }
    if (Statements.of(Map.of(id, properties)).stream()
        .noneMatch(
            statement ->
                !statement.allows() && statement.actions().contains("logs:CreateLogGroup"))) {
      breaches.add(id + " may make log groups, as AWSLambdaBasicExecutionRole says");
    }
    var destinations =
        Tree.mapAt(Tree.mapAt(properties, "EventInvokeConfig", id), "DestinationConfig", id);
    if (destinations.containsKey("OnFailure") != isAsynchronous) {
      breaches.add(
          id + (isAsynchronous ? " has no failure destination" : " needs no failure destination"));
    }
    if (properties.containsKey("SnapStart")
        && !(properties.containsKey("AutoPublishAlias")
            && Map.of("Ref", "Revision").equals(properties.get("AutoPublishCodeSha256")))) {
      breaches.add(id + " has a snapshot, and publishes no version for another Revision");
    }
    if (properties.containsKey("SnapStart")
        && Tree.mapAt(properties, "Events", id).values().stream()
            .noneMatch(event -> "ScheduleV2".equals(Tree.map(event, id).get("Type")))) {
      breaches.add(id + " has a snapshot, and no schedule keeps it awake");
    }
  }

  private void checkRoute(String place, Map<String, @Nullable Object> details) {
    String route = details.get("Method") + " " + details.get("Path");
    Object authorizer = Tree.mapAt(details, "Auth", place).get("Authorizer");
    if ("NONE".equals(authorizer)) {
      // SAM would name a security scheme that is not there, of which FailOnWarnings may make a
      // fault.
      breaches.add(place + ": " + route + " names NONE; leave Auth out instead");
    }
    if (authorizer == null && !OPEN_ROUTES.contains(route)) {
      breaches.add(place + ": " + route + " needs no token");
    }
  }

  private void checkWatched(String id) {
    var properties = properties(id);
    if (!properties.containsKey("ReservedConcurrentExecutions")) {
      breaches.add(id + " has no concurrency bound");
    }
    Object logGroup = Tree.mapAt(properties, "LoggingConfig", id).get("LogGroup");
    if (!(logGroup instanceof Map<?, ?> call)
        || !ofType("AWS::Logs::LogGroup").contains(String.valueOf(call.get("Ref")))
        || !properties(String.valueOf(call.get("Ref"))).containsKey("RetentionInDays")) {
      breaches.add(id + " has no log group of ours");
    }
    var watched = new TreeSet<String>();
    for (String alarm : ofType("AWS::CloudWatch::Alarm")) {
      var about = properties(alarm);
      if ("AWS/Lambda".equals(about.get("Namespace"))
          && Statements.texts(about.get("Dimensions")).toString().contains("Ref=" + id + "}")) {
        watched.add(String.valueOf(about.get("MetricName")));
      }
    }
    for (String metric : new TreeSet<>(WATCHED)) {
      if (!watched.contains(metric)) {
        breaches.add(id + " has no alarm on " + metric);
      }
    }
  }

  private void checkRule(String id) {
    for (Object target : Tree.list(properties(id).get("Targets"), id)) {
      if (!Tree.map(target, id).containsKey("DeadLetterConfig")) {
        breaches.add(id + " has no dead letters");
      }
      checkSlack(id, Tree.mapAt(Tree.map(target, id), "InputTransformer", id));
    }
  }

  /// EventBridge fills a template without escaping for Slack, so only our own field may go there.
  private void checkSlack(String id, Map<String, @Nullable Object> transformer) {
    if (transformer.get("Fn::If") instanceof List<?> choice
        && "SpeaksToSlack".equals(choice.getFirst())
        && !Tree.mapAt(Tree.map(choice.get(1), id), "InputPathsMap", id)
            .equals(Map.of("text", "$.detail.slackText"))) {
      breaches.add(id + " gives Slack text that is not escaped");
    }
  }

  private void checkAlarm(String id) {
    var properties = properties(id);
    var runbook = RUNBOOK.matcher(String.valueOf(properties.get("AlarmDescription")));
    if (!runbook.find()) {
      breaches.add(id + " names no runbook");
    } else if (!operationsPage.contains("\n## " + heading(runbook.group(1)) + "\n")) {
      breaches.add(id + " names a runbook that is not there: " + runbook.group(1));
    }
    boolean mails = properties.containsKey("AlarmActions");
    if (mails != MAILING.containsKey(id)) {
      breaches.add(id + (mails ? " sends a second e-mail for one cause" : " tells nobody"));
    }
  }

  /// What AWS bills beyond ten free alarms a stack pays only when it asks for it.
  private void checkMonitoring() {
    int basic = 0;
    for (String id : ofType("AWS::CloudWatch::Alarm")) {
      String condition = condition(id);
      if (BASIC.contains(condition)) {
        basic++;
        String namespace = String.valueOf(properties(id).get("Namespace"));
        if (!namespace.startsWith("AWS/")) {
          breaches.add(id + " needs a metric of ours, which basic monitoring lacks");
        }
      } else if (!FULL.contains(condition)) {
        breaches.add(id + " is there with Monitoring=none");
      }
    }
    if (basic > MOST_BASIC_ALARMS) {
      breaches.add("basic monitoring has " + basic + " alarms, not " + MOST_BASIC_ALARMS);
    }
    Stream.of("AWS::CloudWatch::Dashboard", "AWS::Logs::MetricFilter")
        .flatMap(type -> ofType(type).stream())
        .filter(id -> !FULL.contains(condition(id)))
        .forEach(id -> breaches.add(id + " is there without Monitoring=full"));
  }

  private String condition(String id) {
    return String.valueOf(Tree.map(resources.get(id), id).get("Condition"));
  }

  /// `api-faults` is the anchor of `Api faults`.
  private static String heading(String anchor) {
    String words = anchor.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private void checkBucket(String id) {
    var properties = properties(id);
    if (!Tree.mapAt(properties, "PublicAccessBlockConfiguration", id)
        .equals(
            Map.of(
                "BlockPublicAcls", true,
                "BlockPublicPolicy", true,
                "IgnorePublicAcls", true,
                "RestrictPublicBuckets", true))) {
      breaches.add(id + " may be public");
    }
    if (!properties.containsKey("BucketEncryption")) {
      breaches.add(id + " is not encrypted");
    }
    boolean tls =
        Statements.of(resources).stream()
            .anyMatch(
                statement ->
                    !statement.allows()
                        && statement.actions().equals(List.of("s3:*"))
                        && statement.resources().contains("Fn::GetAtt " + id + ".Arn"));
    if (!tls) {
      breaches.add(id + " takes callers without TLS");
    }
  }

  private void checkApi(String id) {
    var auth = Tree.mapAt(properties(id), "Auth", id);
    var authorizers = Tree.mapAt(auth, "Authorizers", id);
    if (auth.containsKey("DefaultAuthorizer")) {
      breaches.add(id + " has a default authorizer, which the open route would have to undo");
    }
    authorizers.forEach(
        (name, authorizer) -> {
          if (!Tree.map(authorizer, id).containsKey("AuthorizationScopes")) {
            breaches.add(id + "." + name + " asks for no scope");
          }
        });
  }
}
