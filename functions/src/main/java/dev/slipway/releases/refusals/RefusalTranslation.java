package dev.slipway.releases.refusals;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.drops.media.DisplayTypes;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.AppleErrors;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.content.diff.OwnWork;
import dev.slipway.releases.model.ledgers.ContentLedger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Translates Apple's reasons for rejecting a submission: names the drop's file and field that
/// fixes each, or the page of App Store Connect where the API cannot fix it. Apple names ids
/// (`meta.associatedErrors`, reference 7.6), and the ledger knows the files behind them. Pure.
public final class RefusalTranslation {
  private static final String MISSING = "ENTITY_ERROR.ATTRIBUTE.REQUIRED";
  private static final String RELATIONSHIP_MISSING = "ENTITY_ERROR.RELATIONSHIP.REQUIRED";
  private static final String SCREENSHOT_MISSING = "STATE_ERROR.SCREENSHOT_REQUIRED";
  private static final Pattern API_VERSION = Pattern.compile("v[0-9]+");
  private static final Pattern FIELD_IN_WORDS =
      Pattern.compile("(?:attribute|relationship) '([A-Za-z]+)'");

  /// A version whose review detail was never created (first-release-live.md, C).
  private static final Pattern NO_REVIEW_DETAIL =
      Pattern.compile("appStoreReviewDetail.* (was not found|is not in valid state)");

  private static final Pattern DEVICE = Pattern.compile("APP_[A-Z]+");
  private static final Pattern SCREENSHOT_TYPES =
      Pattern.compile("required but was not provided: ([A-Z0-9_]+)");
  static final String AGAIN = ", then upload the folder again.";

  private final ContentLedger ledger;
  private final String primaryLocale;

  /// @param primaryLocale the app's primary locale; null when it is not known
  public RefusalTranslation(ContentLedger ledger, @Nullable String primaryLocale) {
    this.ledger = ledger;
    this.primaryLocale = primaryLocale == null ? "<primary locale>" : primaryLocale;
  }

  /// Returns one problem for each reason, with Apple's own words; a repeated reason appears once. A
  /// reason without a translation has only Apple's words.
  public List<Problem> faults(List<ApiError> errors) {
    var faults = new LinkedHashSet<Problem>();
    for (ApiError error : errors) {
      new TreeMap<>(error.associatedErrors())
          .forEach(
              (path, reasons) -> reasons.forEach(reason -> faults.add(translated(path, reason))));
    }
    if (faults.isEmpty()) {
      errors.forEach(error -> faults.add(translated("", error)));
    }
    return new ArrayList<>(faults);
  }

  private Problem translated(String path, ApiError error) {
    var resource = AppleResource.of(path);
    var problem =
        WebRemedy.byCode(error)
            .or(() -> resource.flatMap(found -> byResource(found, error)))
            .or(() -> WebRemedy.of(error))
            .or(() -> byTable(error))
            .orElseGet(
                () ->
                    Problem.of(
                        ProblemType.SUBMISSION_REFUSED,
                        "Apple does not accept the submission. Apple's words below say why."));
    return problem.withAppleErrors(List.of(words(error)));
  }

  private static Optional<Problem> byTable(ApiError error) {
    return AppleErrors.of(error.code(), error.title() + " " + error.detail())
        .filter(row -> !row.isGeneral())
        .map(row -> Problem.of(row.type(), row.advice()));
  }

  static String words(ApiError error) {
    String said = error.detail().isBlank() ? error.title() : error.detail();
    String pointer = error.sourcePointer();
    return error.code() + ": " + said + (pointer == null ? "" : " (" + pointer + ")");
  }

