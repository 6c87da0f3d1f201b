package dev.slipway.aws.edge;

import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonPlaces;
import dev.slipway.json.JsonShapeException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The JSON body of a request, read field by field. A body that is not one JSON object is refused
/// at once, with the line and column (400 `malformed-request`). The faults of its fields are
/// collected, and [#refuseFaults] reports them together (422 `invalid-fields`); until then a reader
/// returns a value of its type for a field with a fault. A JSON null counts as absent. For bodies
/// without secrets, because a fault may quote them. Not thread-safe.
public final class JsonBody {
  /// More faults help nobody, and an answer of Lambda may have 6 MB.
  private static final int MOST_FAULTS = 100;

  private static final int MOST_SHOWN = 60;

  private final String path;
  private final Map<String, @Nullable Object> fields;
  private final List<Problem> faults;

  private JsonBody(String path, Map<String, @Nullable Object> fields, List<Problem> faults) {
    this.path = path;
    this.fields = fields;
    this.faults = faults;
  }

  /// Reads a body that must be present. Fields that the route does not know are ignored.
  ///
  /// @param names names of the fields, for the problem of a body that cannot be read
  /// @throws ProblemException when the body is not one JSON object in UTF-8
  public static JsonBody read(HttpRequest request, String... names) {
    var fields = parsed(request.body(), List.of(names)).asMap();
    var body = new JsonBody("", fields, new ArrayList<>());
    body.checkTexts("", fields);
    return body;
  }

  /// Does the same; an empty body has no fields.
  public static JsonBody readOptional(HttpRequest request, String... names) {
    return request.body().length == 0
        ? new JsonBody("", Map.of(), new ArrayList<>())
        : read(request, names);
  }

  /// Reports each field that has another name.
  public JsonBody allow(Set<String> names) {
    for (String name : new TreeSet<>(fields.keySet())) {
      if (!names.contains(name)) {
        fault(name, "Unknown field. Remove it. The fields are " + new TreeSet<>(names) + ".");
      }
    }
    return this;
  }

  /// Returns whether the field is present and not null.
  public boolean has(String name) {
    return fields.get(name) != null;
  }

  /// Reads a text that must be present; empty when it has a fault.
  ///
  /// @param expectation what the text must be, as a whole sentence
  public String text(String name, Predicate<String> valid, String expectation) {
    if (!has(name)) {
      fault(name, "Missing. " + expectation);
    }
    return optionalText(name, valid, expectation).orElse("");
  }

  /// Reads a text; empty when it is absent or has a fault.
  public Optional<String> optionalText(String name, Predicate<String> valid, String expectation) {
    Object value = fields.get(name);
    if (value instanceof String text && valid.test(text)) {
      return Optional.of(text);
    }
    if (value != null) {
      fault(name, expectation);
    }
    return Optional.empty();
  }

