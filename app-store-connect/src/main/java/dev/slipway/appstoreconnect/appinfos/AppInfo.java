package dev.slipway.appstoreconnect.appinfos;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppInfoId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The information about an app that does not depend on a version. An app has one or two: the live
/// one and, once a new version exists, a draft.
///
/// @param categories Apple's category ids, such as `GAMES_PUZZLE`; empty slots are omitted
/// @param localizations all localizations
public record AppInfo(
    AppInfoId id,
    AppInfoState state,
    Map<CategorySlot, String> categories,
    List<AppInfoLocalization> localizations,
    @Nullable AgeRatingDeclaration ageRating) {
  static final List<String> INCLUDED = included();
  static final List<String> FIELDS = fields();

  public AppInfo {
    var copy = new EnumMap<CategorySlot, String>(CategorySlot.class);
    copy.putAll(categories);
    categories = Collections.unmodifiableMap(copy);
    localizations = List.copyOf(localizations);
  }

  static AppInfo read(Resource resource) {
    var categories = new EnumMap<CategorySlot, String>(CategorySlot.class);
    for (CategorySlot slot : CategorySlot.values()) {
      resource.linked(slot.relationship()).ifPresent(id -> categories.put(slot, id));
    }
    return new AppInfo(
        new AppInfoId(resource.id()),
        resource.constant("state", AppInfoState.class, AppInfoState.UNKNOWN),
        categories,
        resource.relatedAll("appInfoLocalizations", AppInfoLocalization::read),
        resource.related("ageRatingDeclaration").map(AgeRatingDeclaration::read).orElse(null));
  }

  AppInfo withLocalizations(List<AppInfoLocalization> all) {
    return new AppInfo(id, state, categories, all, ageRating);
  }

  private static List<String> included() {
    var names = new ArrayList<>(List.of("ageRatingDeclaration", "appInfoLocalizations"));
    for (CategorySlot slot : CategorySlot.values()) {
      names.add(slot.relationship());
    }
    return List.copyOf(names);
  }

  private static List<String> fields() {
    var names = new ArrayList<>(List.of("state"));
    names.addAll(INCLUDED);
    return List.copyOf(names);
  }
}