  /// The resource that a path such as `/v1/builds/1234` names. Apple also writes paths of another
  /// version (`/v2/appPrices/`) or of none, these with its internal number instead of the id
  /// (`/appStoreVersions/886271058`).
  ///
  /// @param id empty when the resource does not exist yet
  private record AppleResource(String type, String id) {
    static Optional<AppleResource> of(String path) {
      var segments =
          Stream.of(path.split("/", -1))
              .filter(segment -> !segment.isEmpty())
              .dropWhile(segment -> API_VERSION.matcher(segment).matches())
              .toList();
      return segments.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new AppleResource(segments.getFirst(), segments.size() > 1 ? segments.get(1) : ""));
    }
  }

  /// Returns the field that a reason names by its pointer, or else in its words; empty for none.
  private static String field(ApiError error) {
    String pointer = error.sourcePointer();
    if (pointer != null) {
      return lastSegment(pointer);
    }
    var named = FIELD_IN_WORDS.matcher(error.detail());
    if (named.find()) {
      return named.group(1);
    }
    return NO_REVIEW_DETAIL.matcher(error.title() + " " + error.detail()).find()
        ? "appStoreReviewDetail"
        : "";
  }

  private Optional<Problem> byResource(AppleResource resource, ApiError error) {
    String field = field(error);
    return switch (resource.type()) {
      case "appStoreVersionLocalizations" ->
          text(resource, ContentLedger.VERSION_LOCALE, field, error);
      case "appInfoLocalizations" -> text(resource, ContentLedger.INFORMATION_LOCALE, field, error);
      case "appInfos" -> category(field, error);
      case "ageRatingDeclarations" -> Optional.of(ageRating(field));
      case "appScreenshots",
          "appScreenshotSets",
          "appPreviews",
          "appPreviewSets",
          "appAssetLibraryImages",
          "appAssetLibraryVideos" ->
          media(resource, error);
      case "appStoreReviewDetails" -> reviewDetail(field, error);
      case "appStoreReviewAttachments" -> media(resource, error);
      case "builds" -> VersionRemedy.ofBuild(field);
      case "appEncryptionDeclarations" -> VersionRemedy.ofBuild("appEncryptionDeclaration");
      case "appStoreVersions" -> VersionRemedy.ofVersion(field);
      case "apps" -> VersionRemedy.ofApp(field).or(() -> WebRemedy.of(error));
      default -> Optional.empty();
    };
  }

  private Optional<Problem> text(
      AppleResource resource, String prefix, String attribute, ApiError error) {
    var locale = named(prefix, resource.id());
    for (TextField field : TextField.values()) {
      if (locale.isPresent() && field.attribute().equals(attribute)) {
        String file = "metadata/" + locale.get() + "/" + field.fileName();
        return Optional.of(
            field == TextField.WHATS_NEW && isMissing(error)
                ? Problem.at(
                    file,
                    ProblemType.WHATS_NEW_MISSING,
                    "An update needs a \"What's New\" text in "
                        + locale.get()
                        + ". Add it to "
                        + file
                        + AGAIN)
                : mended(file, error));
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> category(String relationship, ApiError error) {
    for (CategoryName name : CategoryName.values()) {
      if (name.relationship().equals(relationship)) {
        return Optional.of(mended("metadata/" + name.fileName(), error));
      }
    }
    return Optional.empty();
  }

  private static Problem ageRating(String question) {
    String file = "app_rating_config.json";
    return Problem.at(
        question.isEmpty() ? file : file + ": " + question,
        ProblemType.METADATA_MISSING,
        "Age rating questions are not answered"
            + (question.isEmpty() ? "" : " (" + question + ")")
            + ". Answer them in "
            + file
            + AGAIN);
  }

  private Optional<Problem> media(AppleResource resource, ApiError error) {
    if (error.hasCode(SCREENSHOT_MISSING)) {
      return Optional.of(screenshotMissing(lastPart(error.code())));
    }
    var types = SCREENSHOT_TYPES.matcher(error.detail());
    if (types.find()) {
      return Optional.of(screenshotMissing(types.group(1)));
    }
    for (Map.Entry<String, ContentLedger.Asset> asset : new TreeMap<>(ledger.assets()).entrySet()) {
      if (!resource.id().isEmpty() && asset.getValue().id().equals(resource.id())) {
        String file = OwnWork.path(asset.getKey());
        return Optional.of(
            Problem.at(
                file,
                ProblemType.MEDIA_REFUSED,
                "Apple rejects " + file + ". Export it again" + AGAIN));
      }
    }
    var set = named("mediaSet/", resource.id());
    return set.map(
        place -> {
          String folder = "screenshots/" + place.substring(0, place.indexOf('/')) + "/";
          return Problem.at(
              folder,
              ProblemType.MEDIA_REFUSED,
              "Apple rejects the screenshots or previews of "
                  + lastSegment(place)
                  + ". Check the files in "
                  + folder
                  + AGAIN);
        });
  }

  private Problem screenshotMissing(String displayType) {
    if (isInLibrary(displayType)) {
      return Problem.at(
          "$.media",
          ProblemType.MEDIA_REFUSED,
          "Apple does not count pictures of the asset library as the screenshots that "
              + displayType
              + " requires. Set \"media\": \"SETS\" in release.json, and upload it again.");
    }
    String folder = "screenshots/" + primaryLocale + "/";
    String sizes = DisplayTypes.acceptedPixels(displayType);
    return Problem.at(
        folder,
        ProblemType.METADATA_MISSING,
        "A screenshot for "
            + displayType
            + " is missing"
            + (sizes.isEmpty() ? "" : " (" + sizes + " pixels)")
            + ". Add at least one to "
            + folder
            + AGAIN);
  }

  /// Returns whether the library has screenshots of such a device in the primary locale: Apple
  /// names one display of several that it accepts.
  private boolean isInLibrary(String displayType) {
    var device = DEVICE.matcher(displayType);
    String place = ContentLedger.MEDIA_LIBRARY + primaryLocale + "/";
    return device.lookingAt()
        && ledger.resources().keySet().stream()
            .anyMatch(name -> name.startsWith(place + device.group()));
  }

  private static Optional<Problem> reviewDetail(String attribute, ApiError error) {
    String folder = "metadata/review_information/";
    if (attribute.equals("appStoreReviewDetail")) {
      return VersionRemedy.ofVersion(attribute);
    }
    if (attribute.equals("demoAccountPassword")) {
      return Optional.of(incomplete(folder + "demo_password.txt"));
    }
    for (ReviewField field : ReviewField.values()) {
      if (field.attribute().equals(attribute)) {
        String file = folder + field.fileName();
        return Optional.of(isMissing(error) ? incomplete(file) : mended(file, error));
      }
    }
    return Optional.empty();
  }

  private static Problem incomplete(String file) {
    return Problem.at(
        file,
        ProblemType.REVIEW_INFORMATION_INCOMPLETE,
        "App Review requires this information. Add it to " + file + AGAIN);
  }

  private static Problem mended(String file, ApiError error) {
    return isMissing(error)
        ? Problem.at(
            file, ProblemType.METADATA_MISSING, "A value is missing. Add it to " + file + AGAIN)
        : Problem.at(
            file,
            ProblemType.METADATA_INVALID,
            "Apple rejects this value. Correct " + file + AGAIN);
  }

  private static boolean isMissing(ApiError error) {
    return error.hasCode(MISSING) || error.hasCode(RELATIONSHIP_MISSING);
  }

  private Optional<String> named(String prefix, String id) {
    return ledger.resources().entrySet().stream()
        .filter(known -> !id.isEmpty() && known.getValue().equals(id))
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .findFirst();
  }

  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String lastPart(String code) {
    return code.substring(code.lastIndexOf('.') + 1);
  }
}
