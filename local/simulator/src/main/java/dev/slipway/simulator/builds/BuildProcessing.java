package dev.slipway.simulator.builds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Dates;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.VersionNumbers;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.testflight.BetaTexts;
import dev.slipway.simulator.testflight.BuildBetaDetails;
import dev.slipway.simulator.writes.UnsettledBuilds;
import dev.slipway.simulator.writes.Writes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Processes an upload after its commit: it becomes COMPLETE with a build, or FAILED with ITMS
/// numbers.
public final class BuildProcessing {
  private static final String UPLOAD = "processUpload";
  private static final String BUILD = "processBuild";
  private static final String EXPIRY = "expireBuild";

  /// Hidden facts of a build's binary that the checks before a submission need.
  public static final String DEVICE_FAMILIES = "deviceFamilies";

  public static final String HAS_WATCH_APP = "hasWatchApp";
  public static final String WATCH_ONLY = "watchOnly";

  private static final String COMPLIANCE_CODE = "exportComplianceCode";
  private static final String WARNINGS = "warnings";
  private static final Duration BUILD_LIFE = Duration.ofDays(90);

  public void register(Writes writes) {
    writes.world().onDue(UPLOAD, (due, at) -> endUpload(writes, due, at));
    writes.world().onDue(BUILD, (due, at) -> endBuild(writes.world(), due));
    writes
        .world()
        .onDue(
            EXPIRY,
            (due, at) -> {
              Resource build = writes.world().get("builds", due.id()).set("expired", true);
              BuildBetaDetails.refresh(writes.world(), build);
            });
  }

  /// Inspects the bytes at once (they need not be kept) and publishes the outcome later.
  static void begin(Writes writes, Resource upload, Resource file) {
    World world = writes.world();
    BuildUploads.setState(upload, "PROCESSING");
    upload.set("uploadedDate", Dates.format(world.now()));
    ArrayNode problems = upload.hidden().putArray("problems");
    UploadLimit.atProcessing(world, upload, problems);
    try {
      Ipa ipa =
          Ipa.read(
              writes.spool().file(file.id()), world.guesses().turned(Guess.ENTRY_NAMES_AS_WRITTEN));
      BinaryChecks.inspect(world, upload, ipa, problems);
      ArrayNode warnings = upload.hidden().putArray(WARNINGS);
      ipa.nestedIssues().stream()
          .filter(NestedBundles.Issue::warning)
          .forEach(issue -> BinaryChecks.problem(warnings, issue.code(), issue.description()));
      upload.hidden().put("minimumOsVersion", ipa.minimumOsVersion());
      upload.hidden().put("usesNonExemptEncryption", ipa.usesNonExemptEncryption());
      upload.hidden().put(COMPLIANCE_CODE, ipa.exportComplianceCode());
      ipa.deviceFamilies().forEach(upload.hidden().putArray(DEVICE_FAMILIES)::add);
      upload.hidden().put(HAS_WATCH_APP, ipa.hasWatchApp());
      upload.hidden().put(WATCH_ONLY, ipa.watchOnly());
    } catch (Ipa.Rejected rejected) {
      BinaryChecks.problem(problems, rejected.code(), rejected.getMessage());
    }
    world.plan(
        new Due(
            world.now().plus(writes.options().timing().uploadProcessing()),
            UPLOAD,
            upload.id(),
            file.id()));
  }

