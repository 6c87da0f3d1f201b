package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.testflight.BetaGroup.PublicLink;
import dev.slipway.appstoreconnect.testflight.ExternalBetaState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What was found and done for the build in TestFlight.
///
/// @param looked whether Apple was asked since the last write with an unknown outcome
/// @param texts what to test, by locale
/// @param groups the app's beta groups by name, with whether they have the build
/// @param betaReview whether the build was submitted to Beta App Review
/// @param externalState Apple's externalBuildState; null before it was read
/// @param appLocales the locales that the app has in TestFlight; null when they were not read,
///   because no locale needs a new text, and in records of older versions
/// @param appTexts what testers read about the app; null when it was not read, because the drop has
///   no such text, and in records of older versions
/// @param reviewInformationAt when the information for Beta App Review became that of the drop;
///   null before that, and in records of older versions
/// @param notification whether Apple notifies testers of the build; null when Apple did not show
///   it, and in records of older versions
/// @param previousBuilds the builds of the version to expire; null when they were not read, because
///   the drop keeps them
@RecordBuilder
@RecordBuilder.Options(buildMethodName = "done")
public record TestFlightLedger(
    boolean looked,
    Map<String, Text> texts,
    Map<String, Group> groups,
    boolean betaReview,
    @Nullable ExternalBetaState externalState,
    @Nullable AppLocales appLocales,
    @Nullable AppTexts appTexts,
    @Nullable Instant reviewInformationAt,
    @Nullable Notification notification,
    @Nullable PreviousBuilds previousBuilds)
    implements TestFlightLedgerBuilder.With {
  public static final TestFlightLedger EMPTY =
      new TestFlightLedger(false, Map.of(), Map.of(), false, null, null);

  /// Creates a ledger without texts about the app.
  public TestFlightLedger(
      boolean looked,
      Map<String, Text> texts,
      Map<String, Group> groups,
      boolean betaReview,
      @Nullable ExternalBetaState externalState,
      @Nullable AppLocales appLocales) {
    this(looked, texts, groups, betaReview, externalState, appLocales, null, null, null, null);
  }

  /// The text in one locale. `id` is Apple's.
  public record Text(String id, String whatsNew) {}

  /// A beta group. `internal` groups need no Beta App Review.
  ///
  /// @param publicLink null while the group has none, and in records of older versions
  /// @param testers those of the drop's testers whom the group has; null when they were not read,
  ///   because the drop names none
  public record Group(
      String id,
      boolean internal,
      boolean hasBuild,
      @Nullable PublicLink publicLink,
      @Nullable Testers testers) {

    /// Creates a group without public link, whose testers were not read.
    public Group(String id, boolean internal, boolean hasBuild) {
      this(id, internal, hasBuild, null, null);
    }

    public Group withBuild() {
      return new Group(id, internal, true, publicLink, testers);
    }

    public Group withPublicLink(@Nullable PublicLink link) {
      return new Group(id, internal, hasBuild, link, testers);
    }

    public Group withTester(String email) {
      var emails = new ArrayList<String>(testers == null ? List.of() : testers.emails);
      emails.add(email);
      return new Group(id, internal, hasBuild, publicLink, new Testers(emails));
    }
  }

  /// Testers of a group, by their addresses.
  public record Testers(List<String> emails) {
    public Testers {
      emails = List.copyOf(emails);
    }

    public boolean contains(String email) {
      return emails.stream().anyMatch(email::equalsIgnoreCase);
    }
  }

  /// The locales that the app has in TestFlight.
  public record AppLocales(List<String> names) {
    public AppLocales {
      names = List.copyOf(names);
    }

    public boolean contains(String locale) {
      return names.stream().anyMatch(locale::equalsIgnoreCase);
    }
  }

  /// What testers read about the app, by locale.
  public record AppTexts(Map<String, AppText> locales) {
    public AppTexts {
      locales = Map.copyOf(locales);
    }

    /// Returns the texts of a locale, whose case Apple ignores; null without any.
    public @Nullable AppText of(String locale) {
      return locales.entrySet().stream()
          .filter(text -> text.getKey().equalsIgnoreCase(locale))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }

    AppTexts with(String locale, AppText text) {
      var changed = new LinkedHashMap<>(locales);
      changed.keySet().removeIf(locale::equalsIgnoreCase);
      changed.put(locale, text);
      return new AppTexts(changed);
    }
  }

  /// What testers read about the app in one locale. `id` is Apple's.
  public record AppText(String id, @Nullable String description, @Nullable String feedbackEmail) {}

  /// Whether Apple notifies testers when they get the build.
  ///
  /// @param detailId Apple's ID of the build's details
  public record Notification(String detailId, boolean automatic) {}

  /// Earlier builds of the version that are not expired.
  public record PreviousBuilds(List<PreviousBuild> builds) {
    public PreviousBuilds {
      builds = List.copyOf(builds);
    }
  }

  /// An earlier build by its build number. `id` is Apple's.
  public record PreviousBuild(String id, String number) {}

  public TestFlightLedger {
    texts = Map.copyOf(texts);
    groups = Map.copyOf(groups);
  }

  public TestFlightLedger withAppLocale(String locale) {
    var changed = new ArrayList<String>(appLocales == null ? List.of() : appLocales.names);
    changed.add(locale);
    return withAppLocales(new AppLocales(changed));
  }

  /// Returns the ledger with what testers read about the app in a locale.
  public TestFlightLedger withAppText(String locale, AppText text) {
    var known = appLocales != null && appLocales.contains(locale) ? this : withAppLocale(locale);
    return known.withAppTexts(
        (appTexts == null ? new AppTexts(Map.of()) : appTexts).with(locale, text));
  }

  public TestFlightLedger withText(String locale, Text text) {
    var changed = new LinkedHashMap<>(texts);
    changed.put(locale, text);
    return withTexts(changed);
  }

  /// Returns the ledger with a group that is new or changed.
  public TestFlightLedger withGroup(String name, Group group) {
    var changed = new LinkedHashMap<>(groups);
    changed.put(name, group);
    return withGroups(changed);
  }

  /// Returns the ledger with a change of a group; the same when it has no such group.
  public TestFlightLedger withGroup(String name, UnaryOperator<Group> change) {
    var group = groups.get(name);
    return group == null ? this : withGroup(name, change.apply(group));
  }

  public TestFlightLedger withBuildIn(String name) {
    return withGroup(name, Group::withBuild);
  }

  public TestFlightLedger inBetaReview(@Nullable ExternalBetaState externalState) {
    return with().betaReview(true).externalState(externalState).done();
  }

  /// Returns the ledger after a build expired.
  public TestFlightLedger withExpired(String buildId) {
    return previousBuilds == null
        ? this
        : withPreviousBuilds(
            new PreviousBuilds(
                previousBuilds.builds.stream()
                    .filter(build -> !build.id.equals(buildId))
                    .toList()));
  }
}
