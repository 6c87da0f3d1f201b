package dev.slipway.drops.metadata;

import dev.slipway.drops.DropFindings;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.drops.texts.WebAddress;
import dev.slipway.json.Json;
import dev.slipway.json.JsonPlaces;
import dev.slipway.json.JsonShapeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the age rating answers by Apple's names (spec:AgeRatingDeclarationUpdateRequest), or by
/// the older names that fastlane knows
/// (spaceship/lib/spaceship/connect_api/models/age_rating_declaration.rb).
final class AgeRatingFile {
  private static final String PREFIX = "MZGenre.";

  private static final Map<String, String> OLD_NAMES =
      Map.ofEntries(
          Map.entry("CARTOON_FANTASY_VIOLENCE", "violenceCartoonOrFantasy"),
          Map.entry("REALISTIC_VIOLENCE", "violenceRealistic"),
          Map.entry(
              "PROLONGED_GRAPHIC_SADISTIC_REALISTIC_VIOLENCE",
              "violenceRealisticProlongedGraphicOrSadistic"),
          Map.entry("PROFANITY_CRUDE_HUMOR", "profanityOrCrudeHumor"),
          Map.entry("MATURE_SUGGESTIVE", "matureOrSuggestiveThemes"),
          Map.entry("HORROR", "horrorOrFearThemes"),
          Map.entry("MEDICAL_TREATMENT_INFO", "medicalOrTreatmentInformation"),
          Map.entry("ALCOHOL_TOBACCO_DRUGS", "alcoholTobaccoOrDrugUseOrReferences"),
          Map.entry("GAMBLING", "gamblingSimulated"),
          Map.entry("SEXUAL_CONTENT_NUDITY", "sexualContentOrNudity"),
          Map.entry("GRAPHIC_SEXUAL_CONTENT_NUDITY", "sexualContentGraphicAndNudity"),
          Map.entry("UNRESTRICTED_WEB_ACCESS", "unrestrictedWebAccess"),
          Map.entry("GAMBLING_CONTESTS", "gamblingAndContests"));

  private static final Set<String> LEVEL_FIELDS =
      Set.of(
          "alcoholTobaccoOrDrugUseOrReferences",
          "contests",
          "gamblingSimulated",
          "gunsOrOtherWeapons",
          "horrorOrFearThemes",
          "matureOrSuggestiveThemes",
          "medicalOrTreatmentInformation",
          "profanityOrCrudeHumor",
          "sexualContentGraphicAndNudity",
          "sexualContentOrNudity",
          "violenceCartoonOrFantasy",
          "violenceRealistic",
          "violenceRealisticProlongedGraphicOrSadistic");

  private static final Set<String> TRUTH_FIELDS =
      Set.of(
          "advertising",
          "ageAssurance",
          "gambling",
          "healthOrWellnessTopics",
          "lootBox",
          "messagingAndChat",
          "parentalControls",
          "socialMedia",
          "socialMediaAgeRestricted",
          "unrestrictedWebAccess",
          "userGeneratedContent");

  private static final List<String> OLD_LEVELS =
      List.of("NONE", "INFREQUENT_OR_MILD", "FREQUENT_OR_INTENSE");

  private static final Set<String> LEVELS =
      Set.of("NONE", "INFREQUENT_OR_MILD", "FREQUENT_OR_INTENSE", "INFREQUENT", "FREQUENT");

  private static final Map<String, Set<String>> CHOICE_FIELDS =
      Map.of(
          "kidsAgeBand",
          Set.of("FIVE_AND_UNDER", "SIX_TO_EIGHT", "NINE_TO_ELEVEN"),
          "ageRatingOverride",
          Set.of("NONE", "NINE_PLUS", "THIRTEEN_PLUS", "SIXTEEN_PLUS", "SEVENTEEN_PLUS", "UNRATED"),
          "ageRatingOverrideV2",
          Set.of("NONE", "NINE_PLUS", "THIRTEEN_PLUS", "SIXTEEN_PLUS", "EIGHTEEN_PLUS", "UNRATED"),
          "koreaAgeRatingOverride",
          Set.of("NONE", "ALL", "TWELVE_PLUS", "FIFTEEN_PLUS", "NINETEEN_PLUS"));

  private static final String RATING_ADDRESS = "developerAgeRatingInfoUrl";
  private static final String OLD_GAMBLING = "gamblingAndContests";

  private final String source;
  private final DropFindings findings;
  private final Map<String, Object> answers = new TreeMap<>();
  private boolean sound = true;

  private AgeRatingFile(String source, DropFindings findings) {
    this.source = source;
    this.findings = findings;
  }

  /// Returns the answers; null when the findings report any fault, because incomplete answers are
  /// not used.
  static @Nullable AgeRating parse(String text, String source, DropFindings findings) {
    return new AgeRatingFile(source, findings).parse(text);
  }

