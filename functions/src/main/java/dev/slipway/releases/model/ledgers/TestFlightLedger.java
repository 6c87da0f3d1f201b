package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.testflight.ExternalBetaState;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was found and done of the build at TestFlight.
///
/// @param looked whether Apple was asked since the last write whose outcome is unknown
/// @param texts what to test, by locale
/// @param groups the app's beta groups by name, with whether they have the build
/// @param betaReview whether the build is or was with Beta App Review
/// @param externalState Apple's externalBuildState; null before it was read
public record TestFlightLedger(
    boolean looked,
    Map<String, Text> texts,
    Map<String, Group> groups,
    boolean betaReview,
    @Nullable ExternalBetaState externalState) {
  public static final TestFlightLedger EMPTY =
      new TestFlightLedger(false, Map.of(), Map.of(), false, null);

  /// One locale's text. `id` is Apple's.
  public record Text(String id, String whatsNew) {}

  /// A beta group. `internal` groups need no Beta App Review.
  public record Group(String id, boolean internal, boolean hasBuild) {}

  public TestFlightLedger {
    texts = Map.copyOf(texts);
    groups = Map.copyOf(groups);
  }

  public TestFlightLedger withText(String locale, Text text) {
    var changed = new LinkedHashMap<>(texts);
    changed.put(locale, text);
    return new TestFlightLedger(looked, changed, groups, betaReview, externalState);
  }

  public TestFlightLedger withBuildIn(String name) {
    var changed = new LinkedHashMap<>(groups);
    changed.computeIfPresent(name, (_, group) -> new Group(group.id, group.internal, true));
    return new TestFlightLedger(looked, texts, changed, betaReview, externalState);
  }

  public TestFlightLedger inBetaReview(@Nullable ExternalBetaState externalState) {
    return new TestFlightLedger(looked, texts, groups, true, externalState);
  }

  public Map<String, @Nullable Object> toJson() {
    var locales = new ArrayList<Map<String, @Nullable Object>>();
    texts.forEach(
        (locale, text) ->
            locales.add(
                JsonFields.with("locale", locale)
                    .put("id", text.id)
                    .put("whatsNew", text.whatsNew)
                    .toMap()));
    var named = new ArrayList<Map<String, @Nullable Object>>();
    groups.forEach(
        (name, group) ->
            named.add(
                JsonFields.with("name", name)
                    .put("id", group.id)
                    .put("internal", group.internal)
                    .put("hasBuild", group.hasBuild)
                    .toMap()));
    return JsonFields.with("looked", looked)
        .put("texts", locales)
        .put("groups", named)
        .put("betaReview", betaReview)
        .putIfPresent("externalState", Optional.ofNullable(externalState))
        .toMap();
  }

  public static TestFlightLedger fromJson(JsonObject json) {
    var texts = new LinkedHashMap<String, Text>();
    List<JsonObject> locales = json.objects("texts");
    locales.forEach(
        text ->
            texts.put(text.string("locale"), new Text(text.string("id"), text.string("whatsNew"))));
    var groups = new LinkedHashMap<String, Group>();
    json.objects("groups")
        .forEach(
            group ->
                groups.put(
                    group.string("name"),
                    new Group(group.string("id"), group.bool("internal"), group.bool("hasBuild"))));
    return new TestFlightLedger(
        json.bool("looked"),
        texts,
        groups,
        json.bool("betaReview"),
        json.optionalConstant("externalState", ExternalBetaState.class).orElse(null));
  }
}
