package dev.slipway.releases.refusals;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Translates Apple's refusal of a value while Slipway writes it: names the file, the language and
/// what to do. Apple names only the attribute; the language is that of the call. Pure.
public final class TextRefusal {
  /// Apple's code for a locale that exists; more specific codes mean something else (media-live.md,
  /// K15).
  public static final String LOCALE_EXISTS = "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE";

  private static final String ATTRIBUTE = "ENTITY_ERROR.ATTRIBUTE";
  private static final String RELATIONSHIP = "ENTITY_ERROR.RELATIONSHIP";
  private static final String AGAIN = RefusalTranslation.AGAIN;

  /// Not a fault of the value: the state does not allow it, or Apple does not know the field.
  private static final List<String> OF_OTHER_CAUSES =
      List.of(
          ATTRIBUTE + ".INVALID.INVALID_STATE", ATTRIBUTE + ".NOT_ALLOWED", ATTRIBUTE + ".UNKNOWN");

  private TextRefusal() {}

  /// Returns the problem; empty when Apple names no value that the call carried, refuses it for
  /// another cause than its text, or the resource exists already.
  public static Optional<Problem> of(Carried carried, AppStoreConnectException refusal) {
    var faults = new ArrayList<Problem>();
    for (ApiError error : refusal.errors()) {
      if (error.code().equals(LOCALE_EXISTS)) {
        return Optional.empty();
      }
      boolean ofValue =
          (error.hasCode(ATTRIBUTE) || error.hasCode(RELATIONSHIP))
              && OF_OTHER_CAUSES.stream().noneMatch(error::hasCode);
      if (ofValue) {
        carried.values().stream()
            .filter(value -> !value.pointer().isEmpty())
            .filter(value -> value.pointer().equals(error.sourcePointer()))
            .findFirst()
            .ifPresent(value -> faults.add(fault(carried.locale(), value, error)));
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
                        && (Carried.ATTRIBUTES + "whatsNew").equals(error.sourcePointer()));
    return text
        ? Optional.of(
            Problem.at(
                    "$.testFlight.whatToTest." + locale,
                    ProblemType.RELEASE_JSON_INVALID,
                    "Apple does not accept the text for testers in "
                        + locale
                        + ". Remove what Apple names below from whatToTest, then upload"
                        + " the folder again.")
                .withAppleErrors(
                    refusal.allErrors().map(RefusalTranslation::words).distinct().toList()))
        : Optional.empty();
  }

  private static Problem fault(@Nullable String locale, Carried.Value value, ApiError error) {
    String attribute = value.field();
    return Problem.at(
            value.place(),
            type(value),
            words(locale, attribute, value.value(), error) + " in " + value.place() + AGAIN)
        .withAppleErrors(List.of(RefusalTranslation.words(error)));
  }

  private static ProblemType type(Carried.Value value) {
    if (value.place().startsWith("$.")) {
      return ProblemType.RELEASE_JSON_INVALID;
    }
    return isReview(value.field())
        ? ProblemType.REVIEW_INFORMATION_INCOMPLETE
        : ProblemType.METADATA_INVALID;
  }

  /// Returns what is wrong and the beginning of what to do, which the file follows.
  private static String words(
      @Nullable String locale, String attribute, @Nullable Object value, ApiError error) {
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
}
