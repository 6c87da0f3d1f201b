package dev.slipway.drops.manifest;

import dev.slipway.drops.testflight.BetaGroupTerms;
import dev.slipway.drops.testflight.BetaGroupTerms.PublicLink;
import dev.slipway.drops.testflight.BetaGroupTerms.Tester;
import dev.slipway.drops.testflight.TestFlightSetup;
import dev.slipway.drops.testflight.TestFlightTerms;
import dev.slipway.drops.texts.PlainText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `testFlight` of a `release.json`.
final class TestFlightFields {
  private static final String GROUPS = "groups";
  private static final String EXPIRE_PREVIOUS = "expirePrevious";
  private static final String PUBLIC_LINK = "publicLink";
  private static final String TESTERS = "testers";

  private static final List<String> FIELDS =
      List.of(
          "whatToTest",
          "description",
          "feedbackEmail",
          GROUPS,
          "createGroups",
          "submitForBetaReview",
          "notify",
          EXPIRE_PREVIOUS,
          "only");

  private static final List<String> GROUP_FIELDS =
      List.of("name", "internal", PUBLIC_LINK, TESTERS);
  private static final List<String> TESTER_FIELDS = List.of("email", "firstName", "lastName");

  private static final int MAX_TEXT_LENGTH = 4_000;
  private static final int MAX_GROUPS = 100;
  private static final int MAX_NAME_LENGTH = 255;

  /// A group has at most 10,000 external testers (App Store Connect Help, Invite external testers).
  private static final int MAX_LINK_TESTERS = 10_000;

  /// Each tester is a call of Apple's API.
  private static final int MAX_TESTERS = 200;

  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>,\"]+@[^\\s@<>,\"]+\\.[^\\s@<>.,\"]+");

  private final ManifestFields fields;
  private final List<String> names = new ArrayList<>();
  private final List<BetaGroupTerms> groups = new ArrayList<>();
  private int testers;

  private TestFlightFields(ManifestFields fields) {
    this.fields = fields;
  }

  /// Returns the settings; null when `release.json` has none.
  static @Nullable TestFlightTerms read(ManifestFields manifest) {
    ManifestFields fields = manifest.object("testFlight");
    return fields == null ? null : new TestFlightFields(fields).terms();
  }

  private TestFlightTerms terms() {
    fields.refuseOthersThan(FIELDS);
    if (fields.has(GROUPS)) {
      groups();
    }
    boolean only = fields.truth("only", false);
    boolean expirePrevious = fields.truth(EXPIRE_PREVIOUS, false);
    if (expirePrevious && !only) {
      fields.fault(
          EXPIRE_PREVIOUS,
          "Add \"only\": true to testFlight: only such a release waits until testers have the"
              + " build.");
    }
    return new TestFlightTerms(
        fields.textsByLocale("whatToTest", 1, MAX_TEXT_LENGTH),
        names,
        fields.truth("submitForBetaReview", !names.isEmpty()),
        only,
        new TestFlightSetup(
            fields.truth("createGroups", false),
            groups,
            fields.textsByLocale("description", 1, MAX_TEXT_LENGTH),
            email(fields, "feedbackEmail"),
            false,
            fields.truth("notify"),
            expirePrevious));
  }

  private void groups() {
    if (!(fields.raw(GROUPS) instanceof List<?> items) || items.size() > MAX_GROUPS) {
      fields.fault(GROUPS, "The value must be a list of at most " + MAX_GROUPS + " groups.");
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      String place = GROUPS + "[" + i + "]";
      if (items.get(i) instanceof Map<?, ?> group) {
        group(place, fields.within(place, group));
      } else {
        name(fields, place, items.get(i));
      }
    }
    if (testers > MAX_TESTERS) {
      fields.faultAt(
          GROUPS,
          testers + " testers",
          "A release can add at most "
              + MAX_TESTERS
              + " testers. Name the others in a later release.json, or give the group a public"
              + " link.");
    }
  }

  private @Nullable String name(ManifestFields owner, String place, @Nullable Object value) {
    String name = owner.name(place, value, MAX_NAME_LENGTH, names);
    if (name != null) {
      names.add(name);
    }
    return name;
  }

  private void group(String place, ManifestFields group) {
    group.refuseOthersThan(GROUP_FIELDS);
    @Nullable String name =
        group.has("name")
            ? name(group, "name", group.raw("name"))
            : fault(fields, place, "The group has no name: {\"name\": \"…\"}.");
    boolean internal = group.truth("internal", false);
    var link = publicLink(group);
    if (internal && link != null) {
      group.fault(PUBLIC_LINK, "Only a group of external testers has a public link.");
    }
    var members = testers(group);
    if (name != null) {
      groups.add(new BetaGroupTerms(name, internal, link, members));
    }
  }

  private static @Nullable String fault(ManifestFields owner, String place, String wrong) {
    owner.faultAt(place, Map.of(), wrong);
    return null;
  }

  private static @Nullable PublicLink publicLink(ManifestFields group) {
    if (!group.has(PUBLIC_LINK)) {
      return null;
    }
    return switch (group.raw(PUBLIC_LINK)) {
      case Boolean enabled when enabled -> new PublicLink(null);
      case Integer limit when limit >= 1 && limit <= MAX_LINK_TESTERS -> new PublicLink(limit);
      case Long limit when limit >= 1 && limit <= MAX_LINK_TESTERS ->
          new PublicLink(Math.toIntExact(limit));
      case null, default -> {
        group.fault(
            PUBLIC_LINK,
            "The value must be true, or the number of testers who can join by the link: 1 to"
                + " 10000.");
        yield null;
      }
    };
  }

  private List<Tester> testers(ManifestFields group) {
    if (!group.has(TESTERS)) {
      return List.of();
    }
    if (!(group.raw(TESTERS) instanceof List<?> items)) {
      group.fault(TESTERS, "The value must be a list of testers: [{\"email\": \"…\"}].");
      return List.of();
    }
    var members = new ArrayList<Tester>();
    var known = new HashSet<String>();
    testers += items.size();
    for (int i = 0; i < items.size(); i++) {
      String place = TESTERS + "[" + i + "]";
      if (items.get(i) instanceof Map<?, ?> tester) {
        var member = tester(group.within(place, tester), known);
        if (member != null) {
          members.add(member);
        }
      } else {
        group.faultAt(place, items.get(i), "A tester is an object: {\"email\": \"…\"}.");
      }
    }
    return members;
  }

  private static @Nullable Tester tester(ManifestFields tester, Set<String> known) {
    tester.refuseOthersThan(TESTER_FIELDS);
    String email = email(tester, "email");
    if (!tester.has("email")) {
      tester.fault("email", "A tester needs an e-mail address.");
    } else if (email != null && !known.add(email.toLowerCase(Locale.ROOT))) {
      tester.fault("email", "The tester is repeated.");
    }
    String firstName = personName(tester, "firstName");
    String lastName = personName(tester, "lastName");
    return email == null ? null : new Tester(email, firstName, lastName);
  }

  private static @Nullable String personName(ManifestFields tester, String field) {
    String name =
        tester.text(
            field,
            text -> ManifestFields.isText(text, 1, MAX_NAME_LENGTH),
            "a name of at most " + MAX_NAME_LENGTH + " characters");
    return name == null ? null : PlainText.of(name);
  }

  private static @Nullable String email(ManifestFields owner, String field) {
    return owner.text(
        field, TestFlightFields::isEmail, "an e-mail address, such as \"jane@example.com\"");
  }

  private static boolean isEmail(String text) {
    return text.length() <= MAX_NAME_LENGTH && EMAIL.matcher(text).matches();
  }
}
