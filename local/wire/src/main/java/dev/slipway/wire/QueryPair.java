package dev.slipway.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One `name=value` of a query, decoded.
///
/// @param name empty if nothing precedes the equals sign
/// @param value empty without an equals sign
public record QueryPair(String name, String value) {
  /// Splits a raw query in order. Percent-encoding is UTF-8, and `+` a space. Two `&` in a row
  /// enclose a pair with an empty name; an empty query has no pairs.
  ///
  /// @throws IllegalArgumentException for a malformed escape
  public static List<QueryPair> parse(String rawQuery) {
    List<QueryPair> pairs = new ArrayList<>();
    if (!rawQuery.isEmpty()) {
      for (String pair : rawQuery.split("&", -1)) {
        int equals = pair.indexOf('=');
        pairs.add(
            equals < 0
                ? new QueryPair(decode(pair), "")
                : new QueryPair(
                    decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
      }
    }
    return pairs;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
