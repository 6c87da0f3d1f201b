package dev.slipway.releases.model;

import dev.slipway.announcements.Outbox;
import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.json.JsonObject;
import dev.slipway.json.RecordCodec;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.desired.Desired;
import dev.slipway.releases.model.desired.Desired.InsteadOfIpa;
import dev.slipway.releases.model.desired.Desired.OnForeignItems;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.model.ledgers.PreflightLedger;
import dev.slipway.releases.model.ledgers.TestFlightLedger;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads and writes the document of a release in the state bucket.
final class ReleaseDocument {
  private static final RecordCodec<ReleaseRecord> CODEC =
      RecordCodec.builder(ReleaseRecord.class)
          .text(ProblemType.class, ProblemType::uri, ProblemType::ofUri)
          .object(Problem.class, Problem::toJson, Problem::fromJson)
          .object(Outbox.class, Outbox::toJson, Outbox::fromJson)
          .object(
              UploadOperation.class,
              operation -> operation.toJson().toMap(),
              json -> UploadOperation.read(json, 1))
          .unwritten(ReleaseRecord.class, "predecessor", null)
          .inlined(Desired.class, "terms")
          .keyed(ContentLedger.class, "assets", "path")
          .keyed(TestFlightLedger.class, "texts", "locale")
          .keyed(TestFlightLedger.class, "groups", "name")
          .whenAbsent(ReleaseRecord.class, "preflight", PreflightLedger.EMPTY)
          .whenAbsent(ReleaseRecord.class, "content", ContentLedger.EMPTY)
          .whenAbsent(ReleaseRecord.class, "testFlight", TestFlightLedger.EMPTY)
          .whenAbsent(ReleaseRecord.class, "plan", PlanLedger.NOT_WANTED)
          .whenAbsent(ReleaseRecord.class, "outbox", Outbox.EMPTY)
          .whenAbsent(Intent.class, "answered", false)
          .whenAbsent(Terms.class, "onForeignItems", OnForeignItems.STOP)
          .build();

  /// Begins the intent of every record of a release that prepares no version, also of one without
  /// an intent. To the version of Slipway before, such an intent is of a write that it does not
  /// know, so it leaves the release alone: it would take the lane of the app's versions for it, and
  /// miss a build.
  private static final Map<InsteadOfIpa, String> MARKS =
      Map.of(InsteadOfIpa.LIVE_VERSION, "LiveVersion/", InsteadOfIpa.PURCHASES, "Purchases/");

  private ReleaseDocument() {}

  static Map<String, @Nullable Object> write(ReleaseRecord release) {
    var desired = release.desired();
    var instead = desired == null ? null : desired.insteadOfIpa();
    String mark = instead == null ? null : MARKS.get(instead);
    return CODEC.write(
        mark == null
            ? release
            : release.withIntent(marked(mark, release.intent(), release.updatedAt())));
  }

  static ReleaseRecord read(JsonObject json) {
    var release = unmarked(CODEC.read(json));
    var groups = groups(release);
    var intent = release.intent();
    var failedStep = release.status().failedStep();
    return release
        .withIntent(
            intent == null ? null : intent.withWrite(StepName.read(intent.write(), groups).text()))
        .withStatus(
            release
                .status()
                .withFailedStep(
                    failedStep == null ? null : StepName.read(failedStep.text(), groups)));
  }

  private static Intent marked(String mark, @Nullable Intent intent, Instant now) {
    return intent == null ? new Intent(mark, now, false) : intent.withWrite(mark + intent.write());
  }

  /// Reads the mark also where a version that does not know [Desired#insteadOfIpa()] has written
  /// the record meanwhile, and lost it.
  private static ReleaseRecord unmarked(ReleaseRecord release) {
    var intent = release.intent();
    if (intent == null) {
      return release;
    }
    for (var mark : MARKS.entrySet()) {
      if (intent.write().startsWith(mark.getValue())) {
        String write = intent.write().substring(mark.getValue().length());
        var desired = release.desired();
        return release
            .withIntent(write.isEmpty() ? null : intent.withWrite(write))
            .withDesired(desired == null ? null : desired.with(mark.getKey()));
      }
    }
    return release;
  }

  /// Returns the names of the groups in the drop and of those that the app has.
  private static Set<String> groups(ReleaseRecord release) {
    var groups = new HashSet<>(release.testFlight().groups().keySet());
    var desired = release.desired();
    var terms = desired == null ? null : desired.terms().testFlight();
    if (terms != null) {
      groups.addAll(terms.groups());
    }
    return groups;
  }
}