  /// Reads the name of a constant that must be present.
  ///
  /// @return the first constant when the field has a fault
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    var constants = List.of(type.getEnumConstants());
    String expectation = "Must be one of " + constants.stream().map(Enum::name).toList() + ".";
    Predicate<String> known = text -> constants.stream().anyMatch(one -> one.name().equals(text));
    String text = text(name, known, expectation);
    return text.isEmpty() ? constants.getFirst() : Enum.valueOf(type, text);
  }

  /// Reads a whole number that must be present; the least one when it has a fault.
  ///
  /// @param expectation what the number must be, as a whole sentence
  public long wholeNumber(String name, long least, long most, String expectation) {
    if (!has(name)) {
      fault(name, "Missing. " + expectation);
      return least;
    }
    var number = wholeNumber(fields.get(name)).stream().filter(n -> n >= least && n <= most);
    return number.findFirst().orElseGet(() -> faulty(name, expectation, least));
  }

  /// Reads a list of whole numbers that must be present, without those that have a fault.
  public List<Long> wholeNumbers(String name, long least, long most, String expectation) {
    var numbers = new ArrayList<Long>();
    var items = list(name, expectation);
    for (int i = 0; i < items.size(); i++) {
      var number = wholeNumber(items.get(i)).stream().filter(n -> n >= least && n <= most);
      String place = name + "[" + i + "]";
      number.findFirst().ifPresentOrElse(numbers::add, () -> fault(place, expectation));
    }
    return numbers;
  }

  /// Reads a list of objects that must be present, without the items that are none. Their faults
  /// are faults of this body.
  public List<JsonBody> objects(String name, String expectation) {
    var objects = new ArrayList<JsonBody>();
    var items = list(name, expectation);
    for (int i = 0; i < items.size(); i++) {
      String place = name + "[" + i + "]";
      if (items.get(i) instanceof Map<?, ?> map) {
        objects.add(new JsonBody(path + place + ".", JsonObject.of(map).asMap(), faults));
      } else {
        fault(place, expectation);
      }
    }
    return objects;
  }

  /// Returns whether a fault was found so far.
  public boolean hasFaults() {
    return !faults.isEmpty();
  }

  /// Adds a fault, for rules of the caller. Only the first fault of a field counts.
  ///
  /// @param name name of the field
  /// @param detail what is wrong, and what to do
  public void fault(String name, String detail) {
    String field = shown(path + name);
    boolean reported = faults.stream().anyMatch(fault -> field.equals(fault.field()));
    if (!reported && faults.size() < MOST_FAULTS) {
      faults.add(Problem.at(field, ProblemType.INVALID_FIELDS, detail));
    }
  }

  /// Refuses the request if a field has a fault.
  ///
  /// @throws ProblemException with the only fault, or with all of them in `faults`
  public void refuseFaults() {
    if (faults.size() == 1) {
      throw new ProblemException(faults.getFirst());
    }
    if (!faults.isEmpty()) {
      throw new ProblemException(
          Problem.of(ProblemType.INVALID_FIELDS, "The request has " + faults.size() + " problems.")
              .withFaults(faults));
    }
  }

  /// Returns the whole number that a value is. As in JSON Schema, `1.0` and `1e0` are 1.
  private static OptionalLong wholeNumber(@Nullable Object value) {
    if (!(value instanceof Number)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(value.toString()).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private long faulty(String name, String expectation, long instead) {
    fault(name, expectation);
    return instead;
  }

  private List<@Nullable Object> list(String name, String expectation) {
    Object value = fields.get(name);
    if (value instanceof List<?> list) {
      return Collections.unmodifiableList(list);
    }
    fault(name, value == null ? "Missing. " + expectation : expectation);
    return List.of();
  }

  private static JsonObject parsed(byte[] body, List<String> names) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("The body is not text in UTF-8. Send JSON in UTF-8.");
    }
    try {
      return Json.parse(text);
    } catch (JsonShapeException e) {
      String why =
          JsonPlaces.fault(text)
              .map(fault -> fault.place().saying(fault.description()))
              .orElse("Line 1, column 1: It is another value than an object.");
      throw malformed("The body must be one JSON object with the fields " + names + ". " + why);
    }
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Problem.of(ProblemType.MALFORMED_REQUEST, detail));
  }

  /// Reports halves of surrogate pairs: in UTF-8 each becomes a question mark, so that two names
  /// would have one key. Those in names make the text malformed.
  private void checkTexts(String place, @Nullable Object value) {
    switch (value) {
      case String text when isHalved(text) ->
          fault(
              place, "A text contains half of a surrogate pair, which is no character. Remove it.");
      case Map<?, ?> map ->
          map.forEach((key, each) -> checkTexts((place.isEmpty() ? "" : place + ".") + key, each));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          checkTexts(place + "[" + i + "]", list.get(i));
        }
      }
      case null, default -> {}
    }
  }

  private static boolean isHalved(String text) {
    return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
  }

  /// Returns a name from the request in a form that is safe to display.
  private static String shown(String name) {
    String clean = name.replaceAll("\\p{C}", "?");
    return clean.length() > MOST_SHOWN ? clean.substring(0, MOST_SHOWN) + "…" : clean;
  }
}
