package dev.slipway.releases.plan;

import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.drops.metadata.DemoPassword;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.ContentChange.AnswerAgeRating;
import dev.slipway.releases.content.diff.ContentChange.ArrangeMedia;
import dev.slipway.releases.content.diff.ContentChange.AttachReviewFile;
import dev.slipway.releases.content.diff.ContentChange.ChangeAvailability;
import dev.slipway.releases.content.diff.ContentChange.ChangeInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.ChangeVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.CreateAvailability;
import dev.slipway.releases.content.diff.ContentChange.CreateInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.CreateVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.DeclareContentRights;
import dev.slipway.releases.content.diff.ContentChange.LibraryChange;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.ContentChange.RemoveInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.RemoveVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.SetCategories;
import dev.slipway.releases.content.diff.ContentChange.SetPrice;
import dev.slipway.releases.content.diff.ContentChange.WriteReviewDetail;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PlannedAction.Kind;
import dev.slipway.releases.testflight.BetaReviewInformation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns changes of content into the actions of a plan, in the order in which they are carried out.
///
/// Values that go to Apple in one call are one action each, so that people see old and new values;
/// the first of them names the call.
public final class PlannedContent {
  private static final String REDACTED = "••••••";

  /// The longest text that Apple takes, so that a person can read each text of a plan whole.
  private static final int SHOWN_LENGTH = 4_000;

  private static final String VERSION_LOCALES = "/v1/appStoreVersionLocalizations";
  private static final String INFORMATION_LOCALES = "/v1/appInfoLocalizations";

  private PlannedContent() {}

  /// Describes changes for people, in their order.
  ///
  /// @param password the drop's demo account password, which is hidden in all other values; null
  ///   when the drop has no password
  public static List<PlannedAction> of(
      List<ContentChange> changes, @Nullable DemoPassword password) {
    var added = new HashSet<String>();
    for (ContentChange change : changes) {
      if (change instanceof CreateVersionLocale(String locale, var _)) {
        added.add(locale);
      }
    }
    return changes.stream().flatMap(change -> of(change, added, password).stream()).toList();
  }

  private static List<PlannedAction> of(
      ContentChange change, Set<String> added, @Nullable DemoPassword password) {
    return switch (change) {
      case CreateVersionLocale c ->
          created("Language of the version", c.locale(), c.texts(), VERSION_LOCALES);
      case ChangeVersionLocale c -> values(texts(c.texts()), c.locale(), patch(VERSION_LOCALES));
      case RemoveVersionLocale r ->
          List.of(deleted("Language of the version", r.locale(), null, delete(VERSION_LOCALES)));
      // Apple was seen to add it together with the version's (fastlane, upload_metadata.rb).
      case CreateInformationLocale c when added.contains(c.locale()) ->
          values(texts(fromDrop(c.texts())), c.locale(), patch(INFORMATION_LOCALES));
      case CreateInformationLocale c ->
          created("Language of the app's information", c.locale(), c.texts(), INFORMATION_LOCALES);
      case ChangeInformationLocale c ->
          values(texts(c.texts()), c.locale(), patch(INFORMATION_LOCALES));
      case RemoveInformationLocale r ->
          List.of(
              deleted(
                  "Language of the app's information",
                  r.locale(),
                  null,
                  delete(INFORMATION_LOCALES)));
      case SetCategories s -> values(categories(s), null, patch("/v1/appInfos"));
      case AnswerAgeRating a ->
          values(named("Age rating: ", a.answers()), null, patch("/v1/ageRatingDeclarations"));
      case DeclareContentRights d ->
          values(
              List.of(
                  new Named(
                      "Content rights", new NewValue<>(d.before(), d.after(), "$.contentRights"))),
              null,
              patch("/v1/apps"));
      case SetPrice p -> PlannedPricing.of(p);
      case CreateAvailability c -> PlannedPricing.of(c);
      case ChangeAvailability c -> PlannedPricing.of(c);
      case ArrangeMedia a -> PlannedMedia.of(a);
      case LibraryChange l -> PlannedLibrary.of(l);
      case WriteReviewDetail w -> reviewDetail(w, password);
      case AttachReviewFile a -> attachment(a);
    };
  }

  /// A value and its name for people.
  record Named(String name, NewValue<?> value) {}

  private static List<PlannedAction> created(
      String what, String locale, Map<TextField, NewValue<String>> texts, String path) {
    var actions = new ArrayList<PlannedAction>();
    actions.add(
        new PlannedAction(Kind.CREATE, what, locale, null, null, null, 0, List.of("POST " + path)));
    texts(texts).forEach(text -> actions.add(value(text, locale, List.of())));
    return actions;
  }

  static List<PlannedAction> values(List<Named> values, @Nullable String where, String call) {
    var actions = new ArrayList<PlannedAction>();
    for (Named value : values) {
      actions.add(value(value, where, actions.isEmpty() ? List.of(call) : List.of()));
    }
    return actions;
  }

  static PlannedAction value(Named named, @Nullable String where, List<String> calls) {
    var value = named.value();
    return new PlannedAction(
        Kind.CHANGE,
        named.name(),
        where,
        shortened(value.before()),
        shortened(value.after()),
        value.source(),
        0,
        calls,
        digest(value.before(), value.after()));
  }

