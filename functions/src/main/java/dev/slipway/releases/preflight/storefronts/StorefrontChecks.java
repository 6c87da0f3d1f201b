package dev.slipway.releases.preflight.storefronts;

import static dev.slipway.releases.preflight.storefronts.StorefrontCheck.WEB_ONLY_STEPS;

import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.drops.manifest.AvailabilityTerms;
import dev.slipway.drops.manifest.ReleaseManifest;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.problems.Finding;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.refusals.WebStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs [StorefrontCheck].
public final class StorefrontChecks {
  private static final Set<String> HEALTH = Set.of("HEALTH_AND_FITNESS", "MEDICAL");
  private static final Set<String> FREQUENT = Set.of("FREQUENT", "FREQUENT_OR_INTENSE");
  private static final String MEDICAL_INFORMATION = "medicalOrTreatmentInformation";
  private static final Map<CategoryName, CategorySlot> CATEGORIES =
      Map.of(
          CategoryName.PRIMARY, CategorySlot.PRIMARY,
          CategoryName.SECONDARY, CategorySlot.SECONDARY);

  private StorefrontChecks() {}

  public static void run(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    if (!apple.wasOnSale()) {
      var steps = webSteps(subject, apple);
      findings.add(
          WEB_ONLY_STEPS,
          null,
          steps.stream().map(WebStep::title).collect(Collectors.joining(", ")),
          steps.stream().map(step -> step.line(apple.app().id())).collect(Collectors.joining(" ")));
    }
    territories(apple, subject.manifest().availability()).forEach(findings::add);
  }

  /// Returns what Apple said about the territories; absent when they were not read, or the drop
  /// changes which of them are selected.
  public static Optional<List<Finding>> read(AppleFacts apple, ReleaseManifest manifest) {
    var availability = apple.pricing().availability();
    return availability != null && availability.isSet() && manifest.availability() == null
        ? Optional.of(territories(apple, null))
        : Optional.empty();
  }

  /// Returns findings about the territories that are selected and that the drop leaves selected.
  /// What Apple says of the others is about an app that is not offered there.
  private static List<Finding> territories(AppleFacts apple, @Nullable AvailabilityTerms terms) {
    var availability = apple.pricing().availability();
    return availability == null
        ? List.of()
        : TerritoryFindings.ofRows(
            availability.territories().stream()
                .filter(
                    row -> terms == null || terms.territories().contains(row.territory().value()))
                .toList());
  }

  private static List<WebStep> webSteps(PreflightSubject subject, AppleFacts apple) {
    var steps =
        new ArrayList<>(List.of(WebStep.APP_PRIVACY, WebStep.AGREEMENTS, WebStep.PAID_APPS));
    steps.add(WebStep.TRADER_STATUS);
    if (isAboutHealth(subject, apple)) {
      steps.add(WebStep.MEDICAL_DEVICE);
    }
    return steps;
  }

  /// Returns whether Apple asks for the declaration of a regulated medical device: by category, or
  /// by the answer on medical information (App Store Connect Help, Declare regulated medical device
  /// status).
  private static boolean isAboutHealth(PreflightSubject subject, AppleFacts apple) {
    var info = apple.appInfo();
    boolean byCategory =
        CATEGORIES.entrySet().stream()
            .flatMap(
                category ->
                    Optional.ofNullable(subject.content().categories().get(category.getKey()))
                        .map(SourcedText::value)
                        .or(() -> info.map(found -> found.categories().get(category.getValue())))
                        .stream())
            .anyMatch(HEALTH::contains);
    var rating = subject.content().ageRating();
    var answer =
        Optional.ofNullable(rating)
            .map(found -> found.answers().get(MEDICAL_INFORMATION))
            .or(
                () ->
                    info.map(found -> found.ageRating())
                        .map(found -> found.answers().get(MEDICAL_INFORMATION)));
    return byCategory || answer.filter(FREQUENT::contains).isPresent();
  }
}
