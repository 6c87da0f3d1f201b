package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.appinfos.AppInfoState;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.ContentChange.AnswerAgeRating;
import dev.slipway.releases.content.diff.ContentChange.ArrangeMedia;
import dev.slipway.releases.content.diff.ContentChange.AttachReviewFile;
import dev.slipway.releases.content.diff.ContentChange.ChangeAvailability;
import dev.slipway.releases.content.diff.ContentChange.ChangeInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.ChangeLibraryAsset;
import dev.slipway.releases.content.diff.ContentChange.ChangeVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.CreateAvailability;
import dev.slipway.releases.content.diff.ContentChange.CreateInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.CreateVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.DeclareContentRights;
import dev.slipway.releases.content.diff.ContentChange.PlaceMedia;
import dev.slipway.releases.content.diff.ContentChange.RemoveInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.RemoveVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.SetCategories;
import dev.slipway.releases.content.diff.ContentChange.SetPrice;
import dev.slipway.releases.content.diff.ContentChange.UploadToLibrary;
import dev.slipway.releases.content.diff.ContentChange.WriteReviewDetail;
import dev.slipway.releases.model.EditableFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds the changes that Apple does not allow in the present states, before any of them is sent:
/// the version went into review without Slipway, or a version of another platform holds the app's
/// information.
final class LockedChanges {
  private LockedChanges() {}

  /// Returns what ends the round; empty when everything can be changed.
  ///
  /// @param appInfo null when the app's information was not read
  static Optional<ContentOutcome> of(
      List<ContentChange> changes, AppVersionState version, @Nullable AppInfoState appInfo) {
    var ofVersion = new ArrayList<String>();
    var ofAppInfo = new ArrayList<String>();
    Predicate<String> versionLocks = field -> !EditableFields.ofVersion(version, field);
    Predicate<String> appInfoLocks =
        field -> appInfo != null && !EditableFields.ofAppInfo(appInfo, field);
    for (ContentChange change : changes) {
      switch (change) {
        case CreateVersionLocale(String locale, var _) ->
            locale(locale, "locale", versionLocks, ofVersion);
        case RemoveVersionLocale(String locale, var _) ->
            locale(locale, "locale", versionLocks, ofVersion);
        case ChangeVersionLocale(String locale, var _, var texts) ->
            texts(locale, texts.keySet(), versionLocks, ofVersion);
        case ArrangeMedia media -> locale(media.place().locale(), "media", versionLocks, ofVersion);
        case PlaceMedia media -> locale(media.place().locale(), "media", versionLocks, ofVersion);
        case UploadToLibrary upload ->
            locale(upload.first().locale(), "media", versionLocks, ofVersion);
        // A library has no state; what shows the asset has one.
        case ChangeLibraryAsset _ -> {}
        case WriteReviewDetail write -> review(write, versionLocks, ofVersion);
        case AttachReviewFile attach -> {
          if (versionLocks.test("attachment")) {
            ofVersion.add(attach.file().fileName());
          }
        }
        case CreateInformationLocale(String locale, var _, var _) ->
            locale(locale, "locale", appInfoLocks, ofAppInfo);
        case RemoveInformationLocale(String locale, var _) ->
            locale(locale, "locale", appInfoLocks, ofAppInfo);
        case ChangeInformationLocale(String locale, var _, var texts) ->
            texts(locale, texts.keySet(), appInfoLocks, ofAppInfo);
        case SetCategories _ -> field("categories", appInfoLocks, ofAppInfo);
        case AnswerAgeRating _ -> field("age rating", appInfoLocks, ofAppInfo);
        // They belong to the app itself, which has no state.
        case DeclareContentRights _, SetPrice _, CreateAvailability _, ChangeAvailability _ -> {}
      }
    }
    if (!ofVersion.isEmpty()) {
      return Optional.of(new ContentOutcome.NeedsAttention(versionLocked(version, ofVersion)));
    }
    return appInfo == null || ofAppInfo.isEmpty()
        ? Optional.empty()
        : Optional.of(new ContentOutcome.Waiting(appInfoLocked(appInfo, ofAppInfo)));
  }

  private static void texts(
      String locale, Set<TextField> fields, Predicate<String> locks, List<String> found) {
    for (TextField field : fields) {
      if (locks.test(field.attribute())) {
        found.add("metadata/" + locale + "/" + field.fileName());
      }
    }
  }

  private static void locale(
      String locale, String what, Predicate<String> locks, List<String> found) {
    field(what + " " + locale, locks, found);
  }

  private static void field(String field, Predicate<String> locks, List<String> found) {
    if (locks.test(field)) {
      found.add(field);
    }
  }

  private static void review(WriteReviewDetail write, Predicate<String> locks, List<String> found) {
    for (String field : write.attributes().keySet()) {
      if (locks.test(field)) {
        found.add("App Review's " + field);
      }
    }
  }

  private static Problem versionLocked(AppVersionState state, List<String> fields) {
    return Problem.of(
        ProblemType.VERSION_LOCKED,
        "The version is "
            + state
            + " in App Store Connect, and Apple does not allow these changes now: "
            + String.join(", ", fields)
            + ". Withdraw it from review there, or leave them for the next version, and upload"
            + " the folder again.");
  }

  private static Problem appInfoLocked(AppInfoState state, List<String> fields) {
    return Problem.of(
        ProblemType.VERSION_LOCKED,
        "The app's information is "
            + state
            + " in App Store Connect, usually because of a version of another platform, and Apple"
            + " does not allow these changes now: "
            + String.join(", ", fields)
            + ". This release resumes automatically. To skip the wait, withdraw that version from"
            + " review there.");
  }
}
