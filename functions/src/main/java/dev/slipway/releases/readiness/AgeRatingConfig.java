package dev.slipway.releases.readiness;

import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import dev.slipway.releases.preflight.facts.AgeRatingQuestions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A complete `app_rating_config.json` with the answers that Apple has, which a person can put into
/// a drop when the open questions are answered.
///
/// @param file the content of the file: an answer for each of Apple's attributes of
///   ageRatingDeclarations; null where a question is open, which a drop may contain
/// @param open the open questions, in the order of the file
public record AgeRatingConfig(Map<String, @Nullable Object> file, List<OpenQuestion> open) {
  /// What `ageRatingOverrideV2` replaced (App Store Connect API, AgeRatingDeclaration).
  private static final String REPLACED = "ageRatingOverride";

  /// A question without an answer.
  ///
  /// @param question Apple's attribute of ageRatingDeclarations
  /// @param answers the possible answers: texts or booleans
  /// @param required whether App Review takes no version without an answer
  public record OpenQuestion(String question, List<Object> answers, boolean required) {
    public OpenQuestion {
      answers = List.copyOf(answers);
    }

    private Map<String, @Nullable Object> toJson() {
      return JsonFields.with("question", question)
          .put("answers", answers)
          .put("required", required)
          .toMap();
    }

    private static OpenQuestion fromJson(JsonObject json) {
      return new OpenQuestion(
          json.string("question"),
          Objects.requireNonNullElse((List<?>) json.asMap().get("answers"), List.of()).stream()
              .<Object>map(answer -> answer)
              .toList(),
          json.optionalBool("required").orElse(false));
    }
  }

  public AgeRatingConfig {
    file = Collections.unmodifiableMap(new TreeMap<>(file));
    open = List.copyOf(open);
  }

  /// Makes the file of the answers that Apple has. An answer that a drop could not contain is left
  /// out, so that Slipway accepts the file as it is.
  static AgeRatingConfig of(Map<String, Object> answers) {
    var file = new TreeMap<String, @Nullable Object>();
    answers.forEach(
        (question, answer) -> {
          if (!REPLACED.equals(question) && AgeRating.accepts(question, answer)) {
            file.put(question, answer);
          }
        });
    var open = new ArrayList<OpenQuestion>();
    Stream.of(
            AgeRatingQuestions.REQUIRED,
            List.of(AgeRatingQuestions.SOCIAL_MEDIA),
            AgeRatingQuestions.NEW)
        .flatMap(List::stream)
        .sorted()
        .filter(question -> !file.containsKey(question))
        .forEach(
            question -> {
              file.put(question, null);
              open.add(
                  new OpenQuestion(
                      question,
                      AgeRating.suggestions(question),
                      !AgeRatingQuestions.NEW.contains(question)));
            });
    return new AgeRatingConfig(file, open);
  }

  Map<String, @Nullable Object> toJson() {
    return JsonFields.with("file", file)
        .put("open", open.stream().map(OpenQuestion::toJson).toList())
        .toMap();
  }

  static AgeRatingConfig fromJson(JsonObject json) {
    return new AgeRatingConfig(
        json.object("file").asMap(),
        json.objects("open").stream().map(OpenQuestion::fromJson).toList());
  }
}
