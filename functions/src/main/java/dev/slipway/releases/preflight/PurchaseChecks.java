package dev.slipway.releases.preflight;

import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASES_LEFT_BEHIND;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASES_NOT_READY;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASES_UNREADABLE;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_GROUP_UNDER_REVIEW;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_INCOMPLETE;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_IN_FOREIGN_DRAFT;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_IN_OTHER_DRAFT;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_NOT_IN_REJECTED;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_REJECTED;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_UNDER_REVIEW;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_UNKNOWN;
import static dev.slipway.releases.preflight.checks.PurchaseCheck.PURCHASE_WITHOUT_NEWS;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersion;
import dev.slipway.appstoreconnect.purchases.Purchase;
import dev.slipway.appstoreconnect.purchases.PurchaseState;
import dev.slipway.appstoreconnect.purchases.PurchaseVersionState;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmission;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionState;
import dev.slipway.drops.SimilarNames;
import dev.slipway.drops.manifest.OnForeignItems;
import dev.slipway.drops.manifest.PurchaseTerms;
import dev.slipway.drops.manifest.PurchaseTerms.Which;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.PurchaseCheck;
import dev.slipway.releases.preflight.facts.AppleFacts;
import dev.slipway.releases.preflight.facts.PreflightSubject;
import dev.slipway.releases.purchases.AppPurchases;
import dev.slipway.releases.purchases.PurchaseReading;
import dev.slipway.releases.purchases.PurchaseSelection;
import dev.slipway.releases.purchases.PurchaseSelection.Candidate;
import dev.slipway.releases.steps.SubmissionChoice;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs [PurchaseCheck].
final class PurchaseChecks {
  private static final String FIELD = "$.purchases";

  private PurchaseChecks() {}

  static void run(PreflightSubject subject, AppleFacts apple, FindingList findings) {
    PurchaseTerms terms = subject.manifest().purchases();
    var purchases = apple.purchases();
    if (terms == null) {
      if (purchases != null && !subject.hasFaultAt(FIELD)) {
        leftBehind(subject, apple, purchases, findings);
      }
    } else if (purchases != null) {
      wanted(subject, apple, terms, purchases, findings);
    } else if (terms.needsVersions(subject.goesToReview())) {
      findings.add(PURCHASES_UNREADABLE, FIELD, null);
    }
  }

  /// Reports what is ready, unless it lies in a draft that the release joins.
  private static void leftBehind(
      PreflightSubject subject, AppleFacts apple, AppPurchases purchases, FindingList findings) {
    boolean joins = subject.manifest().onForeignItems() == OnForeignItems.JOIN;
    var ready =
        purchases.products().stream()
            .filter(product -> product.state() == PurchaseState.READY_TO_SUBMIT)
            .filter(product -> !joins || !isInDraft(product, apple))
            .map(Purchase::productId)
            .toList();
    if (!ready.isEmpty()) {
      findings.add(PURCHASES_LEFT_BEHIND, FIELD, String.join(", ", ready));
    }
  }

  private static boolean isInDraft(Purchase product, AppleFacts apple) {
    return apple.openSubmissions().stream()
        .filter(ReviewSubmission::isDraftWithPurchases)
        .anyMatch(draft -> product.versions().stream().anyMatch(one -> draft.holds(one.id())));
  }

  private static void wanted(
      PreflightSubject subject,
      AppleFacts apple,
      PurchaseTerms terms,
      AppPurchases purchases,
      FindingList findings) {
    boolean submitted = subject.goesToReview();
    if (terms.which() == Which.LISTED) {
      listed(terms.productIds(), purchases, findings);
    } else if (submitted) {
      incomplete(purchases, findings);
    }
    if (submitted) {
      outside(subject, apple, terms, PurchaseSelection.of(purchases, terms), findings);
    }
  }

  private static void incomplete(AppPurchases purchases, FindingList findings) {
    String found =
        purchases.products().stream()
            .filter(PurchaseReading::isUnfinished)
            .map(product -> product.productId() + " is " + product.state())
            .collect(Collectors.joining(", "));
    if (!found.isEmpty()) {
      findings.add(PURCHASES_NOT_READY, FIELD, found);
    }
  }

