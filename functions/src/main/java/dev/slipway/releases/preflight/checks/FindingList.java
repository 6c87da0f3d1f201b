package dev.slipway.releases.preflight.checks;

import dev.slipway.drops.locales.StoreLocales;
import dev.slipway.problems.Check;
import dev.slipway.problems.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects the findings of one subject, each once: a file in `metadata/default/` applies to many
/// locales, but is reported once, and what is found alike in the same file of several locales is
/// one finding that lists them. Used for one preflight, by one thread.
public final class FindingList {
  private static final String HIDDEN = "••••••";

  /// A place that differs by its locale from others of the same kind.
  private static final Pattern LOCALIZED =
      Pattern.compile(
          "(metadata/|\\$\\.whatsNew\\.|\\$\\.testFlight\\.(?:whatToTest|description)\\.)([A-Za-z-]+)(/.*)?");

  /// A place in a folder, which a bare `.ipa` does not have.
  private static final Pattern IN_FOLDER =
      Pattern.compile("(metadata/|screenshots/|\\$\\.|app_rating_config\\.json).*");

  private static final String WITHOUT_FOLDER =
      "Set this in App Store Connect, or upload a folder with a release.json instead of the .ipa"
          + " alone.";

  /// What findings have in common that are told as one.
  private record Kind(
      String check,
      Finding.Severity severity,
      @Nullable String place,
      @Nullable String found,
      String remedy) {}

  /// @param title null for a finding that was made elsewhere
  /// @param locales of all findings of the kind, in their order; empty when the place has none
  private record Told(Finding first, @Nullable String title, List<String> locales) {}

  private final Map<Kind, Told> told = new LinkedHashMap<>();
  private final boolean submitted;
  private final boolean bare;
  private final @Nullable String secret;

  /// @param submitted whether the release goes to App Review
  /// @param bare whether the drop is an `.ipa` alone
  /// @param secret a text that no finding may show; null for none
  public FindingList(boolean submitted, boolean bare, @Nullable String secret) {
    this.submitted = submitted;
    this.bare = bare;
    this.secret = secret;
  }

  public void add(Check check, @Nullable String file, @Nullable String found) {
    add(check, file, found, "");
  }

  public void add(Check check, @Nullable String file, @Nullable String found, String more) {
    // Checked before the text is shortened, which might leave most of the secret.
    add(
        check.finding(submitted, file, holdsSecret(found) ? HIDDEN : found, more),
        check.rule().title());
  }

  public void add(Finding finding) {
    add(finding, null);
  }

  private void add(Finding finding, @Nullable String title) {
    var safe = withoutSecret(finding);
    var place = safe.file() == null ? null : LOCALIZED.matcher(safe.file());
    boolean localized =
        place != null && place.matches() && StoreLocales.ALL.contains(place.group(2));
    String kindOfPlace =
        place != null && localized ? place.group(1) + "*" + place.group(3) : safe.file();
    var same =
        told.computeIfAbsent(
            new Kind(safe.check(), safe.severity(), kindOfPlace, safe.found(), safe.remedy()),
            _ -> new Told(safe, title, new ArrayList<>()));
    if (place != null && localized && !same.locales.contains(place.group(2))) {
      same.locales.add(place.group(2));
    }
  }

  private boolean holdsSecret(@Nullable String text) {
    return secret != null && !secret.isEmpty() && text != null && text.contains(secret);
  }

  private Finding withoutSecret(Finding finding) {
    return holdsSecret(finding.found())
        ? with(finding, finding.file(), HIDDEN, finding.remedy())
        : finding;
  }

  public List<Finding> toList() {
    return told.values().stream().map(this::inWords).toList();
  }

  private Finding inWords(Told same) {
    var first = same.first;
    String file = first.file();
    if (bare && same.title != null && file != null && IN_FOLDER.matcher(file).matches()) {
      String locales = same.locales.isEmpty() ? null : String.join(", ", same.locales);
      return with(
          first,
          null,
          first.found() == null ? locales : first.found(),
          same.title + ". " + WITHOUT_FOLDER);
    }
    var others = same.locales.stream().skip(1).toList();
    return others.isEmpty()
        ? first
        : with(
            first,
            file,
            first.found(),
            first.remedy() + " The same in " + String.join(", ", others) + ".");
  }

  private static Finding with(
      Finding finding, @Nullable String file, @Nullable String found, String remedy) {
    return new Finding(
        finding.check(), finding.severity(), finding.type(), file, found, finding.limit(), remedy);
  }
}
