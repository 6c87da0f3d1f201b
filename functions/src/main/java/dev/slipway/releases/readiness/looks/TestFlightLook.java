package dev.slipway.releases.readiness.looks;

import static dev.slipway.releases.readiness.looks.ReadinessCheck.BETA_CONTACT_INCOMPLETE;
import static dev.slipway.releases.readiness.looks.ReadinessCheck.BETA_TEXT_MISSING;

import dev.slipway.appstoreconnect.testflight.TestInformation.ReviewContact;
import dev.slipway.problems.Check;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.checks.FindingList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks at what Beta App Review needs beside a build, if someone outside the team tests the app.
final class TestFlightLook implements ReadinessLook {

  @Override
  public List<Finding> look(AppAtApple app) {
    if (!app.testing().hasExternalTesters()) {
      return List.of();
    }
    var findings = new FindingList(true, false, null);
    report(BETA_TEXT_MISSING, texts(app), findings);
    report(BETA_CONTACT_INCOMPLETE, contact(app.testing().contact()), findings);
    return findings.toList();
  }

  /// Returns the texts by their names; Apple reads those of the primary language (media-live.md,
  /// 4).
  private static Map<String, @Nullable String> texts(AppAtApple app) {
    String primary = app.facts().app().primaryLocale();
    var texts =
        app.testing().texts().stream()
            .filter(text -> primary == null || text.locale().equals(primary))
            .findFirst()
            .orElse(null);
    var named = new LinkedHashMap<String, @Nullable String>();
    named.put("description", texts == null ? null : texts.description());
    named.put("feedback e-mail address", texts == null ? null : texts.feedbackEmail());
    return named;
  }

  private static Map<String, @Nullable String> contact(@Nullable ReviewContact contact) {
    var given = Objects.requireNonNullElse(contact, new ReviewContact(null, null, null, null));
    var named = new LinkedHashMap<String, @Nullable String>();
    named.put("first name", given.firstName());
    named.put("last name", given.lastName());
    named.put("phone number", given.phone());
    named.put("e-mail address", given.email());
    return named;
  }

  private static void report(
      Check check, Map<String, @Nullable String> values, FindingList findings) {
    var missing =
        values.entrySet().stream()
            .filter(value -> value.getValue() == null || value.getValue().isBlank())
            .map(value -> "no " + value.getKey())
            .toList();
    if (!missing.isEmpty()) {
      findings.add(check, null, String.join(", ", missing));
    }
  }
}
