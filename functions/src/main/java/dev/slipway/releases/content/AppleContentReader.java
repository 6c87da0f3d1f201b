package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.appinfos.AppInfo;
import dev.slipway.appstoreconnect.appinfos.AppInfoLocalization;
import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionLocalization;
import dev.slipway.appstoreconnect.appstoreversions.LocalizationWithSets;
import dev.slipway.appstoreconnect.library.PlacementSlot;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.releases.content.diff.AppleContent;
import dev.slipway.releases.content.diff.AppleContent.AssetSet;
import dev.slipway.releases.content.diff.AppleContent.Information;
import dev.slipway.releases.content.diff.AppleContent.InformationLocale;
import dev.slipway.releases.content.diff.AppleContent.VersionLocale;
import dev.slipway.releases.content.diff.Asset;
import dev.slipway.releases.content.diff.ContentDiff;
import dev.slipway.releases.content.diff.ContentRules;
import dev.slipway.releases.content.diff.MediaPlace;
import dev.slipway.releases.content.diff.TextDiff;
import dev.slipway.releases.pricing.PricingFacts;
import dev.slipway.releases.pricing.PricingReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads what Apple has of a version, with only the calls that a drop's content needs:
///
/// - texts, the list of sets, and what the locales show of the asset library where that matters:
///   one;
/// - the sets: one for each locale and kind that the drop has media for and Apple has sets of;
/// - the app's information: one, if the drop says something about it that is not known to be so, or
///   adds a locale;
/// - review detail and content rights: one each, if the drop says something about them;
/// - price and availability: what [PricingReader] says.
///
/// For one reading.
final class AppleContentReader {
  private final AppStoreConnectClient apple;
  private final Predicate<MediaPlace> inSets;
  private final Predicate<MediaPlace> concernsPlacements;
  private final Map<String, List<PlacementSlot>> placements = new HashMap<>();
  private int calls;

  /// Reads without any media.
  AppleContentReader(AppStoreConnectClient apple) {
    this.apple = apple;
    this.inSets = _ -> false;
    this.concernsPlacements = _ -> false;
  }

  AppleContentReader(AppStoreConnectClient apple, MediaOwners owners) {
    this.apple = apple;
    this.inSets = place -> !owners.isLibrary(place);
    this.concernsPlacements = owners::concernsPlacements;
  }

  /// Returns the number of calls made.
  int calls() {
    return calls;
  }

  /// Returns the slots of what a locale shows of the asset library, as [#read] found them; empty if
  /// they are not known.
  Optional<List<PlacementSlot>> placements(String locale) {
    return Optional.ofNullable(placements.get(locale));
  }

  /// Reads all that the drop needs.
  ///
  /// @param version null when the app has no version, not even a released one
  /// @param unfinished whether an earlier round added a locale to the version alone
  /// @param informationKnown whether the app's information is known to be as the drop wants it
  /// @param now decides which price applies
  AppleContent read(
      AppId app,
      @Nullable AppStoreVersionId version,
      DropContent drop,
      ContentRules rules,
      boolean unfinished,
      boolean informationKnown,
      Instant now) {
    var listed = version == null ? List.<LocalizationWithSets>of() : listed(version, drop);
    var locales = new TreeMap<String, VersionLocale>();
    for (LocalizationWithSets found : listed) {
      var localization = found.localization();
      locales.put(localization.locale(), new VersionLocale(localization.id(), texts(localization)));
    }
    return new AppleContent(
        locales,
        sets(listed, drop),
        unfinished || needsInformation(drop, locales.keySet(), informationKnown)
            ? information(app)
            : null,
        version == null || drop.review().isEmpty() ? null : reviewDetail(version),
        rules.contentRights() == null ? null : contentRights(app),
        pricing(app, rules, now));
  }

  /// Reads only the screenshots and previews.
  ///
  /// @param locales the IDs of the locales that the drop has media for
  AppleContent media(Map<String, LocalizationId> locales, DropContent drop) {
    var sets = new ArrayList<AssetSet>();
    kinds(drop)
        .forEach(
            (locale, kinds) -> {
              var id = locales.get(locale);
              if (id != null) {
                kinds.forEach(kind -> sets.addAll(sets(locale, id, kind)));
              }
            });
    return new AppleContent(new TreeMap<>(), sets, null, null, null, PricingFacts.NONE);
  }

  /// Reads the app's information as it is now.
  @Nullable Information information(AppId app) {
    calls++;
    return chosen(apple.appInfos().listFor(app));
  }

  private static @Nullable Information chosen(List<AppInfo> infos) {
    return infos.stream()
        .filter(info -> info.state().isEditable())
        .findFirst()
        .or(() -> infos.stream().filter(info -> !isOut(info.state())).findFirst())
        .or(() -> infos.stream().findFirst())
        .map(AppleContentReader::information)
        .orElse(null);
  }

  /// Returns whether the information is or was on the App Store; any other one belongs to the
  /// release in preparation.
  private static boolean isOut(AppInfoState state) {
    return state == AppInfoState.READY_FOR_DISTRIBUTION
        || state == AppInfoState.REPLACED_WITH_NEW_INFO;
  }

  /// Returns how many calls a look at the media takes when all sets exist.
  int callsForLook(DropContent drop) {
    return kinds(drop).values().stream().mapToInt(Set::size).sum();
  }

