package dev.slipway.connections.intake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A header value with parameters, such as `form-data; name="key"; filename="AuthKey.p8"`.
///
/// @param value the part before the first semicolon, in lower case
/// @param parameters the parameters by name in lower case, without quotes
record HeaderParameters(String value, Map<String, String> parameters) {
  private static final String TOKEN_MARKS = "!#$%&'*+.^_`|~-";
  private static final String EXTENDED_START = "utf-8'";

  HeaderParameters {
    parameters = Map.copyOf(parameters);
  }

  /// Returns the parsed header; empty when it is malformed or repeats a parameter.
  static Optional<HeaderParameters> parse(String header) {
    int semicolon = header.indexOf(';');
    String value = semicolon < 0 ? header : header.substring(0, semicolon);
    var parameters = new LinkedHashMap<String, String>();
    int at = semicolon < 0 ? header.length() : semicolon;
    while (at < header.length()) {
      // There is a semicolon at this place.
      at = afterSpaces(header, at + 1);
      if (at == header.length()) {
        break;
      }
      int nameEnd = afterToken(header, at);
      if (nameEnd == at || nameEnd == header.length() || header.charAt(nameEnd) != '=') {
        return Optional.empty();
      }
      String name = header.substring(at, nameEnd).toLowerCase(Locale.ROOT);
      var content = new StringBuilder();
      at = readContent(header, nameEnd + 1, content);
      if (at < 0 || parameters.put(name, content.toString()) != null) {
        return Optional.empty();
      }
      at = afterSpaces(header, at);
      if (at < header.length() && header.charAt(at) != ';') {
        return Optional.empty();
      }
    }
    return Optional.of(new HeaderParameters(value.strip().toLowerCase(Locale.ROOT), parameters));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /// Decodes the extended notation of RFC 8187, `UTF-8'language'percent-encoded`.
  static Optional<String> decodeExtended(String value) {
    int quote = value.indexOf('\'', EXTENDED_START.length());
    if (quote < 0 || !value.toLowerCase(Locale.ROOT).startsWith(EXTENDED_START)) {
      return Optional.empty();
    }
    var bytes = new ByteArrayOutputStream();
    for (int i = quote + 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '%') {
        int high = i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
        int low = i + 2 < value.length() ? Character.digit(value.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.write((high << 4) | low);
        i += 2;
      } else if (isTokenCharacter(c)) {
        bytes.write(c);
      } else {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// Reads a token or a quoted text, and returns where it ends, or -1 when it is not closed.
  private static int readContent(String header, int start, StringBuilder content) {
    if (start == header.length() || header.charAt(start) != '"') {
      int end = afterToken(header, start);
      content.append(header, start, end);
      return end == start ? -1 : end;
    }
    for (int i = start + 1; i < header.length(); i++) {
      char c = header.charAt(i);
      char next = i + 1 < header.length() ? header.charAt(i + 1) : ' ';
      if (c == '"') {
        return i + 1;
      }
      // HTTP clients escape only these two; a Windows path keeps its backslashes.
      if (c == '\\' && (next == '"' || next == '\\')) {
        content.append(next);
        i++;
      } else {
        content.append(c);
      }
    }
    return -1;
  }

  private static int afterSpaces(String header, int start) {
    int at = start;
    while (at < header.length() && (header.charAt(at) == ' ' || header.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static int afterToken(String header, int start) {
    int at = start;
    while (at < header.length() && isTokenCharacter(header.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || TOKEN_MARKS.indexOf(c) >= 0;
  }
}
