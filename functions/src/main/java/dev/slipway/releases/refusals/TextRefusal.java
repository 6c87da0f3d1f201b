package dev.slipway.releases.refusals;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Translates Apple's refusal of a value while Slipway writes it: names the file, the language and
/// what to do. Apple names only the attribute; the language is that of the call. Pure.
public final class TextRefusal {
  /// Apple's code for a locale that exists; more specific codes mean something else (media-live.md,
  /// K15).
  public static final String LOCALE_EXISTS = "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE";

  private static final String ATTRIBUTE = "ENTITY_ERROR.ATTRIBUTE";
  private static final String POINTER = "/data/attributes/";
  private static final String AGAIN = RefusalTranslation.AGAIN;

  /// @param locale null for what has no language
  private record Written(@Nullable String locale, Map<String, ? extends NewValue<?>> values) {}

  private TextRefusal() {}

  /// Returns the problem; empty when Apple refuses something else than a value, or the resource
  /// exists already.
  public static Optional<Problem> of(ContentChange change, Conflict refusal) {
    var written = written(change);
    var faults = new ArrayList<Problem>();
    for (ApiError error : refusal.errors()) {
      if (error.code().equals(LOCALE_EXISTS)) {
        return Optional.empty();
      }
      String pointer = error.sourcePointer();
      if (error.hasCode(ATTRIBUTE) && pointer != null && pointer.startsWith(POINTER)) {
        fault(written, pointer.substring(POINTER.length()), error).ifPresent(faults::add);
      }
    }
    if (faults.isEmpty()) {
      return Optional.empty();
    }
    List<String> said = refusal.allErrors().map(RefusalTranslation::words).distinct().toList();
    return Optional.of(
        faults.size() == 1
            ? faults.getFirst().withAppleErrors(said)
            : Problem.of(
                    ProblemType.METADATA_INVALID,
                    "Apple rejects " + faults.size() + " values. Correct each" + AGAIN)
                .withFaults(faults)
                .withAppleErrors(said));
  }

  /// Returns the problem of a text for testers; empty when Apple refuses something else.
  public static Optional<Problem> ofWhatToTest(String locale, Conflict refusal) {
    boolean text =
        refusal.errors().stream()
            .anyMatch(
                error ->
                    error.hasCode(ATTRIBUTE)
                        && (POINTER + "whatsNew").equals(error.sourcePointer()));
    return text
        ? Optional.of(
            Problem.at(
                    "$.testFlight.whatToTest." + locale,
                    ProblemType.RELEASE_JSON_INVALID,
                    "Apple does not accept the text for testers in "
                        + locale
                        + ". Remove what Apple names below from whatToTest, then upload"
                        + " release.json again.")
                .withAppleErrors(
                    refusal.allErrors().map(RefusalTranslation::words).distinct().toList()))
        : Optional.empty();
  }

  private static Written written(ContentChange change) {
    return switch (change) {
      case ContentChange.CreateVersionLocale(String locale, var texts) -> texts(locale, texts);
      case ContentChange.ChangeVersionLocale(String locale, var _, var texts) ->
          texts(locale, texts);
      case ContentChange.CreateInformationLocale(String locale, var _, var texts) ->
          texts(locale, texts);
      case ContentChange.ChangeInformationLocale(String locale, var _, var texts) ->
          texts(locale, texts);
      case ContentChange.AnswerAgeRating(var _, var answers) -> new Written(null, answers);
      case ContentChange.WriteReviewDetail(var _, var fields, var _) -> new Written(null, fields);
      case ContentChange.RemoveVersionLocale _,
          ContentChange.RemoveInformationLocale _,
          ContentChange.SetCategories _,
          ContentChange.DeclareContentRights _,
          ContentChange.ArrangeMedia _,
          ContentChange.AttachReviewFile _ ->
          new Written(null, Map.of());
    };
  }

  private static Written texts(String locale, Map<TextField, NewValue<String>> texts) {
    var values = new HashMap<String, NewValue<String>>();
    texts.forEach((field, text) -> values.put(field.attribute(), text));
    return new Written(locale, values);
  }

  private static Optional<Problem> fault(Written written, String attribute, ApiError error) {
    NewValue<?> value = written.values().get(attribute);
    if (value == null) {
      return Optional.empty();
    }
    String file = value.source() == null ? file(written.locale(), attribute) : value.source();
    return Optional.of(
        Problem.at(
                file,
                isReview(attribute)
                    ? ProblemType.REVIEW_INFORMATION_INCOMPLETE
                    : ProblemType.METADATA_INVALID,
                words(written.locale(), attribute, value.after(), error) + " in " + file + AGAIN)
            .withAppleErrors(List.of(RefusalTranslation.words(error))));
  }

  /// Returns what is wrong and the beginning of what to do, which the file follows.
  private static String words(
      @Nullable String locale, String attribute, Object value, ApiError error) {
    String of = locale == null ? "" : " for " + locale;
    if (error.hasCode(ATTRIBUTE + ".INVALID.DUPLICATE")) {
      return "The name \""
          + value
          + "\" is taken"
          + of
          + ": another app has or reserves it, perhaps without being on the App Store. Choose"
          + " another name";
    }
    if (error.hasCode(ATTRIBUTE + ".INVALID.TOO_LONG")) {
      return "A text" + of + " is too long for Apple. Shorten it";
    }
    if (error.hasCode(ATTRIBUTE + ".INVALID.TOO_SHORT")) {
      return "A text" + of + " is too short for Apple. Make it longer";
    }
    if (error.hasCode(ATTRIBUTE + ".INVALID.INVALID_CHARACTERS")) {
      return "Apple does not accept some characters of a text"
          + of
          + "; it names them below. Remove them";
    }
    if (attribute.equals(ReviewField.PHONE.attribute())) {
      return "Apple does not accept the phone number. Write it with + and the country code, with"
          + " as many digits as the country's numbers have,";
    }
    if (attribute.endsWith("Url")) {
      return "Apple does not accept a URL"
          + of
          + ". Include https:// and the host, and percent-encode letters beyond ASCII,";
    }
    return "Apple does not accept a value" + of + ". Correct it";
  }

  private static boolean isReview(String attribute) {
    return attribute.startsWith("demoAccount")
        || Arrays.stream(ReviewField.values())
            .anyMatch(field -> field.attribute().equals(attribute));
  }

  private static String file(@Nullable String locale, String attribute) {
    for (TextField field : TextField.values()) {
      if (locale != null && field.attribute().equals(attribute)) {
        return "metadata/" + locale + "/" + field.fileName();
      }
    }
    return "the drop";
  }
}
