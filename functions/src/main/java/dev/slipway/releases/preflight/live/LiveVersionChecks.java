package dev.slipway.releases.preflight.live;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionLocalization;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Runs [LivePageCheck] and [LiveVersionCheck].
public final class LiveVersionChecks {
  private LiveVersionChecks() {}

  /// Finds what the drop has beside promotional texts, or that it has none.
  public static void ofDrop(PreflightSubject subject, FindingList findings) {
    var content = subject.content();
    OtherFiles.read(content, TextField.PROMOTIONAL_TEXT::equals)
        .forEach((file, what) -> findings.add(LivePageCheck.LIVE_FILE_NOT_TAKEN, file, what));
    boolean unreadable =
        content.findings().stream()
            .map(Finding::file)
            .anyMatch(file -> file != null && file.endsWith(TextField.PROMOTIONAL_TEXT.fileName()));
    if (promotionalTexts(content).isEmpty()
        && !content.fallback().containsKey(TextField.PROMOTIONAL_TEXT)
        && !unreadable) {
      findings.add(LivePageCheck.LIVE_TEXT_MISSING, "metadata/", null);
    }
  }

  private static SortedMap<String, SourcedText> promotionalTexts(DropContent content) {
    var texts = new TreeMap<String, SourcedText>();
    content
        .texts()
        .forEach(
            (locale, fields) -> {
              var text = fields.get(TextField.PROMOTIONAL_TEXT);
              if (text != null) {
                texts.put(locale, text);
              }
            });
    return texts;
  }

  /// Compares the drop with the version that is on the App Store, and with the one that follows it.
  public static void ofApple(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    var live = apple.live();
    if (live.isEmpty()) {
      findings.add(LiveVersionCheck.NO_LIVE_VERSION, "$.live", present(apple));
      return;
    }
    var texts = promotionalTexts(subject.content());
    missingLocales(live.get(), texts, findings);
    apple.unreleased().ifPresent(next -> replaced(next, texts, findings));
  }

  private static String present(AppleFacts apple) {
    if (apple.versions().isEmpty()) {
      return apple.platforms().isEmpty()
          ? "no version"
          : "versions for "
              + apple.platforms().stream()
                  .map(Enum::name)
                  .sorted()
                  .collect(Collectors.joining(", "))
              + " alone";
    }
    return apple.versions().stream()
        .map(version -> version.versionString() + " (" + version.appVersionState() + ")")
        .collect(Collectors.joining(", "));
  }

  private static void missingLocales(
      AppStoreVersion live, Map<String, SourcedText> texts, FindingList findings) {
    var known =
        live.localizations().stream().map(AppStoreVersionLocalization::locale).sorted().toList();
    texts.forEach(
        (locale, text) -> {
          if (!known.contains(locale) && live.localizationsComplete()) {
            findings.add(
                LiveVersionCheck.LIVE_LOCALE_MISSING,
                text.source(),
                locale,
                "Version " + live.versionString() + " has " + String.join(", ", known) + ".");
          }
        });
  }

  private static void replaced(
      AppStoreVersion next, Map<String, SourcedText> texts, FindingList findings) {
    for (AppStoreVersionLocalization localization : next.localizations()) {
      var text = texts.get(localization.locale());
      var its = localization.promotionalText();
      if (text != null && !PlainText.isSame(text.value(), its)) {
        findings.add(
            LiveVersionCheck.LIVE_TEXT_ENDS_WITH_NEXT_VERSION,
            text.source(),
            "version " + next.versionString() + " is " + next.appVersionState());
      }
    }
  }
}