  /// Reports the products that are not in the submission that the release uses, and cannot be added
  /// to it. While another version is in review, that submission is not known yet.
  private static void outside(
      PreflightSubject subject,
      AppleFacts apple,
      PurchaseTerms terms,
      List<Candidate> candidates,
      FindingList findings) {
    var choice =
        SubmissionChoice.of(
            apple.openSubmissions(),
            apple.unreleased().map(AppStoreVersion::id).orElse(null),
            subject.manifest().onForeignItems() == OnForeignItems.JOIN,
            candidates.stream().map(Candidate::version).toList());
    if (choice instanceof SubmissionChoice.Busy) {
      return;
    }
    var submission = choice.submission();
    boolean listed = terms.which() == Which.LISTED;
    for (Candidate candidate : candidates) {
      if (!holds(submission, candidate)) {
        boolean named = terms.productIds().contains(candidate.name());
        var check = check(candidate, submission, apple, named);
        var group = candidate.groupIn(candidates).orElse(null);
        if (check != null) {
          findings.add(
              check, place(candidate, terms), candidate.name() + " is " + candidate.state());
        } else if (group != null && isUnderReview(group) && !holds(submission, group)) {
          findings.add(
              listed ? PURCHASE_GROUP_UNDER_REVIEW : PURCHASES_NOT_READY,
              place(candidate, terms),
              candidate.name() + " waits for its group " + group.name());
        }
      }
    }
  }

  private static boolean isUnderReview(Candidate candidate) {
    return candidate.state() == PurchaseVersionState.WAITING_FOR_REVIEW
        || candidate.state() == PurchaseVersionState.IN_REVIEW;
  }

  private static boolean holds(@Nullable ReviewSubmission submission, Candidate candidate) {
    return submission != null && submission.holds(candidate.version());
  }

  private static @Nullable PurchaseCheck check(
      Candidate candidate, @Nullable ReviewSubmission submission, AppleFacts apple, boolean named) {
    return switch (candidate.state()) {
      case PREPARE_FOR_SUBMISSION, DEVELOPER_REJECTED ->
          submission != null && submission.state() == ReviewSubmissionState.UNRESOLVED_ISSUES
              ? PURCHASE_NOT_IN_REJECTED
              : null;
      case READY_FOR_REVIEW ->
          apple.openSubmissions().stream().anyMatch(open -> holds(open, candidate))
              ? PURCHASE_IN_FOREIGN_DRAFT
              : PURCHASE_IN_OTHER_DRAFT;
      case WAITING_FOR_REVIEW, IN_REVIEW -> named ? PURCHASE_UNDER_REVIEW : null;
      case REJECTED -> named ? PURCHASE_REJECTED : PURCHASES_NOT_READY;
      case ACCEPTED, APPROVED, REPLACED_WITH_NEW_VERSION, UNKNOWN -> null;
    };
  }

  private static String place(Candidate candidate, PurchaseTerms terms) {
    int index = terms.productIds().indexOf(candidate.name());
    return index < 0 ? FIELD : FIELD + "[" + index + "]";
  }

  private static void listed(
      List<String> productIds, AppPurchases purchases, FindingList findings) {
    var known =
        purchases.products().stream()
            .collect(Collectors.toMap(Purchase::productId, Function.identity(), (one, _) -> one));
    for (int i = 0; i < productIds.size(); i++) {
      String productId = productIds.get(i);
      String place = FIELD + "[" + i + "]";
      Purchase product = known.get(productId);
      if (product == null) {
        findings.add(
            PURCHASE_UNKNOWN,
            place,
            productId,
            SimilarNames.closest(productId, List.copyOf(known.keySet()))
                .map(meant -> "Did you mean \"" + meant + "\"?")
                .orElse(""));
      } else if (PurchaseReading.isUnfinished(product)) {
        findings.add(PURCHASE_INCOMPLETE, place, productId + " is " + product.state());
      } else if (product.versions().stream().allMatch(version -> version.state().isApproved())) {
        findings.add(PURCHASE_WITHOUT_NEWS, place, productId + " is " + product.state());
      }
    }
  }
}
