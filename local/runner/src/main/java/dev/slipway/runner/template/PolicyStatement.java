package dev.slipway.runner.template;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One Allow statement of a function's inline policy.
///
/// @param sid purpose of the statement
/// @param actions for example `s3:GetObject`
/// @param resources ARNs, with `*` for any text
/// @param listPrefixes patterns for `s3:prefix`; empty for no condition
public record PolicyStatement(
    String sid, List<String> actions, List<String> resources, List<String> listPrefixes) {
  /// A template has some hundred patterns, and a run asks for each thousands of times.
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  public PolicyStatement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    listPrefixes = List.copyOf(listPrefixes);
  }

  /// Returns whether this statement allows the call.
  ///
  /// @param listPrefix value of `s3:prefix`; empty when the call has no prefix
  public boolean allows(String action, String resource, String listPrefix) {
    return actions.contains(action)
        && resources.stream().anyMatch(allowed -> like(allowed, resource))
        && (listPrefixes.isEmpty()
            || listPrefixes.stream().anyMatch(allowed -> like(allowed, listPrefix)));
  }

  private static boolean like(String pattern, String text) {
    return PATTERNS
        .computeIfAbsent(pattern, PolicyStatement::compiled)
        .matcher(text + "\0")
        .matches();
  }

  private static Pattern compiled(String pattern) {
    String regex =
        Pattern.compile("\\*")
            .splitAsStream(pattern + "\0")
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL);
  }
}
