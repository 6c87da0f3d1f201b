package dev.slipway.releases.refusals;

import static java.util.stream.Collectors.joining;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a call to Apple carries from the drop: texts, files and choices. A refusal of Apple names
/// at most the field of the request; file and language are those of the call.
///
/// @param locale the language, or the territory of an availability; null for what has neither
/// @param values in the order of the request; empty for a call that carries nothing from the drop
public record Carried(@Nullable String locale, List<Value> values) {
  /// The call carries nothing from the drop.
  public static final Carried NOTHING = new Carried(null, List.of());

  private static final int SHOWN_FILES = 4;

  /// One value.
  ///
  /// @param pointer the field of the request's body, for example `/data/attributes/name`; empty for
  ///   a file
  /// @param place the drop's file, a key in the Info.plist, or a path into `release.json`
  /// @param value null for a file, and for what is not shown
  public record Value(String pointer, String place, @Nullable Object value) {
    /// Returns a value of an attribute.
    public static Value of(String attribute, String place, @Nullable Object value) {
      return new Value(ATTRIBUTES + attribute, place, value);
    }

    /// Returns the name of the field, `name` for `/data/attributes/name`.
    String field() {
      return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
  }

  static final String ATTRIBUTES = "/data/attributes/";
  static final String RELATIONSHIPS = "/data/relationships/";

  public Carried {
    values = List.copyOf(values);
  }

  /// Returns files that go to Apple, or belong to what the call changes.
  public static Carried files(@Nullable String locale, List<String> places) {
    return new Carried(locale, places.stream().map(place -> new Value("", place, null)).toList());
  }

  /// Returns the values that a refusal names, by a pointer or in its words; all of them if it names
  /// none.
  List<Value> named(AppStoreConnectException refusal) {
    var named = values.stream().filter(value -> isNamed(value, refusal)).toList();
    return named.isEmpty() ? values : named;
  }

  private static boolean isNamed(Value value, AppStoreConnectException refusal) {
    return !value.pointer.isEmpty()
        && refusal
            .allErrors()
            .anyMatch(
                error ->
                    value.pointer.equals(error.sourcePointer())
                        || error.detail().contains("'" + value.field() + "'"));
  }

  /// Returns the places that a refusal concerns, with the language, for a sentence; empty for a
  /// call that carries nothing from the drop.
  public String words(AppStoreConnectException refusal) {
    var places = places(refusal);
    if (places.isEmpty()) {
      return "";
    }
    int more = places.size() - SHOWN_FILES;
    return places.stream().limit(SHOWN_FILES).collect(joining(", "))
        + (more > 0 ? " and " + more + " more" : "")
        + (locale == null ? "" : " for " + locale);
  }

  /// Returns the names of Apple's fields that a refusal concerns; empty where it may be a file.
  public List<String> fields(AppStoreConnectException refusal) {
    var fields = named(refusal).stream().map(Value::field).toList();
    return fields.contains("") ? List.of() : fields;
  }

  /// Returns whether a person can leave out of the drop what a refusal concerns, and do it in App
  /// Store Connect instead.
  public boolean canBeLeftOut(AppStoreConnectException refusal) {
    var places = places(refusal);
    return !places.isEmpty() && places.stream().noneMatch(place -> place.contains(".ipa"));
  }

  /// Returns the one place that a refusal concerns: the folder of several files; null for a call
  /// that carries nothing from the drop.
  public @Nullable String place(AppStoreConnectException refusal) {
    var places = new ArrayList<>(places(refusal));
    if (places.isEmpty()) {
      return null;
    }
    String first = places.getFirst();
    String folder = first.substring(0, first.lastIndexOf('/') + 1);
    return places.size() > 1
            && !folder.isEmpty()
            && places.stream().allMatch(place -> place.startsWith(folder))
        ? folder
        : first;
  }

  private List<String> places(AppStoreConnectException refusal) {
    return named(refusal).stream().map(Value::place).distinct().toList();
  }
}
