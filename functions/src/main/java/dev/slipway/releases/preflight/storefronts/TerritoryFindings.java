package dev.slipway.releases.preflight.storefronts;

import dev.slipway.appstoreconnect.pricing.TerritoryAvailability;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Shown;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reports why Apple does not offer an app in territories that are selected. Apple refuses no
/// submission for it, approves the app, and leaves it out of these stores (first-release-live.md,
/// A2 and I). Pure.
public final class TerritoryFindings {
  private TerritoryFindings() {}

  /// Returns one finding for each check.
  ///
  /// @param territories those that are not selected are left out
  public static List<Finding> ofRows(List<TerritoryAvailability> territories) {
    return of(
        territories.stream()
            .filter(TerritoryAvailability::willBeAvailable)
            .collect(
                Collectors.toMap(
                    row -> row.territory().value(),
                    TerritoryAvailability::contentStatuses,
                    (one, _) -> one)));
  }

  /// Returns one finding for each check.
  ///
  /// @param selected Apple's names of the content statuses of each territory that is selected
  public static List<Finding> of(Map<String, List<String>> selected) {
    var found = new EnumMap<StorefrontCheck, Map<String, Set<String>>>(StorefrontCheck.class);
    selected.forEach(
        (territory, statuses) ->
            reasons(statuses)
                .forEach(
                    status ->
                        found
                            .computeIfAbsent(check(status), _ -> new TreeMap<>())
                            .computeIfAbsent(status, _ -> new TreeSet<>())
                            .add(territory)));
    return found.entrySet().stream().map(one -> finding(one.getKey(), one.getValue())).toList();
  }

  /// Returns whether a finding is one of those that [#of] makes.
  public static boolean isOne(Finding finding) {
    return Arrays.stream(StorefrontCheck.values())
        .filter(check -> check != StorefrontCheck.WEB_ONLY_STEPS)
        .anyMatch(finding::isOf);
  }

  /// Returns the statuses of one territory that keep the app out of its store. That the app cannot
  /// be sold counts only alone: beside it stands the reason, or how it is before the first release
  /// or while Apple processes a change (first-release-live.md, B2).
  private static List<String> reasons(List<String> statuses) {
    boolean alone =
        !statuses.isEmpty() && statuses.stream().allMatch(ContentStatus.CANNOT_SELL.name()::equals);
    return alone
        ? List.of(ContentStatus.CANNOT_SELL.name())
        : statuses.stream()
            .filter(name -> !name.equals(ContentStatus.CANNOT_SELL.name()) && isReason(name))
            .toList();
  }

  /// Returns whether a status keeps the app out of the store. One that Apple added later does so
  /// unless its name says that the app is offered, or is being processed.
  private static boolean isReason(String name) {
    return ContentStatus.of(name)
        .map(status -> status.check().isPresent())
        .orElseGet(() -> !name.startsWith("AVAILABLE") && !name.startsWith("PROCESSING"));
  }

  private static StorefrontCheck check(String status) {
    return ContentStatus.of(status)
        .flatMap(ContentStatus::check)
        .orElse(StorefrontCheck.TERRITORY_NOT_OFFERED);
  }

  /// @param territories by Apple's name of the status
  private static Finding finding(StorefrontCheck check, Map<String, Set<String>> territories) {
    var all = new TreeSet<String>();
    territories.values().forEach(all::addAll);
    return check.finding(
        false,
        null,
        (all.size() == 1 ? "1 territory: " : all.size() + " territories: ") + Shown.some(all),
        territories.entrySet().stream()
            .map(one -> words(one.getKey(), one.getValue().size()))
            .collect(Collectors.joining("; ", "Apple's reason: ", ".")));
  }

  private static String words(String status, int territories) {
    String words = ContentStatus.of(status).map(ContentStatus::words).orElse("");
    return status + " in " + territories + (words.isEmpty() ? "" : " (" + words + ")");
  }
}
