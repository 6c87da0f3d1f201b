package dev.slipway.runner.growth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.releases.ReleaseId;
import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.review.SubmittedVersion;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the product itself wrote for one team and one release of each standing. All others are
/// copies of these documents under other names, so this class knows none of their forms.
final class Template {
  /// Two languages, a phone and a pad, two screenshots each.
  static final SampleFolder FOLDER =
      SampleFolder.of(SampleIpa.Spec.of("com.example.template", "1.1", "2"))
          .locales(2)
          .displays(2)
          .screenshots(2)
          .previews(0);

  private static final long PAYLOAD_BYTES = 700_000;
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int MOST_STEPS = 90;

  /// Until the sweep has removed the markers of earlier times.
  private static final Duration UNTIL_TIDY = Duration.ofMinutes(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final GrowthStage stage;
  private final Team team;
  private final Map<Standing, Followed> releases = new EnumMap<>(Standing.class);
  private final Map<String, String> documents = new TreeMap<>();

  private Template(GrowthStage stage, Team team) {
    this.stage = stage;
    this.team = team;
  }

  /// Lets the product connect this team and take a release of each standing to App Review.
  static Template make(GrowthStage stage, Team team) throws Exception {
    var template = new Template(stage, team);
    template.release();
    stage.advance(UNTIL_TIDY);
    template.remember();
    return template;
  }

  static NewApp app(Team team, String bundleId) {
    return NewApp.of(bundleId, "Example " + bundleId)
        .withIssuerId(team.key().issuerId())
        .locales("en-US", "de-DE")
        .liveVersion("1.0", "1")
        .withScreenshots();
  }

  static SampleIpa.Spec ipa(String bundleId) {
    return SampleIpa.Spec.of(bundleId, "1.1", "2").withPayloadBytes(PAYLOAD_BYTES);
  }

  Team team() {
    return team;
  }

  private void release() throws Exception {
    stage.call(
        team.tenant(),
        "POST",
        "/connections",
        JSON.writeValueAsString(
            Map.of(
                "keyId", team.key().keyId(),
                "issuerId", team.key().issuerId(),
                "privateKey", team.key().privateKeyPem())));
    stage.settle();
    var apps = new EnumMap<Standing, SimulatedApp>(Standing.class);
    for (Standing standing : Standing.values()) {
      String bundleId = "com.example.template" + standing.ordinal();
      apps.put(standing, stage.apple.createApp(app(team, bundleId)));
      FOLDER
          .ipa(ipa(bundleId))
          .releaseJson("{\"releaseType\": \"" + standing.releaseType() + "\"}")
          .writeTo(stage.s3, stage.local.dropBucket(), team.connection() + "/" + folder(standing));
    }
    stage.settle();
    until(List.of("WAITING_FOR_REVIEW"));
    stage.apple.reviews().startReview(apps.get(Standing.IN_REVIEW).id());
    stage.apple.reviews().approve(apps.get(Standing.PENDING_DEVELOPER_RELEASE).id());
    until(List.of("IN_REVIEW", "PENDING_DEVELOPER_RELEASE", "WAITING_FOR_REVIEW"));
    var snapshot = stage.apple.snapshot();
    for (JsonNode release : records()) {
      for (Standing standing : Standing.values()) {
        String prefix = team.connection() + "/" + folder(standing);
        JsonNode trigger = release.path("drop").path("trigger");
        if (trigger.path("key").asText().startsWith(prefix)) {
          var app = apps.get(standing);
          var submission =
              snapshot.reviewSubmissions().stream()
                  .filter(found -> found.appId().equals(app.id()))
                  .findFirst()
                  .orElseThrow();
          releases.put(
              standing,
              new Followed(
                  team,
                  standing,
                  folder(standing),
                  trigger.path("versionId").asText(),
                  new ReleaseId(release.path("id").asText()),
                  app,
                  new SubmittedVersion(
                      submission.appStoreVersionIds().getFirst(), submission.id())));
        }
      }
    }
  }

  private static String folder(Standing standing) {
    return "template-" + standing.ordinal() + "/";
  }

  /// Lets time pass until the releases are in these states, each in another one if there are
  /// several.
  private void until(List<String> states) throws Exception {
    for (int step = 0; step < MOST_STEPS; step++) {
      var seen = records().stream().map(one -> one.path("status").path("state").asText()).toList();
      boolean all =
          seen.size() == Standing.values().length
              && (states.size() == 1 ? states.containsAll(seen) : seen.containsAll(states));
      if (all) {
        return;
      }
      stage.advance(STEP);
    }
    throw new IllegalStateException("never " + states + ": " + records());
  }

  private List<JsonNode> records() throws IOException {
    var records = new ArrayList<JsonNode>();
    for (String key : stage.stateKeys("releases/")) {
      if (key.endsWith(".json")
          && !key.endsWith("/files.json")
          && !key.endsWith("/pictures.json")) {
        records.add(JSON.readTree(stage.state(key)));
      }
    }
    return records;
  }

  private void remember() {
    for (String key : stage.stateKeys("")) {
      documents.put(key, stage.state(key));
    }
  }

  /// Returns the documents of a team without its releases, under that team's names.
  Map<String, String> of(Team other) {
    var copies = new LinkedHashMap<String, String>();
    var names = names(other);
    documents.forEach(
        (key, document) -> {
          boolean ofTeam =
              key.contains(team.connection().value())
                  || key.contains("/" + team.tenant() + "/")
                  || key.contains(team.appleKey().fingerprint());
          if (ofTeam && releases.values().stream().noneMatch(release -> isOf(release, key))) {
            copies.put(replaced(key, names), replaced(document, names));
          }
        });
    return copies;
  }

  /// Returns the documents of a release, under another one's names.
  ///
  /// @param due when it is looked at even without news, where the product leaves hours until then;
  ///   it keeps its time where that is soon
  Map<String, String> of(Followed other, Instant due) {
    var original = releases.get(other.standing());
    var copies = new LinkedHashMap<String, String>();
    var names = names(other.team());
    names.put(original.folder(), other.folder() + "/");
    names.put(original.dropVersion(), other.dropVersion());
    names.put(original.id().value(), other.id().value());
    names.put(original.app().bundleId(), other.app().bundleId());
    names.put(original.app().id(), other.app().id());
    names.put(original.version().versionId(), other.version().versionId());
    names.put(original.version().submissionId(), other.version().submissionId());
    names.putAll(times(original, due));
    documents.forEach(
        (key, document) -> {
          if (isOf(original, key)) {
            copies.put(replaced(key, names), replaced(document, names));
          }
        });
    return copies;
  }

  private static boolean isOf(Followed release, String key) {
    return key.contains(release.id().value()) || key.contains("/" + release.app().id() + "-");
  }

  private Map<String, String> names(Team other) {
    var names = new LinkedHashMap<String, String>();
    names.put(team.connection().value(), other.connection().value());
    names.put("\"" + team.tenant() + "\"", "\"" + other.tenant() + "\"");
    names.put("tenants/" + team.tenant() + "/", "tenants/" + other.tenant() + "/");
    names.put(team.key().issuerId(), other.key().issuerId());
    names.put(team.key().keyId(), other.key().keyId());
    names.put(team.appleKey().fingerprint(), other.appleKey().fingerprint());
    return names;
  }

  /// The time of the next look, in the record and in the key of its marker.
  private Map<String, String> times(Followed original, Instant due) {
    var times = new LinkedHashMap<String, String>();
    try {
      var record = JSON.readTree(documents.get("releases/" + original.id().value() + ".json"));
      var next = record.path("status").path("nextCheckAt").asText();
      if (!next.isEmpty()
          && Instant.parse(next).isAfter(stage.local.clock().instant().plus(Duration.ofHours(1)))) {
        times.put(next, due.toString());
        times.put("open/" + minute(Instant.parse(next)), "open/" + minute(due));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return times;
  }

  private static String minute(Instant time) {
    return time.toString().substring(0, 16).replaceAll("[-:]", "") + "Z";
  }

  private static String replaced(String text, Map<String, String> names) {
    String result = text;
    for (var name : names.entrySet()) {
      result = result.replace(name.getKey(), name.getValue());
    }
    return result;
  }
}