  /// Returns the hash of values that are not shown in full; null when they are.
  static @Nullable String digest(@Nullable Object before, @Nullable Object after) {
    return isShort(before) && isShort(after)
        ? null
        : PlanHash.digest(
            before == null ? null : before.toString(), after == null ? null : after.toString());
  }

  private static boolean isShort(@Nullable Object value) {
    return value == null || value.toString().equals(shortened(value));
  }

  static PlannedAction deleted(
      String what, @Nullable String where, @Nullable String before, String call) {
    return new PlannedAction(Kind.DELETE, what, where, before, null, null, 0, List.of(call));
  }

  private static Map<TextField, NewValue<String>> fromDrop(Map<TextField, NewValue<String>> texts) {
    var own = new LinkedHashMap<>(texts);
    own.values().removeIf(text -> text.source() == null);
    return own;
  }

  private static List<Named> texts(Map<TextField, NewValue<String>> texts) {
    return texts.entrySet().stream()
        .map(text -> new Named(name(text.getKey()), text.getValue()))
        .toList();
  }

  private static List<Named> named(String prefix, Map<String, ? extends NewValue<?>> values) {
    return values.entrySet().stream()
        .map(value -> new Named(prefix + words(value.getKey()), value.getValue()))
        .toList();
  }

  /// Returns Apple's attribute as words, `contactFirstName` as "contact first name".
  private static String words(String attribute) {
    return attribute.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static List<Named> categories(SetCategories change) {
    return change.categories().entrySet().stream()
        .map(category -> new Named(name(category.getKey()), category.getValue()))
        .toList();
  }

  /// Returns what a run would do with the information for Beta App Review.
  public static List<PlannedAction> of(
      BetaReviewInformation changes, @Nullable DemoPassword password) {
    var actions = new ArrayList<PlannedAction>();
    var detail = changes.detail();
    if (detail != null) {
      actions.addAll(
          values(
              reviewValues("Beta App Review: ", detail, password),
              null,
              patch("/v1/betaAppReviewDetails")));
    }
    var rating = changes.ageRating();
    if (rating != null) {
      actions.addAll(of(rating, Set.of(), password));
    }
    return actions;
  }

  private static List<PlannedAction> reviewDetail(
      WriteReviewDetail change, @Nullable DemoPassword known) {
    String path = "/v1/appStoreReviewDetails";
    return values(
        reviewValues("App Review: ", change, known),
        null,
        change.id() == null ? "POST " + path : patch(path));
  }

  private static List<Named> reviewValues(
      String review, WriteReviewDetail change, @Nullable DemoPassword known) {
    var values = new ArrayList<Named>();
    for (Named named : named(review, change.fields())) {
      var value = named.value();
      Object before = value.before();
      values.add(
          new Named(
              named.name(),
              new NewValue<>(
                  before == null ? null : hidden(before, known),
                  hidden(value.after(), known),
                  value.source())));
    }
    var password = change.password();
    if (password != null) {
      values.add(
          new Named(
              review + words("demoAccountPassword"),
              new NewValue<>(null, REDACTED, password.source())));
    }
    return values;
  }

  private static List<PlannedAction> attachment(AttachReviewFile change) {
    String path = "/v1/appStoreReviewAttachments";
    var actions = new ArrayList<PlannedAction>();
    change
        .removed()
        .forEach(
            asset ->
                actions.add(
                    deleted("File for App Review", null, asset.fileName(), delete(path))
                        .withDigest(asset.checksum())));
    actions.add(
        new PlannedAction(
            Kind.UPLOAD,
            "File for App Review",
            null,
            null,
            change.file().fileName(),
            change.file().key(),
            change.file().sizeBytes(),
            change.resumed() == null ? List.of("POST " + path, patch(path)) : List.of(patch(path)),
            PlanHash.tag(change.file().etag())));
    return actions;
  }

  private static Object hidden(Object value, @Nullable DemoPassword password) {
    return password != null && value instanceof String text
        ? text.replace(password.reveal(), REDACTED)
        : value;
  }

  static String patch(String path) {
    return "PATCH " + path + "/{id}";
  }

  static String delete(String path) {
    return "DELETE " + path + "/{id}";
  }

  static @Nullable String shortened(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    String text = value.toString();
    int length = text.codePointCount(0, text.length());
    return length <= SHOWN_LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN_LENGTH - 1)) + "…";
  }

  private static String name(TextField field) {
    return switch (field) {
      case NAME -> "Name";
      case SUBTITLE -> "Subtitle";
      case PRIVACY_POLICY_URL -> "Privacy policy URL";
      case PRIVACY_POLICY_TEXT -> "Privacy policy for Apple TV";
      case DESCRIPTION -> "Description";
      case KEYWORDS -> "Keywords";
      case WHATS_NEW -> "What's New";
      case PROMOTIONAL_TEXT -> "Promotional text";
      case SUPPORT_URL -> "Support URL";
      case MARKETING_URL -> "Marketing URL";
    };
  }

  private static String name(CategorySlot slot) {
    return switch (slot) {
      case PRIMARY -> "Primary category";
      case PRIMARY_SUBCATEGORY_ONE -> "Primary subcategory 1";
      case PRIMARY_SUBCATEGORY_TWO -> "Primary subcategory 2";
      case SECONDARY -> "Secondary category";
      case SECONDARY_SUBCATEGORY_ONE -> "Secondary subcategory 1";
      case SECONDARY_SUBCATEGORY_TWO -> "Secondary subcategory 2";
    };
  }
}
