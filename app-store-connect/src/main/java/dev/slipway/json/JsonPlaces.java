package dev.slipway.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds places in the text of a JSON document that a person wrote, for messages about its faults.
/// For documents without secrets: a description of a fault quotes the text. Thread-safe.
public final class JsonPlaces {
  private static final Pattern DUPLICATE = Pattern.compile("^Duplicate field '(.*?)'");
  private static final Pattern CHARACTER =
      Pattern.compile("^Unexpected character \\('(.)' \\(code", Pattern.DOTALL);
  private static final Pattern TOKEN = Pattern.compile("^Unrecognized token '(.*?)'");

  private JsonPlaces() {}

  /// A place in a text.
  ///
  /// @param line from 1
  /// @param column from 1, in UTF-16 units
  public record Place(int line, int column) {
    static Place of(JsonLocation location) {
      return new Place(location.getLineNr(), location.getColumnNr());
    }

    /// Returns a sentence about this place, for people: `Line 3, column 14: The name is repeated.`
    public String saying(String sentence) {
      return "Line " + line + ", column " + column + ": " + sentence;
    }
  }

  /// Why a text is not one JSON document.
  ///
  /// @param description a whole sentence
  public record Fault(Place place, String description) {}

  /// Returns the first fault of the text by the rules of [Json]; empty when it is one JSON
  /// document.
  public static Optional<Fault> fault(String text) {
    try (var parser = Json.FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return Optional.of(new Fault(new Place(1, 1), "The document is empty."));
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        return Optional.of(
            new Fault(
                Place.of(parser.currentTokenLocation()),
                "The document ends before this place, and nothing may follow it."));
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      Place place = location == null ? new Place(1, 1) : Place.of(location);
      return Optional.of(new Fault(place, description(e)));
    } catch (IOException e) {
      return Optional.of(new Fault(new Place(1, 1), "The document is not JSON."));
    }
  }

  /// Returns why a file with this text, which [Json] does not take, is wrong: whole sentences.
  public static String whyNotAnObject(String text) {
    return "The file must be one JSON object, well-formed and without repeated names. "
        + fault(text)
            .map(fault -> fault.place().saying(fault.description()))
            .orElse("It is another value than an object.");
  }

  /// Returns where each field and each item of a list begins, by its path: `$.whatsNew.en-US`,
  /// `$.testFlight.groups[1]`. Ends at the first fault of the text.
  public static Map<String, Place> of(String text) {
    var places = new HashMap<String, Place>();
    try (var parser = Json.FACTORY.createParser(text)) {
      parser.nextToken();
      addChildren(parser, "$", places);
    } catch (IOException e) {
      // What was found up to here is right.
    }
    return places;
  }

  private static void addChildren(JsonParser parser, String path, Map<String, Place> places)
      throws IOException {
    boolean list = parser.currentToken() == JsonToken.START_ARRAY;
    if (!list && parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    int index = 0;
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      String child = list ? path + "[" + index++ + "]" : path + "." + parser.currentName();
      places.put(child, Place.of(parser.currentTokenLocation()));
      if (!list) {
        parser.nextToken();
      }
      addChildren(parser, child, places);
    }
  }

  private static String description(JsonProcessingException fault) {
    String message = String.valueOf(fault.getOriginalMessage());
    String name = group(DUPLICATE, message);
    if (name != null) {
      return "The name \"" + name + "\" is repeated.";
    }
    if (fault instanceof JsonEOFException) {
      return "The text ends before the document does: a closing }, ] or \" is missing.";
    }
    if (fault instanceof StreamConstraintsException) {
      return "The document is nested too deeply, or a text in it is too long.";
    }
    String character = group(CHARACTER, message);
    if (character != null) {
      return unexpected(character);
    }
    String token = group(TOKEN, message);
    if (token != null) {
      return token + " is not a value of JSON; a text needs double quotes.";
    }
    if (message.startsWith("Illegal unquoted character")) {
      return "A line break or tab inside a text must be written as \\n or \\t.";
    }
    if (message.startsWith("Unrecognized character escape")) {
      return "A backslash begins an escape that JSON does not have; write \\\\ for a backslash.";
    }
    return "The text is not JSON here.";
  }

  private static String unexpected(String character) {
    String said = "The character " + character + " is not expected here";
    return switch (character) {
      case "}", "]" -> said + "; there may be a comma too many before it.";
      case "\"", "{", "[" -> said + "; a comma or a colon may be missing before it.";
      case "/", "#" -> said + ": JSON has no comments.";
      case "'", "“", "”", "„", "‘", "’", "«", "»" ->
          said + ": names and texts need straight double quotes (\").";
      default -> said + ": names and texts need double quotes.";
    };
  }

  private static @Nullable String group(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find() ? matcher.group(1) : null;
  }
}
