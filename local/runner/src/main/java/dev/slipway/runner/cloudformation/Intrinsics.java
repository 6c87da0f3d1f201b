package dev.slipway.runner.cloudformation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Evaluates the intrinsic functions of CloudFormation that our template uses (AWS CloudFormation
/// User Guide, "Intrinsic function reference"); any other is a [TemplateFault].
public final class Intrinsics {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

  /// The value of `!Ref AWS::NoValue`: the property counts as absent.
  private static final Object NO_VALUE = new Object();

  private final Map<String, @Nullable Object> conditions;
  private final Map<String, @Nullable Object> mappings;
  private final Map<String, String> references = new HashMap<>();
  private final Map<String, String> attributes = new HashMap<>();

  public Intrinsics(Map<String, @Nullable Object> template, Surroundings surroundings) {
    conditions = Tree.mapAt(template, "Conditions", "template");
    mappings = Tree.mapAt(template, "Mappings", "template");
    references.put("AWS::Region", surroundings.region());
    references.put("AWS::AccountId", surroundings.accountId());
    references.put("AWS::StackName", surroundings.stackName());
    references.put("AWS::Partition", "aws");
    references.put("AWS::URLSuffix", "amazonaws.com");
    Tree.mapAt(template, "Parameters", "template")
        .forEach((name, parameter) -> putParameter(name, parameter, surroundings));
    Tree.mapAt(template, "Resources", "template")
        .forEach(
            (id, resource) -> {
              String bucket = surroundings.bucketNames().get(id);
              references.putIfAbsent(id, bucket == null ? id : bucket);
              attributes.put(id + ".ProviderURL", "https://user-pool.example/" + id);
              attributes.put(
                  id + ".Arn", bucket == null ? "arn:local:" + id : "arn:aws:s3:::" + bucket);
            });
  }

  private void putParameter(String name, @Nullable Object parameter, Surroundings surroundings) {
    String given = surroundings.parameters().get(name);
    if (given != null) {
      references.put(name, given);
      return;
    }
    Object preset = Tree.map(parameter, "Parameters." + name).get("Default");
    if (preset == null) {
      throw new TemplateFault("Parameter " + name + " has no default and no local value");
    }
    references.put(name, Tree.text(preset, "Parameters." + name + ".Default"));
  }

  /// Returns the tree with every intrinsic function replaced by its value.
  public @Nullable Object evaluate(@Nullable Object value, String place) {
    return switch (value) {
      case Map<?, ?> map -> evaluateMap(Tree.map(map, place), place);
      case List<?> list -> evaluateList(list, place);
      case null -> null;
      default -> value;
    };
  }

  private List<@Nullable Object> evaluateList(List<?> list, String place) {
    var values = new ArrayList<@Nullable Object>();
    for (Object entry : list) {
      Object value = evaluate(entry, place);
      if (value != NO_VALUE) {
        values.add(value);
      }
    }
    return values;
  }

  private @Nullable Object evaluateMap(Map<String, @Nullable Object> map, String place) {
    if (map.size() == 1) {
      var entry = map.entrySet().iterator().next();
      String name = entry.getKey();
      if (name.equals("Ref") || name.equals("Condition") || name.startsWith("Fn::")) {
        return call(name, entry.getValue(), place);
      }
    }
    var values = new LinkedHashMap<String, @Nullable Object>();
    map.forEach(
        (name, entry) -> {
          Object value = evaluate(entry, place + "." + name);
          if (value != NO_VALUE) {
            values.put(name, value);
          }
        });
    return values;
  }

  private @Nullable Object call(String name, @Nullable Object argument, String place) {
    return switch (name) {
      case "Ref" -> reference(Tree.text(argument, place), place);
      case "Fn::GetAtt" -> attribute(argument, place);
      case "Fn::Sub" -> substitute(Tree.text(argument, place), place);
      case "Fn::If" -> choose(Tree.list(argument, place), place);
      case "Fn::Join" -> join(Tree.list(argument, place), place);
      case "Fn::FindInMap" -> findInMap(Tree.list(argument, place), place);
      case "Condition" -> holds(Tree.text(argument, place), place);
      case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" ->
          truth(name, Tree.list(argument, place), place);
      default -> throw new TemplateFault(place + ": the runner does not support " + name);
    };
  }

  private Object reference(String name, String place) {
    if (name.equals("AWS::NoValue")) {
      return NO_VALUE;
    }
    return known(references.get(name), name, place);
  }

  private String attribute(@Nullable Object argument, String place) {
    String name =
        argument instanceof List<?> parts
            ? String.join(".", parts.stream().map(part -> Tree.text(part, place)).toList())
            : Tree.text(argument, place);
    return known(attributes.get(name), name, place);
  }

  private String substitute(String text, String place) {
    Function<String, String> value =
        name ->
            name.contains(".")
                ? known(attributes.get(name), name, place)
                : known(references.get(name), name, place);
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            match ->
                match.group(1).startsWith("!")
                    ? "\\${" + match.group(1).substring(1) + "}"
                    : Matcher.quoteReplacement(value.apply(match.group(1))));
  }

  private String join(List<?> arguments, String place) {
    var parts = evaluateList(Tree.list(arguments.get(1), place), place);
    return String.join(
        Tree.text(arguments.get(0), place),
        parts.stream().map(part -> Tree.text(part, place)).toList());
  }

  private Object findInMap(List<?> arguments, String place) {
    var names =
        evaluateList(arguments, place).stream().map(name -> Tree.text(name, place)).toList();
    var rows = Tree.mapAt(mappings, names.get(0), "Mappings");
    Object found = Tree.mapAt(rows, names.get(1), "Mappings." + names.get(0)).get(names.get(2));
    if (found == null) {
      throw new TemplateFault(place + ": no mapping " + String.join(".", names));
    }
    return found;
  }

  private @Nullable Object choose(List<?> arguments, String place) {
    boolean holds = holds(Tree.text(arguments.get(0), place), place);
    return evaluate(arguments.get(holds ? 1 : 2), place);
  }

  public boolean holds(String condition, String place) {
    Object definition = conditions.get(condition);
    if (definition == null) {
      throw new TemplateFault(place + ": unknown condition " + condition);
    }
    return Boolean.TRUE.equals(evaluate(definition, "Conditions." + condition));
  }

  private boolean truth(String name, List<?> arguments, String place) {
    var values = evaluateList(arguments, place);
    return switch (name) {
      case "Fn::Equals" -> Tree.text(values.get(0), place).equals(Tree.text(values.get(1), place));
      case "Fn::Not" -> Boolean.FALSE.equals(values.get(0));
      case "Fn::And" -> values.stream().allMatch(Boolean.TRUE::equals);
      default -> values.stream().anyMatch(Boolean.TRUE::equals);
    };
  }

  private static String known(@Nullable String value, String name, String place) {
    if (value == null) {
      throw new TemplateFault(place + ": unknown name " + name);
    }
    return value;
  }
}
