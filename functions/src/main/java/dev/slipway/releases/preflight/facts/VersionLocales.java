package dev.slipway.releases.preflight.facts;

import dev.slipway.appstoreconnect.appinfos.AppInfo;
import dev.slipway.appstoreconnect.appinfos.AppInfoLocalization;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionLocalization;
import dev.slipway.drops.media.creative.CreativeFile;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.TextField;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The locales and texts that the version will have: those of the drop, and those that Apple
/// already has. Screenshots or previews alone make a locale, too: Slipway creates it for them.
public final class VersionLocales {
  /// Why a finding speaks of a locale that has no texts in the drop.
  public static final String OF_MEDIA_ALONE =
      "The drop has screenshots or previews for this language, which make it a new language of the"
          + " app.";

  private final DropContent content;
  private final AppleFacts apple;
  private final NavigableSet<String> atApple = new TreeSet<>();
  private final NavigableSet<String> removed = new TreeSet<>();

  /// The locales that the drop has texts or media for.
  private final NavigableSet<String> named = new TreeSet<>();

  public VersionLocales(PreflightSubject subject, AppleFacts apple) {
    this.content = subject.content();
    this.apple = apple;
    apple
        .inherited()
        .ifPresent(version -> version.localizations().forEach(text -> atApple.add(text.locale())));
    named.addAll(content.texts().keySet());
    content.media().stream()
        .filter(media -> media.displayType() != null)
        .forEach(media -> named.add(media.locale()));
    content.creatives().forEach(file -> named.add(file.locale()));
    String primary = apple.app().primaryLocale();
    if (subject.manifest().removeMissingLocales() && !named.isEmpty() && primary != null) {
      removed.addAll(atApple);
      removed.removeAll(named);
      // Apple does not allow deleting the primary locale.
      removed.remove(primary);
    }
  }

  public NavigableSet<String> all() {
    var all = new TreeSet<>(atApple);
    all.removeAll(removed);
    all.addAll(named);
    return all;
  }

  /// Returns the locales that the release adds; empty for a first version without texts at Apple,
  /// where every locale is new.
  public NavigableSet<String> added() {
    if (atApple.isEmpty()) {
      return new TreeSet<>();
    }
    var added = new TreeSet<>(named);
    added.removeAll(atApple);
    return added;
  }

  /// Returns whether only the screenshots or previews of the drop make this a locale of the
  /// version.
  public boolean isOfMediaAlone(String locale) {
    return named.contains(locale)
        && !atApple.contains(locale)
        && !content.texts().containsKey(locale);
  }

  /// Returns where the drop has a locale that it adds: the folder of its texts, otherwise that of
  /// its screenshots or previews.
  public String folder(String locale) {
    return isOfMediaAlone(locale)
        ? Stream.concat(
                content.media().stream().map(media -> media.file().key()),
                content.creatives().stream().map(CreativeFile::path))
            .flatMap(path -> folder(path, locale).stream())
            .findFirst()
            .orElse("screenshots/" + locale)
        : "metadata/" + locale;
  }

  /// Returns the folder of a locale on the way to a file, which may be in a folder of a display.
  private static Optional<String> folder(String path, String locale) {
    String wanted = "/" + locale.toLowerCase(Locale.ROOT) + "/";
    int at = path.toLowerCase(Locale.ROOT).indexOf(wanted);
    return at < 0 ? Optional.empty() : Optional.of(path.substring(0, at + wanted.length() - 1));
  }

  public NavigableSet<String> removed() {
    return removed;
  }

  /// Returns the text that the version will have; empty when there is no text.
  public Optional<String> text(String locale, TextField field) {
    return said(locale, field).or(() -> inherited(locale, field));
  }

  /// Returns the drop's text.
  public Optional<String> said(String locale, TextField field) {
    var texts = content.texts().get(locale);
    var own = texts == null ? null : texts.get(field);
    if (own != null) {
      return Optional.of(own.value());
    }
    boolean all = content.texts().isEmpty() && !isOfMediaAlone(locale);
    var fallback = all ? content.fallback().get(field) : null;
    return fallback == null ? Optional.empty() : Optional.of(fallback.value());
  }

  private Optional<String> inherited(String locale, TextField field) {
    return switch (field.owner()) {
      case VERSION ->
          apple.inherited().flatMap(version -> text(version, locale)).flatMap(t -> of(t, field));
      case APP_INFO ->
          apple.appInfo().flatMap(info -> text(info, locale)).flatMap(t -> of(t, field));
    };
  }

  public static Optional<AppStoreVersionLocalization> text(AppStoreVersion version, String locale) {
    return version.localizations().stream().filter(t -> t.locale().equals(locale)).findFirst();
  }

  private static Optional<AppInfoLocalization> text(AppInfo info, String locale) {
    return info.localizations().stream().filter(t -> t.locale().equals(locale)).findFirst();
  }

  private static Optional<String> of(AppStoreVersionLocalization text, TextField field) {
    String value =
        switch (field) {
          case DESCRIPTION -> text.description();
          case KEYWORDS -> text.keywords();
          case WHATS_NEW -> text.whatsNew();
          case PROMOTIONAL_TEXT -> text.promotionalText();
          case SUPPORT_URL -> text.supportUrl();
          case MARKETING_URL -> text.marketingUrl();
          case NAME, SUBTITLE, PRIVACY_POLICY_URL, PRIVACY_POLICY_TEXT -> null;
        };
    return Optional.ofNullable(value).filter(found -> !found.isBlank());
  }

  private static Optional<String> of(AppInfoLocalization text, TextField field) {
    String value =
        switch (field) {
          case NAME -> text.name();
          case SUBTITLE -> text.subtitle();
          case PRIVACY_POLICY_URL -> text.privacyPolicyUrl();
          case PRIVACY_POLICY_TEXT -> text.privacyPolicyText();
          case DESCRIPTION, KEYWORDS, WHATS_NEW, PROMOTIONAL_TEXT, SUPPORT_URL, MARKETING_URL ->
              null;
        };
    return Optional.ofNullable(value).filter(found -> !found.isBlank());
  }
}
