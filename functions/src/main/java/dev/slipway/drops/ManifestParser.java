package dev.slipway.drops;

import dev.slipway.json.Json;
import dev.slipway.json.JsonShapeException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one `release.json` and collects its faults. For one document only.
final class ManifestParser {
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18}){0,2}");
  private static final Pattern WHOLE_HOUR =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:00:00(Z|[+-][0-9]{2}:[0-9]{2})");
  private static final Pattern SOMETHING_VISIBLE = Pattern.compile("\\S");
  private static final int MIN_WHATS_NEW_LENGTH = 4;
  private static final int MAX_WHATS_NEW_LENGTH = 4000;
  private static final List<String> FIELDS =
      List.of(
          "$schema",
          "version",
          "ipa",
          "releaseType",
          "earliestReleaseDate",
          "phasedRelease",
          "whatsNew",
          "usesNonExemptEncryption",
          "copyright",
          "submit",
          "onConflict",
          "dryRun");

  private final List<ManifestFault> faults = new ArrayList<>();
  private Map<String, @Nullable Object> fields = Map.of();

  ManifestReading parse(byte[] utf8) {
    if (utf8.length > ReleaseManifest.MAX_SIZE_BYTES) {
      fault("$", "The file is larger than 1 MiB, which no release.json needs to be.");
      return new ManifestReading.Faulty(faults);
    }
    try {
      fields = Json.parse(decoded(utf8)).asMap();
    } catch (JsonShapeException e) {
      fault("$", "The file must be one JSON object, well-formed and without repeated names.");
      return new ManifestReading.Faulty(faults);
    } catch (CharacterCodingException e) {
      fault("$", "The file must be encoded as UTF-8.");
      return new ManifestReading.Faulty(faults);
    }
    for (String name : fields.keySet()) {
      if (!FIELDS.contains(name)) {
        fault("$." + name, "This field is unknown." + suggestion(name, FIELDS));
      }
    }
    text("$schema", _ -> true, "the address of the schema");
    Optional<String> version =
        text(
            "version",
            VERSION.asMatchPredicate(),
            "one to three numbers with dots, such as \"2.4.0\"");
    Optional<String> ipa =
        text(
            "ipa",
            DropNames::isIpaName,
            "the name of an .ipa in the same folder, such as \"App.ipa\"");
    Optional<ReleaseType> releaseType = constant("releaseType", ReleaseType.class);
    var manifest =
        new ReleaseManifest(
            version,
            ipa,
            releaseType,
            earliestReleaseDate(releaseType),
            truth("phasedRelease"),
            whatsNew(),
            truth("usesNonExemptEncryption"),
            text("copyright", SOMETHING_VISIBLE.asPredicate(), "text, as \"2026 Example Ltd\""),
            truth("submit").orElse(true),
            constant("onConflict", OnConflict.class).orElse(OnConflict.QUEUE),
            truth("dryRun").orElse(false));
    return faults.isEmpty()
        ? new ManifestReading.Sound(manifest)
        : new ManifestReading.Faulty(faults);
  }

  private Optional<String> text(String name, Predicate<String> rule, String expectation) {
    if (!fields.containsKey(name)) {
      return Optional.empty();
    }
    if (fields.get(name) instanceof String text && rule.test(text)) {
      return Optional.of(text);
    }
    fault("$." + name, "The value must be " + expectation + ".");
    return Optional.empty();
  }

  private Optional<Boolean> truth(String name) {
    if (!fields.containsKey(name)) {
      return Optional.empty();
    }
    if (fields.get(name) instanceof Boolean truth) {
      return Optional.of(truth);
    }
    fault("$." + name, "The value must be true or false, without quotes.");
    return Optional.empty();
  }

  private <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
    List<String> allowed = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    return text(name, allowed::contains, "one of " + String.join(", ", allowed))
        .map(text -> Enum.valueOf(type, text));
  }

  private Optional<OffsetDateTime> earliestReleaseDate(Optional<ReleaseType> releaseType) {
    String path = "$.earliestReleaseDate";
    boolean scheduled = releaseType.equals(Optional.of(ReleaseType.SCHEDULED));
    if (!fields.containsKey("earliestReleaseDate")) {
      if (scheduled) {
        fault(path, "A SCHEDULED release needs a date and time on a whole hour.");
      }
      return Optional.empty();
    }
    Optional<OffsetDateTime> date = wholeHour(fields.get("earliestReleaseDate"));
    if (date.isEmpty()) {
      fault(
          path,
          "The value must be a date and time on a whole hour with its offset, such as"
              + " \"2026-06-17T12:00:00-07:00\".");
    }
    if (!scheduled) {
      fault(path, "A date is only allowed with \"releaseType\": \"SCHEDULED\".");
    }
    return date;
  }

  private static Optional<OffsetDateTime> wholeHour(@Nullable Object value) {
    if (!(value instanceof String text) || !WHOLE_HOUR.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Map<String, String> whatsNew() {
    if (!fields.containsKey("whatsNew")) {
      return Map.of();
    }
    if (!(fields.get("whatsNew") instanceof Map<?, ?> texts) || texts.isEmpty()) {
      fault("$.whatsNew", "The value must be an object of texts by locale: {\"en-US\": \"…\"}.");
      return Map.of();
    }
    var result = new LinkedHashMap<String, String>();
    texts.forEach(
        (key, value) -> {
          String locale = String.valueOf(key);
          String path = "$.whatsNew." + locale;
          if (!StoreLocales.ALL.contains(locale)) {
            fault(path, "The App Store has no such locale." + suggestion(locale, StoreLocales.ALL));
          }
          if (value instanceof String text && isWhatsNew(text)) {
            result.put(locale, text);
          } else {
            fault(path, "The value must be text of 4 to 4000 characters that is not blank.");
          }
        });
    return result;
  }

  private static boolean isWhatsNew(String text) {
    int length = text.codePointCount(0, text.length());
    return length >= MIN_WHATS_NEW_LENGTH
        && length <= MAX_WHATS_NEW_LENGTH
        && SOMETHING_VISIBLE.matcher(text).find();
  }

  private static String suggestion(String name, List<String> known) {
    String folded = folded(name);
    for (String candidate : known) {
      if (folded(candidate).equals(folded) || candidate.startsWith(name + "-")) {
        return " Did you mean \"" + candidate + "\"?";
      }
    }
    return "";
  }

  private static String folded(String name) {
    return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
  }

  private static String decoded(byte[] utf8) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void fault(String path, String message) {
    faults.add(new ManifestFault(path, message));
  }
}