  private List<LocalizationWithSets> listed(AppStoreVersionId version, DropContent drop) {
    calls++;
    var localizations = apple.appStoreVersionLocalizations();
    if (MediaPlace.group(drop.allMedia()).keySet().stream().noneMatch(concernsPlacements)) {
      return localizations.listWithSets(version);
    }
    var listed = localizations.listWithSetsAndPlacements(version);
    for (LocalizationWithSets found : listed) {
      var shown = found.placements();
      if (shown != null) {
        placements.put(found.localization().locale(), shown);
      }
    }
    return listed;
  }

  private List<AssetSet> sets(List<LocalizationWithSets> listed, DropContent drop) {
    var wanted = kinds(drop);
    var sets = new ArrayList<AssetSet>();
    for (LocalizationWithSets found : listed) {
      String locale = found.localization().locale();
      for (MediaKind kind : wanted.getOrDefault(locale, Set.of())) {
        if (!found.sets(MediaPlace.family(kind)).isEmpty()) {
          sets.addAll(sets(locale, found.localization().id(), kind));
        }
      }
    }
    return sets;
  }

  private List<AssetSet> sets(String locale, LocalizationId id, MediaKind kind) {
    calls++;
    return apple.mediaSets().listFor(MediaPlace.family(kind), id).stream()
        .map(
            set ->
                new AssetSet(
                    set.id().value(),
                    locale,
                    kind,
                    set.displayType(),
                    set.assets().stream().map(Asset::of).toList()))
        .toList();
  }

  private SortedMap<String, Set<MediaKind>> kinds(DropContent drop) {
    var kinds = new TreeMap<String, Set<MediaKind>>();
    for (MediaPlace place : MediaPlace.group(drop.allMedia()).keySet()) {
      if (inSets.test(place)) {
        kinds.computeIfAbsent(place.locale(), _ -> new java.util.TreeSet<>()).add(place.kind());
      }
    }
    return kinds;
  }

  private static boolean needsInformation(
      DropContent drop, Set<String> present, boolean informationKnown) {
    return !present.containsAll(TextDiff.locales(drop))
        || (!informationKnown && describesInformation(drop));
  }

  private static boolean describesInformation(DropContent drop) {
    return !drop.categories().isEmpty()
        || drop.ageRating() != null
        || drop.fallback().keySet().stream().anyMatch(AppleContentReader::isInformation)
        || drop.texts().values().stream()
            .anyMatch(texts -> texts.keySet().stream().anyMatch(AppleContentReader::isInformation));
  }

  /// Returns whether the app's information is as the drop wants it, and no locale is missing.
  ///
  /// @param infos all records of the app's information
  static boolean isInformationAsWanted(List<AppInfo> infos, DropContent drop, ContentRules rules) {
    var information = chosen(infos);
    // A text for all locales depends on those of the version.
    return information != null
        && drop.fallback().keySet().stream().noneMatch(AppleContentReader::isInformation)
        && ContentDiff.leavesInformation(drop, information, rules);
  }

  private static boolean isInformation(TextField field) {
    return field.owner() == TextField.Owner.APP_INFO;
  }

  private @Nullable AppStoreReviewDetail reviewDetail(AppStoreVersionId version) {
    calls++;
    return apple.reviewDetails().findFor(version).orElse(null);
  }

  private @Nullable ContentRights contentRights(AppId app) {
    calls++;
    return apple.apps().withVersions(List.of(app)).stream()
        .findFirst()
        .map(found -> found.app().contentRightsDeclaration())
        .orElse(null);
  }

  private PricingFacts pricing(AppId app, ContentRules rules, Instant now) {
    var reader = new PricingReader(apple, now);
    var facts = reader.read(app, rules.price(), rules.availability(), false);
    calls += reader.calls();
    return facts;
  }

  private static Information information(AppInfo info) {
    var locales = new TreeMap<String, InformationLocale>();
    for (AppInfoLocalization localization : info.localizations()) {
      locales.put(
          localization.locale(), new InformationLocale(localization.id(), texts(localization)));
    }
    return new Information(info.id(), info.state(), locales, info.categories(), info.ageRating());
  }

  static Map<TextField, String> texts(AppStoreVersionLocalization localization) {
    var texts = new EnumMap<TextField, String>(TextField.class);
    put(texts, TextField.DESCRIPTION, localization.description());
    put(texts, TextField.KEYWORDS, localization.keywords());
    put(texts, TextField.WHATS_NEW, localization.whatsNew());
    put(texts, TextField.PROMOTIONAL_TEXT, localization.promotionalText());
    put(texts, TextField.SUPPORT_URL, localization.supportUrl());
    put(texts, TextField.MARKETING_URL, localization.marketingUrl());
    return texts;
  }

  static Map<TextField, String> texts(AppInfoLocalization localization) {
    var texts = new EnumMap<TextField, String>(TextField.class);
    put(texts, TextField.NAME, localization.name());
    put(texts, TextField.SUBTITLE, localization.subtitle());
    put(texts, TextField.PRIVACY_POLICY_URL, localization.privacyPolicyUrl());
    put(texts, TextField.PRIVACY_POLICY_TEXT, localization.privacyPolicyText());
    return texts;
  }

  /// Adds a text unless it is blank: Apple shows some texts that were never set as empty.
  private static void put(Map<TextField, String> texts, TextField field, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      texts.put(field, text);
    }
  }
}