  private @Nullable AgeRating parse(String text) {
    Map<String, @Nullable Object> document;
    try {
      document = Json.parse(text).asMap();
    } catch (JsonShapeException e) {
      findings.add(
          ReadingCheck.AGE_RATING_INVALID.because(
              source, null, JsonPlaces.whyNotAnObject(text), "Correct the file."));
      return null;
    }
    Object oldGambling = null;
    for (var entry : document.entrySet()) {
      Object value = entry.getValue();
      // Apple uses null for "not answered".
      if (value != null) {
        String name = translated(entry.getKey());
        if (name.equals(OLD_GAMBLING)) {
          oldGambling = value;
        } else {
          answer(name, entry.getKey(), value);
        }
      }
    }
    if (oldGambling != null) {
      gamblingAndContests(oldGambling);
    }
    AgeRating.contradictions(answers, false)
        .forEach(found -> fault(ReadingCheck.AGE_RATING_CONTRADICTORY, found, ""));
    return sound && !answers.isEmpty() ? new AgeRating(answers, source) : null;
  }

  private static String translated(String name) {
    String plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return OLD_NAMES.getOrDefault(plain, plain);
  }

  /// Returns the answer that a value means; null when the question does not take the value, or is
  /// not known.
  private static @Nullable Object read(String name, Object value) {
    var choices = CHOICE_FIELDS.get(name);
    if (LEVEL_FIELDS.contains(name)) {
      return level(value);
    }
    if (TRUTH_FIELDS.contains(name)) {
      return truth(value);
    }
    if (choices != null) {
      return value instanceof String s && choices.contains(s) ? s : null;
    }
    if (name.equals(RATING_ADDRESS)) {
      return value instanceof String s ? address(s) : null;
    }
    boolean number = name.equals(AgeRating.KOREAN_NUMBER);
    return number && value instanceof String s && !s.isBlank() ? s.strip() : null;
  }

  /// Returns the expected values in words; null for a question that is not known.
  private static @Nullable String expected(String name) {
    var choices = CHOICE_FIELDS.get(name);
    if (LEVEL_FIELDS.contains(name)) {
      return "one of " + listed(LEVELS);
    }
    if (TRUTH_FIELDS.contains(name)) {
      return "true or false, without quotes";
    }
    if (choices != null) {
      return "one of " + listed(choices);
    }
    if (name.equals(RATING_ADDRESS)) {
      return "a URL with https:// and its host";
    }
    return name.equals(AgeRating.KOREAN_NUMBER)
        ? "the number as text, such as \"CC-OM-123456-001\""
        : null;
  }

  static boolean accepts(String name, Object value) {
    return read(name, value) != null;
  }

  /// See [AgeRating#suggestions].
  static List<Object> suggestions(String name) {
    var choices = CHOICE_FIELDS.get(name);
    if (LEVEL_FIELDS.contains(name)) {
      return List.copyOf(OLD_LEVELS);
    }
    if (TRUTH_FIELDS.contains(name)) {
      return List.of(true, false);
    }
    return choices == null ? List.of() : List.copyOf(new TreeSet<>(choices));
  }

  private void answer(String name, String written, Object value) {
    String expected = expected(name);
    if (expected == null) {
      fault("unknown name " + written);
      return;
    }
    Object answer = read(name, value);
    if (answer == null) {
      fault(
          ReadingCheck.AGE_RATING_INVALID,
          written
              + (value instanceof String
                  ? " has the text \"" + value + "\""
                  : " has the value " + value),
          "Write " + expected + ".");
    } else if (answers.putIfAbsent(name, answer) != null) {
      fault(written + " is answered twice");
    }
  }

  private static String listed(Set<String> choices) {
    return String.join(", ", new TreeSet<>(choices));
  }

  /// Returns the URL as Apple takes one; null for another text.
  private static @Nullable String address(String text) {
    String address = PlainText.of(text);
    return WebAddress.host(address).isPresent() && WebAddress.encoded(address).equals(address)
        ? address
        : null;
  }

  private static @Nullable Object level(Object value) {
    return switch (value) {
      case String s when LEVELS.contains(s) -> s;
      case Integer i when i >= 0 && i < OLD_LEVELS.size() -> OLD_LEVELS.get(i);
      default -> null;
    };
  }

  private static @Nullable Object truth(Object value) {
    return switch (value) {
      case Boolean b -> b;
      case Integer i when i == 0 || i == 1 -> i == 1;
      default -> null;
    };
  }

  /// Translates the old question, which is two questions now; a yes does not say how often there
  /// are contests.
  private void gamblingAndContests(Object value) {
    if (answers.containsKey("gambling") && answers.containsKey("contests")) {
      return;
    }
    if (Boolean.FALSE.equals(truth(value))) {
      answers.putIfAbsent("gambling", false);
      answers.putIfAbsent("contests", "NONE");
    } else {
      fault(OLD_GAMBLING + " is now two questions: answer gambling and contests");
    }
  }

  private void fault(String found) {
    fault(ReadingCheck.AGE_RATING_INVALID, found, "");
  }

  private void fault(ReadingCheck check, String found, String more) {
    sound = false;
    findings.add(check, source, found, more);
  }
}
