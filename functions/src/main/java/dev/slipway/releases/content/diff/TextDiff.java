package dev.slipway.releases.content.diff;

import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.drops.metadata.TextField.Owner;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.releases.content.diff.ContentChange.ChangeInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.ChangeVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.CreateInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.CreateVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.ContentChange.RemoveInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.RemoveVersionLocale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares the texts, locale by locale.
public final class TextDiff {
  private final AppleContent apple;
  private final ContentRules rules;

  /// The drop's texts by locale; a locale that only has media has an empty map.
  private final SortedMap<String, Map<TextField, SourcedText>> wanted;

  /// The locales that the drop names.
  private final SortedSet<String> named;

  TextDiff(DropContent drop, AppleContent apple, ContentRules rules) {
    this.apple = apple;
    this.rules = rules;
    this.named = locales(drop);
    this.wanted = new TreeMap<>(drop.texts());
    if (drop.texts().isEmpty() && !drop.fallback().isEmpty()) {
      apple.locales().keySet().forEach(locale -> wanted.put(locale, drop.fallback()));
    }
    named.forEach(locale -> wanted.putIfAbsent(locale, Map.of()));
  }

  /// Returns the locales that a drop has texts or media for.
  public static SortedSet<String> locales(DropContent drop) {
    var locales = new TreeSet<>(drop.texts().keySet());
    MediaPlace.group(drop.allMedia()).keySet().forEach(place -> locales.add(place.locale()));
    return locales;
  }

  List<ContentChange> version() {
    var changes = new ArrayList<ContentChange>();
    var removals = new ArrayList<ContentChange>();
    for (String locale : versionLocales()) {
      var present = apple.locales().get(locale);
      if (present == null) {
        changes.add(new CreateVersionLocale(locale, versionTexts(locale, Map.of())));
      } else if (isRemoved(locale)) {
        removals.add(new RemoveVersionLocale(locale, present.id()));
      } else {
        var texts = versionTexts(locale, present.texts());
        if (!texts.isEmpty()) {
          changes.add(new ChangeVersionLocale(locale, present.id(), texts));
        }
      }
    }
    changes.addAll(removals);
    return changes;
  }

  List<ContentChange> information() {
    var info = apple.appInfo();
    if (info == null) {
      return List.of();
    }
    var changes = new ArrayList<ContentChange>();
    wanted.forEach(
        (locale, _) -> {
          var present = info.locales().get(locale);
          if (present != null) {
            var texts = changed(locale, Owner.APP_INFO, present.texts());
            addPrivacyPolicyUrl(texts, present.texts(), info);
            if (!texts.isEmpty()) {
              changes.add(new ChangeInformationLocale(locale, present.id(), texts));
            }
          } else {
            newInformation(locale, info, changes);
          }
        });
    info.locales()
        .forEach(
            (locale, present) -> {
              if (isRemoved(locale)) {
                changes.add(new RemoveInformationLocale(locale, present.id()));
              }
            });
    return changes;
  }

  /// Adds the app's information of a locale; a new locale of a version needs a name, too (reference
  /// 7.6).
  private void newInformation(
      String locale, AppleContent.Information info, List<ContentChange> changes) {
    var texts = changed(locale, Owner.APP_INFO, Map.of());
    if (texts.isEmpty() && apple.locales().containsKey(locale)) {
      return;
    }
    if (!texts.containsKey(TextField.NAME)) {
      String name = primaryName(info);
      if (name == null) {
        return;
      }
      texts.putFirst(TextField.NAME, new NewValue<>(null, name, null));
    }
    addPrivacyPolicyUrl(texts, Map.of(), info);
    changes.add(new CreateInformationLocale(locale, info.id(), texts));
  }

  /// Gives a locale that has no privacy policy URL that of the primary locale: a new one has none,
  /// and refuses the submission for it (media-live.md, 3.3). Preflight asks for one of its own if
  /// the release is submitted.
  private void addPrivacyPolicyUrl(
      SequencedMap<TextField, NewValue<String>> texts,
      Map<TextField, String> present,
      AppleContent.Information info) {
    if (!present.containsKey(TextField.PRIVACY_POLICY_URL)
        && !texts.containsKey(TextField.PRIVACY_POLICY_URL)) {
      String url = ofPrimary(TextField.PRIVACY_POLICY_URL, info);
      if (url != null) {
        texts.put(TextField.PRIVACY_POLICY_URL, new NewValue<>(null, url, null));
      }
    }
  }

  private @Nullable String primaryName(AppleContent.Information info) {
    String ofPrimary = ofPrimary(TextField.NAME, info);
    return ofPrimary != null
        ? ofPrimary
        : info.locales().values().stream()
            .map(present -> present.texts().get(TextField.NAME))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  /// Returns the text that the primary locale will have.
  private @Nullable String ofPrimary(TextField field, AppleContent.Information info) {
    String primary = rules.primaryLocale();
    if (primary == null) {
      return null;
    }
    var drop = wanted.getOrDefault(primary, Map.of()).get(field);
    var present = info.locales().get(primary);
    return drop != null ? drop.value() : present == null ? null : present.texts().get(field);
  }

  List<String> withoutWhatsNew() {
    if (rules.firstVersion()) {
      return List.of();
    }
    var locales = new ArrayList<String>();
    for (String locale : versionLocales()) {
      var present = apple.locales().get(locale);
      var texts = present == null ? Map.<TextField, String>of() : present.texts();
      if (!isRemoved(locale)
          && !texts.containsKey(TextField.WHATS_NEW)
          && !versionTexts(locale, texts).containsKey(TextField.WHATS_NEW)) {
        locales.add(locale);
      }
    }
    return locales;
  }

  private SortedSet<String> versionLocales() {
    var locales = new TreeSet<>(apple.locales().keySet());
    locales.addAll(wanted.keySet());
    return locales;
  }

  private boolean isRemoved(String locale) {
    return rules.removeMissingLocales()
        && rules.primaryLocale() != null
        && !locale.equals(rules.primaryLocale())
        && !named.isEmpty()
        && !named.contains(locale);
  }

  private SequencedMap<TextField, NewValue<String>> versionTexts(
      String locale, Map<TextField, String> present) {
    var texts = changed(locale, Owner.VERSION, present);
    if (rules.firstVersion()) {
      texts.remove(TextField.WHATS_NEW);
      return texts;
    }
    String carried = rules.previousWhatsNew().get(locale);
    if (carried != null
        && !present.containsKey(TextField.WHATS_NEW)
        && !texts.containsKey(TextField.WHATS_NEW)) {
      texts.put(TextField.WHATS_NEW, new NewValue<>(null, carried, null));
    }
    return texts;
  }

  private SequencedMap<TextField, NewValue<String>> changed(
      String locale, Owner owner, Map<TextField, String> present) {
    var drop = wanted.getOrDefault(locale, Map.of());
    var texts = new LinkedHashMap<TextField, NewValue<String>>();
    for (TextField field : TextField.values()) {
      var text = drop.get(field);
      String before = present.get(field);
      if (field.owner() == owner && text != null && !PlainText.isSame(text.value(), before)) {
        texts.put(field, new NewValue<>(before, text.value(), text.source()));
      }
    }
    return texts;
  }
}
