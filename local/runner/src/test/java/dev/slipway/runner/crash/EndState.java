package dev.slipway.runner.crash;

import dev.slipway.simulator.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// All that is at Apple in the end, in words that are the same in every run.
///
/// @param lines one for every thing, sorted
record EndState(List<String> lines) {
  EndState {
    lines = lines.stream().sorted().toList();
  }

  static EndState of(Snapshot snapshot) {
    var lines = new ArrayList<String>();
    snapshot.buildUploads().stream()
        .filter(upload -> !upload.state().equals("FAILED"))
        .forEach(
            upload ->
                lines.add(
                    "buildUpload %s (%s) %s"
                        .formatted(upload.version(), upload.buildNumber(), upload.state())));
    snapshot
        .builds()
        .forEach(
            build ->
                lines.add(
                    "build %s (%s) %s encryption=%s declared=%s"
                        .formatted(
                            build.version(),
                            build.buildNumber(),
                            build.processingState(),
                            build.usesNonExemptEncryption(),
                            build.appEncryptionDeclarationId() != null)));
    for (var version : snapshot.appStoreVersions()) {
      String name = "version " + version.versionString();
      lines.add(
          "%s %s %s build=%s phased=%s copyright=%s"
              .formatted(
                  name,
                  version.state(),
                  version.releaseType(),
                  build(snapshot, version.buildId()),
                  version.phasedReleaseState(),
                  version.copyright()));
      lines.add(name + " review " + new TreeMap<>(version.reviewDetail()));
      texts(lines, name, version.localizations());
    }
    testFlight(lines, snapshot);
    for (var submission : snapshot.reviewSubmissions()) {
      lines.add(
          "reviewSubmission %s items=%d %s %s"
              .formatted(
                  submission.state(),
                  submission.appStoreVersionIds().size(),
                  submission.itemStates(),
                  submission.itemKinds()));
    }
    for (var purchase : snapshot.purchases()) {
      lines.add("purchase " + purchase.productId() + " " + purchase.versionState());
    }
    media(lines, "screenshots", snapshot.screenshotSets());
    media(lines, "previews", snapshot.previewSets());
    library(lines, snapshot);
    lines.add("attachments " + snapshot.reviewAttachments().size());
    for (var info : snapshot.appInfos()) {
      String name = "appInfo " + info.state();
      lines.add(name + " " + new TreeMap<>(info.categories()));
      lines.add(name + " " + new TreeMap<>(info.ageRating()));
      texts(lines, name, info.localizations());
    }
    for (var app : snapshot.apps()) {
      lines.add(
          "app %s contentRights=%s".formatted(app.bundleId(), app.contentRightsDeclaration()));
    }
    for (var price : snapshot.prices()) {
      lines.add(
          "price %s %s base=%s from=%s to=%s"
              .formatted(
                  price.territory(),
                  price.customerPrice(),
                  price.baseTerritory(),
                  price.startDate(),
                  price.endDate()));
    }
    for (var availability : snapshot.availabilities()) {
      lines.add(
          "availability new=%s %s"
              .formatted(
                  availability.availableInNewTerritories(),
                  availability.territories().stream().sorted().toList()));
    }
    return new EndState(lines);
  }

  private static void testFlight(List<String> lines, Snapshot snapshot) {
    for (var build : snapshot.builds()) {
      String name = "TestFlight %s (%s)".formatted(build.version(), build.buildNumber());
      lines.add(
          "%s %s %s groups=%s"
              .formatted(
                  name,
                  build.externalBuildState(),
                  build.betaReviewState(),
                  build.betaGroupNames().stream().sorted().toList()));
      texts(lines, name, build.whatToTest());
    }
    for (var group : snapshot.betaGroups()) {
      lines.add(
          "betaGroup %s internal=%s link=%s limit=%s testers=%s"
              .formatted(
                  group.name(),
                  group.isInternalGroup(),
                  group.publicLink() != null,
                  group.publicLinkLimit(),
                  group.testers().stream().map(tester -> tester.email()).sorted().toList()));
    }
    for (var information : snapshot.testInformation()) {
      lines.add("testInformation " + new TreeMap<>(information.reviewDetail()));
      texts(lines, "testInformation", information.localizations());
    }
  }

  private static String build(Snapshot snapshot, String id) {
    return snapshot.builds().stream()
        .filter(build -> build.id().equals(id))
        .map(Snapshot.Build::buildNumber)
        .collect(Collectors.joining());
  }

  private static void texts(List<String> lines, String name, List<Snapshot.Texts> texts) {
    for (var text : texts) {
      lines.add(name + " " + text.locale() + " " + new TreeMap<>(text.texts()));
    }
  }

  /// What Slipway brought to the asset library, and where it shows, in order.
  private static void library(List<String> lines, Snapshot snapshot) {
    var names = new TreeMap<String, String>();
    for (var asset : snapshot.libraryAssets()) {
      if (asset.referenceName() != null) {
        names.put(asset.id(), asset.fileName() + " " + asset.referenceName());
        lines.add("libraryAsset %s %s".formatted(names.get(asset.id()), asset.state()));
      }
    }
    var versions = new TreeMap<String, String>();
    snapshot
        .appStoreVersions()
        .forEach(version -> versions.put(version.id(), version.versionString()));
    snapshot.placements().stream()
        .filter(placement -> names.containsKey(placement.assetId()))
        .collect(
            Collectors.groupingBy(
                placement ->
                    "placements %s %s %s %s"
                        .formatted(
                            versions.get(placement.appStoreVersionId()),
                            placement.locale(),
                            placement.placementType(),
                            placement.placementGroup()),
                TreeMap::new,
                Collectors.mapping(
                    placement -> names.get(placement.assetId()), Collectors.toList())))
        .forEach((place, shown) -> lines.add(place + " " + shown));
  }

  /// The assets in the order of their set.
  private static void media(List<String> lines, String name, List<Snapshot.MediaSet> sets) {
    for (var set : sets) {
      lines.add(
          "%s %s %s %s %s"
              .formatted(
                  name,
                  set.versionString(),
                  set.locale(),
                  set.displayType(),
                  set.assets().stream()
                      .map(asset -> asset.fileName() + " " + asset.checksum() + " " + asset.state())
                      .toList()));
    }
  }

  /// How many lines there are of each, for what must be there once.
  long count(String start) {
    return lines.stream().filter(line -> line.startsWith(start)).count();
  }

  /// What is here and not there, and the other way round; empty when both are the same.
  String difference(EndState expected) {
    var counts = new TreeMap<String, Integer>();
    lines.forEach(line -> counts.merge("unexpected: " + line, 1, Integer::sum));
    expected.lines.forEach(
        line -> {
          if (counts.merge("unexpected: " + line, -1, Integer::sum) == 0) {
            counts.remove("unexpected: " + line);
          }
        });
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .map(EndState::told)
        .collect(Collectors.joining("; "));
  }

  private static String told(Map.Entry<String, Integer> entry) {
    return entry.getValue() > 0
        ? entry.getKey()
        : entry.getKey().replaceFirst("unexpected", "missing");
  }
}
