package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.testflight.ExternalBetaState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was found and done for the build in TestFlight.
///
/// @param looked whether Apple was asked since the last write with an unknown outcome
/// @param texts what to test, by locale
/// @param groups the app's beta groups by name, with whether they have the build
/// @param betaReview whether the build was submitted to Beta App Review
/// @param externalState Apple's externalBuildState; null before it was read
/// @param appLocales the locales that the app has in TestFlight; null when they were not read,
///   because no locale needs a new text, and in records of older versions
public record TestFlightLedger(
    boolean looked,
    Map<String, Text> texts,
    Map<String, Group> groups,
    boolean betaReview,
    @Nullable ExternalBetaState externalState,
    @Nullable AppLocales appLocales) {
  public static final TestFlightLedger EMPTY =
      new TestFlightLedger(false, Map.of(), Map.of(), false, null, null);

  /// The text in one locale. `id` is Apple's.
  public record Text(String id, String whatsNew) {}

  /// A beta group. `internal` groups need no Beta App Review.
  public record Group(String id, boolean internal, boolean hasBuild) {}

  /// The locales that the app has in TestFlight.
  public record AppLocales(List<String> names) {
    public AppLocales {
      names = List.copyOf(names);
    }

    public boolean contains(String locale) {
      return names.stream().anyMatch(locale::equalsIgnoreCase);
    }
  }

  public TestFlightLedger {
    texts = Map.copyOf(texts);
    groups = Map.copyOf(groups);
  }

  public TestFlightLedger withAppLocale(String locale) {
    var changed = new ArrayList<String>(appLocales == null ? List.of() : appLocales.names);
    changed.add(locale);
    return new TestFlightLedger(
        looked, texts, groups, betaReview, externalState, new AppLocales(changed));
  }

  public TestFlightLedger withText(String locale, Text text) {
    var changed = new LinkedHashMap<>(texts);
    changed.put(locale, text);
    return new TestFlightLedger(looked, changed, groups, betaReview, externalState, appLocales);
  }

  public TestFlightLedger withBuildIn(String name) {
    var changed = new LinkedHashMap<>(groups);
    changed.computeIfPresent(name, (_, group) -> new Group(group.id, group.internal, true));
    return new TestFlightLedger(looked, texts, changed, betaReview, externalState, appLocales);
  }

  public TestFlightLedger inBetaReview(@Nullable ExternalBetaState externalState) {
    return new TestFlightLedger(looked, texts, groups, true, externalState, appLocales);
  }
}
