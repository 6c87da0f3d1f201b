package dev.slipway.runner.growth;

import dev.slipway.aws.Backoff;
import dev.slipway.aws.SecretsManagerIntake;
import dev.slipway.releases.ReleaseId;
import dev.slipway.runner.sample.SampleIpa;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Fills a stack: drops of the last months, teams, releases with App Review, and what Apple knows
/// of them. State is written directly, not by calls of the API.
final class Seed {
  private static final int FILES_OF_A_FOLDER = 25;
  private static final Duration OLD = Duration.ofHours(30);
  private static final int HOURS_IN_REVIEW = 36;
  private static final Duration DAY = Duration.ofDays(1);

  /// So long after the seed no release is looked at without news, and a sweep can be measured.
  private static final Duration QUIET = Duration.ofMinutes(25);

  private final GrowthStage stage;
  private final Size size;
  private final Report report;
  private final List<Team> teams = new ArrayList<>();
  private final List<Followed> followed = new ArrayList<>();
  private final List<NewDrop> newDrops = new ArrayList<>();

  /// A release that is dropped later.
  record NewDrop(Team team, String folder, Map<String, byte[]> files) {}

  private Seed(GrowthStage stage, Size size, Report report) {
    this.report = report;
    this.stage = stage;
    this.size = size;
  }

  /// @param drops how many releases are dropped later
  static Seed fill(GrowthStage stage, Size size, int drops, Report report) throws Exception {
    var seed = new Seed(stage, size, report);
    long begin = System.nanoTime();
    stage.gate.sort(_ -> false, _ -> false);
    for (int i = 0; i < size.connections(); i++) {
      seed.teams.add(Team.create(stage.apple, i));
    }
    seed.oldDrops();
    stage.local.clock().advance(OLD);
    var versions = seed.dropsInReview();
    // Events of these drops must not be delivered once releases are let through.
    stage.settle();
    seed.took("drops", begin);
    // The schedules of a day come due meanwhile; their work is measured when all is filled.
    stage.gate.sort(Seed::isOfRelease, Trigger::isOfDay);
    begin = System.nanoTime();
    var template = Template.make(stage, seed.teams.getFirst());
    seed.took("template", begin);
    stage.gate.sort(_ -> false, _ -> true);
    begin = System.nanoTime();
    seed.atApple(versions);
    seed.later(drops);
    seed.took("apple", begin);
    begin = System.nanoTime();
    seed.state(template);
    seed.took("state", begin);
    return seed;
  }

  List<Followed> followed() {
    return followed;
  }

  List<NewDrop> newDrops() {
    return newDrops;
  }

  private void took(String what, long begin) {
    report.line("growth: %s filled in %.1f s", what, (System.nanoTime() - begin) / 1e9);
  }

  private static boolean isOfRelease(Trigger trigger) {
    return trigger.isSweep()
        || trigger.event().startsWith("wake/")
        || trigger.event().equals(Trigger.DROP);
  }

  private Team team(int number) {
    return teams.get(number % teams.size());
  }

  private void oldDrops() throws InterruptedException {
    int old = size.drops() - size.followed();
    Threads.each(
        old,
        i -> {
          int folder = i / FILES_OF_A_FOLDER;
          int file = i % FILES_OF_A_FOLDER;
          String name =
              switch (file) {
                case 0 -> "release.json";
                case 1 -> "Sample.ipa";
                default -> "screenshots/en-US/" + file + ".png";
              };
          return stage.putDrop(
              team(folder).connection() + "/old-" + folder + "/" + name, new byte[0]);
        });
  }

  /// The drops of what is in review now, over the last hours.
  ///
  /// @return their object versions
  private List<String> dropsInReview() throws InterruptedException {
    var versions = new ArrayList<String>();
    for (int hour = 0; hour < HOURS_IN_REVIEW; hour++) {
      int from = size.followed() * hour / HOURS_IN_REVIEW;
      int to = size.followed() * (hour + 1) / HOURS_IN_REVIEW;
      versions.addAll(
          Threads.each(
              to - from,
              i ->
                  stage.putDrop(
                      Followed.key(team(from + i), folder(from + i)),
                      "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
      stage.local.clock().advance(Duration.ofHours(1));
    }
    return versions;
  }

  private static String folder(int number) {
    return "release-" + number;
  }

  private void atApple(List<String> versions) {
    for (int i = 0; i < size.followed(); i++) {
      var team = team(i);
      var standing = Standing.of(i);
      var app = stage.apple.createApp(Template.app(team, "com.example.seed" + i + ".app"));
      var version = stage.apple.submitForReview(app.id(), "1.1", "2", standing.releaseType());
      switch (standing) {
        case WAITING_FOR_REVIEW -> {}
        case IN_REVIEW -> stage.apple.reviews().startReview(version.submissionId());
        case PENDING_DEVELOPER_RELEASE -> stage.apple.reviews().approve(version.submissionId());
      }
      String key = Followed.key(team, folder(i));
      followed.add(
          new Followed(
              team,
              standing,
              folder(i),
              versions.get(i),
              ReleaseId.of(stage.local.dropBucket(), key, versions.get(i)),
              app,
              version));
    }
  }

  /// Prepares what is dropped later: pictures and texts are the same for all.
  private void later(int drops) throws IOException {
    var files = new HashMap<String, byte[]>();
    Template.FOLDER.writeTo(files::put);
    for (int i = 0; i < drops; i++) {
      var team = team(i);
      String bundleId = "com.example.later" + i + ".app";
      stage.apple.createApp(Template.app(team, bundleId));
      var own = new HashMap<>(files);
      var ipa = new ByteArrayOutputStream();
      SampleIpa.write(ipa, Template.ipa(bundleId));
      own.put("Sample.ipa", ipa.toByteArray());
      newDrops.add(new NewDrop(team, "later-" + i, own));
    }
  }

  private void state(Template template) throws InterruptedException {
    var now = stage.local.clock().instant();
    try (var client = secretsManager()) {
      var secrets =
          new SecretsManagerIntake(
              client, stage.setting("SLIPWAY_SECRET_PREFIX"), Backoff.sleeping());
      Threads.each(
          size.connections() - 1,
          i -> {
            var team = teams.get(i + 1);
            secrets.putCurrent(team.connection(), team.tenant(), team.appleKey());
            template.of(team).forEach(stage::putState);
            return team;
          });
    }
    Threads.each(
        followed.size(),
        i -> {
          template.of(followed.get(i), due(i, now)).forEach(stage::putState);
          return i;
        });
  }

  /// Spreads the looks without news over a day.
  private Instant due(int number, Instant now) {
    return now.plus(QUIET).plus(DAY.multipliedBy(number).dividedBy(followed.size()));
  }

  private SecretsManagerClient secretsManager() {
    var environment = stage.local.awsEnvironment();
    return SecretsManagerClient.builder()
        .endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL")))
        .region(Region.of(environment.get("AWS_REGION")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    environment.get("AWS_ACCESS_KEY_ID"),
                    environment.get("AWS_SECRET_ACCESS_KEY"))))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /// Drops a release.
  void drop(NewDrop drop) {
    drop.files()
        .forEach(
            (path, content) -> {
              if (!path.equals("release.json")) {
                put(drop, path, content);
              }
            });
    put(drop, "release.json", drop.files().get("release.json"));
  }

  private void put(NewDrop drop, String path, byte[] content) {
    stage.putDrop(drop.team().connection() + "/" + drop.folder() + "/" + path, content);
  }
}