  private static void endUpload(Writes writes, Due due, Instant at) {
    World world = writes.world();
    Resource upload = world.find("buildUploads", due.id());
    Resource file = world.find("buildUploadFiles", due.token());
    if (upload == null || file == null || !BuildUploads.state(upload).equals("PROCESSING")) {
      return;
    }
    ArrayNode problems = upload.hidden().withArray("problems");
    ObjectNode facts = upload.hidden();
    String version = facts.path(BinaryChecks.VERSION).asText();
    String buildNumber = facts.path(BinaryChecks.BUILD_NUMBER).asText();
    if (problems.isEmpty() && isRedundant(world, upload, version, buildNumber)) {
      BinaryChecks.problem(
          problems,
          "90189",
          "Redundant Binary Upload. You've already uploaded a build with build number '"
              + buildNumber
              + "' for version number '"
              + version
              + "'.");
    }
    Fault fault = writes.faults().hitProcessing();
    boolean invalid = false;
    if (fault != null) {
      switch (fault.kind()) {
        case Fault.Kind.ProcessingFailure failure ->
            BinaryChecks.problem(problems, failure.code(), failure.description());
        case Fault.Kind.InvalidBinary ignored -> invalid = true;
        case Fault.Kind.EndlessProcessing ignored -> {
          return;
        }
        default -> throw new IllegalStateException("Not a processing fault: " + fault);
      }
    }
    BuildUploadFiles.state(file, problems.isEmpty() ? "COMPLETE" : "FAILED");
    if (!problems.isEmpty()) {
      BuildUploads.setState(upload, "FAILED").set("errors", problems.deepCopy());
      return;
    }
    // Warnings are filled in successes too (build-uploads.md, 2.8).
    BuildUploads.setState(upload, "COMPLETE").set("warnings", facts.withArray(WARNINGS).deepCopy());
    // Five saw that the build has the id of its upload (build-uploads.md, 2.5).
    String id =
        world.guesses().turned(Guess.BUILD_IDS) ? UUID.randomUUID().toString() : upload.id();
    Resource build =
        createBuild(
            world,
            id,
            world.get("apps", upload.relation("app")),
            upload.text("platform"),
            version,
            buildNumber,
            at);
    build.set("minOsVersion", facts.path("minimumOsVersion"));
    build.set("usesNonExemptEncryption", facts.path("usesNonExemptEncryption"));
    if (!world.guesses().turned(Guess.CODE_ATTACHES_NOTHING)) {
      Resource declaration =
          AppEncryptionDeclarations.withCode(
              world,
              world.get("apps", upload.relation("app")),
              facts.path(COMPLIANCE_CODE).asText());
      build.relate("appEncryptionDeclaration", declaration == null ? null : declaration.id());
    }
    build.hidden().set(DEVICE_FAMILIES, facts.path(DEVICE_FAMILIES).deepCopy());
    build.hidden().set(HAS_WATCH_APP, facts.path(HAS_WATCH_APP).deepCopy());
    build.hidden().put(WATCH_ONLY, facts.path(WATCH_ONLY).asBoolean());
    if (!world.guesses().turned(Guess.BUILD_LINKS)) {
      upload.relate("build", build.id());
    }
    world.plan(
        new Due(
            at.plus(writes.options().timing().buildProcessing()),
            BUILD,
            build.id(),
            invalid ? "INVALID" : "VALID"));
  }

  private static boolean isRedundant(
      World world, Resource upload, String version, String buildNumber) {
    return world.all("buildUploads").stream()
        .filter(other -> other != upload && BuildUploads.state(other).equals("COMPLETE"))
        .filter(other -> Objects.equals(other.relation("app"), upload.relation("app")))
        .filter(other -> other.text("platform").equals(upload.text("platform")))
        .anyMatch(
            other ->
                VersionNumbers.same(other.hidden().path(BinaryChecks.VERSION).asText(), version)
                    && VersionNumbers.same(
                        other.hidden().path(BinaryChecks.BUILD_NUMBER).asText(), buildNumber));
  }

  private static void endBuild(World world, Due due) {
    Resource build = world.find("builds", due.id());
    if (build != null && Set.of("VALID", "INVALID").contains(due.token())) {
      build.set("processingState", due.token());
      UnsettledBuilds.begin(build, due.at());
      BuildBetaDetails.refresh(world, build);
    }
  }

  /// Creates a build that is PROCESSING, in its train, which keeps the text of its first build: 2.0
  /// and 2.0.0 are one train. Neither shows leading zeros.
  public static Resource createBuild(
      World world,
      String id,
      Resource app,
      String platform,
      String version,
      String buildNumber,
      Instant at) {
    Resource train = null;
    for (Resource other : world.related(app, "preReleaseVersions")) {
      if (other.text("platform").equals(platform)
          && VersionNumbers.same(other.text("version"), version)) {
        train = other;
      }
    }
    if (train == null) {
      train = world.create("preReleaseVersions", app.issuerId()).relate("app", app.id());
      train.set("version", VersionNumbers.withoutLeadingZeros(version)).set("platform", platform);
    }
    Resource build = world.create("builds", id, app.issuerId());
    build.relate("app", app.id()).relate("preReleaseVersion", train.id());
    build
        .set("version", VersionNumbers.withoutLeadingZeros(buildNumber))
        .set("uploadedDate", Dates.format(at))
        .set("expirationDate", Dates.format(at.plus(BUILD_LIFE)))
        .set("expired", false)
        .set("processingState", "PROCESSING")
        .set("buildAudienceType", "APP_STORE_ELIGIBLE");
    world.plan(new Due(at.plus(BUILD_LIFE), EXPIRY, build.id(), ""));
    BuildBetaDetails.refresh(world, build);
    BetaTexts.begin(world, app, build);
    return build;
  }
}
