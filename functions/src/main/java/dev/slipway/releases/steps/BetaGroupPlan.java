package dev.slipway.releases.steps;

import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.appstoreconnect.testflight.ExternalBetaState;
import dev.slipway.drops.testflight.BetaGroupTerms;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.desired.TestFlightTerms;
import dev.slipway.releases.model.ledgers.TestFlightLedger;
import dev.slipway.releases.steps.Step.AddBetaTester;
import dev.slipway.releases.steps.Step.AddToBetaGroup;
import dev.slipway.releases.steps.Step.Attention;
import dev.slipway.releases.steps.Step.CreateBetaGroup;
import dev.slipway.releases.steps.Step.SetPublicLink;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Plans groups, their testers and links, and which of them get the build.
record BetaGroupPlan(TestFlightTerms terms, TestFlightLedger ledger) {
  /// Plans the creation of the groups that the app lacks, or names them.
  Optional<Step> missing() {
    List<String> missing = terms.groups().stream().filter(name -> group(name).isEmpty()).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    if (terms.setup().createGroups()) {
      String name = missing.getFirst();
      return Optional.of(new CreateBetaGroup(name, terms.setup().group(name).internal()));
    }
    String known =
        ledger.groups().isEmpty()
            ? "The app has no groups yet."
            : "The app has: " + String.join(", ", new TreeMap<>(ledger.groups()).keySet()) + ".";
    return Optional.of(
        new Attention(
            Problem.at(
                "$.testFlight.groups",
                ProblemType.BETA_GROUP_NOT_FOUND,
                "There is no TestFlight group named "
                    + String.join(", ", missing)
                    + ". "
                    + known
                    + " Correct the name in release.json, or add \"createGroups\": true to"
                    + " testFlight, and upload the folder again.")));
  }

  /// Plans the testers whom the groups lack.
  Optional<Step> tester() {
    for (BetaGroupTerms wanted : terms.setup().groups()) {
      var found = group(wanted.name());
      if (found.isPresent()) {
        var group = found.get().getValue();
        var missing =
            wanted.testers().stream()
                .filter(
                    tester -> group.testers() == null || !group.testers().contains(tester.email()))
                .findFirst();
        if (missing.isPresent()) {
          return Optional.of(new AddBetaTester(group.id(), found.get().getKey(), missing.get()));
        }
      }
    }
    return Optional.empty();
  }

  /// Plans that the groups get the build.
  Optional<Step> adding(BuildId build) {
    for (String name : terms.groups()) {
      var group = group(name).filter(found -> !found.getValue().hasBuild());
      if (group.isPresent()) {
        return Optional.of(
            new AddToBetaGroup(build, group.get().getValue().id(), group.get().getKey()));
      }
    }
    return Optional.empty();
  }

  /// Plans the link after the build is in the group: older reports say that Apple enables a link
  /// only then (first-release-live.md, F).
  Optional<Step> publicLink() {
    for (BetaGroupTerms wanted : terms.setup().groups()) {
      var link = wanted.publicLink();
      var found = group(wanted.name());
      if (link != null && found.isPresent()) {
        var group = found.get().getValue();
        var present = group.publicLink();
        if (group.internal()) {
          return Optional.of(
              new Attention(
                  Problem.at(
                      "$.testFlight.groups",
                      ProblemType.RELEASE_JSON_INVALID,
                      "The group "
                          + wanted.name()
                          + " is for users of the team, and only a group of external testers has a"
                          + " public link. Take publicLink out of release.json, or name another"
                          + " group, and upload the folder again.")));
        }
        if (present == null || !Objects.equals(present.testerLimit(), link.testerLimit())) {
          return Optional.of(
              new SetPublicLink(group.id(), found.get().getKey(), link.testerLimit()));
        }
      }
    }
    return Optional.empty();
  }

  /// Returns whether external testers get the build, and the drop submits it for them.
  boolean needBetaReview() {
    return terms.submitForBetaReview() && haveExternal();
  }

  /// Returns whether the testers of all groups that have the build can install it.
  boolean areServed() {
    var state = ledger.externalState();
    return !haveExternal()
        || state == ExternalBetaState.BETA_APPROVED
        || state == ExternalBetaState.READY_FOR_BETA_TESTING
        || state == ExternalBetaState.IN_BETA_TESTING;
  }

  private boolean haveExternal() {
    return terms.groups().stream()
        .flatMap(name -> group(name).stream())
        .anyMatch(group -> !group.getValue().internal());
  }

  /// Returns the group with this name and the name as Apple has it, which may have decomposed
  /// letters.
  private Optional<Map.Entry<String, TestFlightLedger.Group>> group(String name) {
    var exact = ledger.groups().get(name);
    return exact != null
        ? Optional.of(Map.entry(name, exact))
        : ledger.groups().entrySet().stream()
            .filter(group -> PlainText.isSame(name, group.getKey()))
            .findFirst();
  }
}
