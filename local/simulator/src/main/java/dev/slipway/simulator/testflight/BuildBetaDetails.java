package dev.slipway.simulator.testflight;

import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.ExportCompliance;
import dev.slipway.simulator.writes.Writes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// `buildBetaDetails`: the state of a build in TestFlight. It follows from the build, its groups
/// and its review, and is computed again after every change of one of them.
public final class BuildBetaDetails {
  private static final String TESTABLE_SINCE = "testableSince";

  public void register(Writes writes) {
    writes.on(
        "PATCH /v1/buildBetaDetails/{id}",
        call -> {
          call.copyAttributes(call.target(), "autoNotifyEnabled");
          return call.target();
        });
  }

  /// Computes the states, and adds a build that became usable to the internal groups that receive
  /// all builds.
  public static void refresh(World world, Resource build) {
    Resource detail = world.one(build, "buildBetaDetail");
    if (detail == null) {
      detail = world.create("buildBetaDetails", build.id(), build.issuerId());
      detail
          .relate("build", build.id())
          .set("autoNotifyEnabled", !world.guesses().turned(Guess.AUTO_NOTIFY_STARTS_OFF));
    }
    String before = state(world, build);
    if (before.isEmpty()) {
      if (!detail.hidden().has(TESTABLE_SINCE)) {
        detail.hidden().put(TESTABLE_SINCE, world.now().toString());
      }
      for (Resource group : world.all("betaGroups")) {
        if (Objects.equals(group.relation("app"), build.relation("app"))
            && group.attributes().path("hasAccessToAllBuilds").asBoolean()) {
          BetaGroups.join(world, group, build);
        }
      }
    }
    detail.set("internalBuildState", before.isEmpty() ? internal(world, build) : before);
    detail.set("externalBuildState", before.isEmpty() ? external(world, build) : before);
    BetaTesters.invite(world, build.relation("app"));
    world.changed();
  }

  /// Returns whether the build became testable (VALID, with its export compliance) less than this
  /// long ago.
  static boolean isJustTestable(World world, Resource build, Duration limit) {
    Resource detail = world.one(build, "buildBetaDetail");
    String since = detail == null ? "" : detail.hidden().path(TESTABLE_SINCE).asText();
    return !since.isEmpty() && world.now().isBefore(Instant.parse(since).plus(limit));
  }

  /// Returns the state on both sides of a build that cannot be tested yet or any more, otherwise
  /// empty.
  static String state(World world, Resource build) {
    switch (build.text("processingState")) {
      case "PROCESSING" -> {
        return "PROCESSING";
      }
      case "VALID" -> {
        if (build.attributes().path("expired").asBoolean()) {
          return "EXPIRED";
        }
      }
      default -> {
        return "PROCESSING_EXCEPTION";
      }
    }
    if (!build.attributes().path("usesNonExemptEncryption").isBoolean()) {
      return "MISSING_EXPORT_COMPLIANCE";
    }
    if (build.attributes().path("usesNonExemptEncryption").asBoolean()) {
      Resource declaration = world.one(build, "appEncryptionDeclaration");
      if (declaration == null) {
        return "MISSING_EXPORT_COMPLIANCE";
      }
      if (!ExportCompliance.suffices(world, declaration)) {
        return "IN_EXPORT_COMPLIANCE_REVIEW";
      }
    }
    return "";
  }

  private static String internal(World world, Resource build) {
    return isIn(world, build, true) ? "IN_BETA_TESTING" : "READY_FOR_BETA_TESTING";
  }

  private static String external(World world, Resource build) {
    if (!build.text("buildAudienceType").equals("APP_STORE_ELIGIBLE")) {
      return "NOT_APPLICABLE";
    }
    List<Resource> reviews = world.related(build, "betaAppReviewSubmission");
    if (reviews.isEmpty()) {
      return "READY_FOR_BETA_SUBMISSION";
    }
    return switch (reviews.getFirst().text("betaReviewState")) {
      case "WAITING_FOR_REVIEW" -> "WAITING_FOR_BETA_REVIEW";
      case "IN_REVIEW" -> "IN_BETA_REVIEW";
      case "REJECTED" -> "BETA_REJECTED";
      default -> isIn(world, build, false) ? "IN_BETA_TESTING" : "BETA_APPROVED";
    };
  }

  private static boolean isIn(World world, Resource build, boolean internal) {
    return world.related(build, "betaGroups").stream()
        .anyMatch(group -> BetaGroups.isInternal(group) == internal);
  }
}
