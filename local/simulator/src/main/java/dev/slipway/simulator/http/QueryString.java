package dev.slipway.simulator.http;

import dev.slipway.simulator.catalogue.Catalogue;
import dev.slipway.simulator.catalogue.Operation;
import dev.slipway.simulator.catalogue.QueryParameter;
import dev.slipway.simulator.errors.ApiError;
import dev.slipway.simulator.errors.ApiException;
import dev.slipway.wire.QueryPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The query of one call, checked against what the operation allows.
public final class QueryString {
  private final Map<String, List<String>> values;

  private QueryString(Map<String, List<String>> values) {
    this.values = values;
  }

  /// Splits a raw query into decoded names and values, in order. Nothing between two `&` is
  /// nothing.
  ///
  /// @throws ApiException for a malformed percent escape or a repeated parameter
  public static Map<String, String> decode(String rawQuery) {
    Map<String, String> decoded = new LinkedHashMap<>();
    List<QueryPair> pairs;
    try {
      pairs = QueryPair.parse(rawQuery);
    } catch (IllegalArgumentException e) {
      throw new ApiException(ApiError.badRequest("The query is not properly percent-encoded."));
    }
    for (QueryPair pair : pairs) {
      if (pair.name().isEmpty() && pair.value().isEmpty()) {
        continue;
      }
      if (decoded.putIfAbsent(pair.name(), pair.value()) != null) {
        throw new ApiException(
            ApiError.parameter(
                "INVALID",
                pair.name(),
                "The parameter '" + pair.name() + "' is given more than once"));
      }
    }
    return decoded;
  }

  /// Reads and checks a query.
  ///
  /// @throws ApiException listing everything that is wrong with it
  public static QueryString parse(String rawQuery, Operation operation) {
    List<ApiError> errors = new ArrayList<>();
    Map<String, List<String>> values = new LinkedHashMap<>();
    Map<String, String> decoded = decode(rawQuery);
    decoded.forEach(
        (name, value) -> {
          if (name.equals("cursor") && operation.many()) {
            values.put(name, List.of(value));
            return;
          }
          QueryParameter allowed = parameter(operation, name);
          if (allowed == null) {
            errors.add(
                ApiError.parameter(
                    "ILLEGAL",
                    name,
                    "The parameter '" + name + "' can not be used with this request"));
            return;
          }
          // Public clients ask so for a resource without its attributes, and Apple's web pages.
          boolean noFields = value.isEmpty() && name.startsWith("fields[");
          List<String> parts = noFields ? List.of() : parts(allowed, value);
          String problem = problem(name, allowed, parts);
          if (problem == null) {
            values.put(name, parts);
          } else {
            errors.add(ApiError.parameter("INVALID", name, problem));
          }
        });
    operation
        .query()
        .forEach(
            (name, allowed) -> {
              if (allowed.required() && !decoded.containsKey(name)) {
                errors.add(
                    ApiError.parameter(
                        "REQUIRED",
                        name,
                        "The parameter '" + name + "' is required but was not given"));
              }
            });
    if (!errors.isEmpty()) {
      throw new ApiException(errors);
    }
    return new QueryString(values);
  }

  /// Returns what an operation allows for a parameter, or null.
  public static @Nullable QueryParameter parameter(Operation operation, String name) {
    QueryParameter explicit = operation.query().get(name);
    if (explicit != null || !name.startsWith("fields[") || !name.endsWith("]")) {
      return explicit;
    }
    String type = name.substring(7, name.length() - 1);
    return operation.fieldsTypes().contains(type)
        ? new QueryParameter(false, null, List.copyOf(Catalogue.instance().type(type).fields()), 0)
        : null;
  }

  private static List<String> parts(QueryParameter allowed, String value) {
    List<String> parts = allowed.single() == null ? List.of(value.split(",", -1)) : List.of(value);
    return allowed.isBoolean()
        ? parts.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList()
        : parts;
  }

  private static @Nullable String problem(
      String name, QueryParameter allowed, List<String> values) {
    for (String value : values) {
      if (value.isEmpty()) {
        return "'' is not a valid value: it is empty";
      }
      if (!allowed.values().isEmpty() && !allowed.values().contains(value)) {
        // The words for fields were seen (kunchenguid/eddies-wallet#86).
        return name.startsWith("fields[")
            ? "'" + value + "' is not a valid field name"
            : invalid(value, "must be one of " + String.join(", ", allowed.values()));
      }
    }
    String value = values.isEmpty() ? "" : values.getFirst();
    if ("integer".equals(allowed.single())) {
      try {
        int number = Integer.parseInt(value);
        if (number < 1 || (allowed.maximum() > 0 && number > allowed.maximum())) {
          return invalid(value, "must be between 1 and " + allowed.maximum());
        }
      } catch (NumberFormatException e) {
        return invalid(value, "must be a number");
      }
    } else if (allowed.isBoolean() && !Set.of("true", "false").contains(value)) {
      return invalid(value, "must be true or false");
    }
    return null;
  }

  private static String invalid(String value, String problem) {
    return "'" + value + "' is not a valid value: " + problem;
  }

  /// Returns the parameters by name, in the order of the query.
  public Map<String, List<String>> all() {
    return values;
  }

  /// Returns the values of a list; empty if the parameter is absent.
  public List<String> list(String name) {
    return values.getOrDefault(name, List.of());
  }

  /// Returns the values of the filters by name, for example of `territory`.
  public Map<String, List<String>> filters() {
    Map<String, List<String>> filters = new LinkedHashMap<>();
    values.forEach(
        (name, list) -> {
          if (name.startsWith("filter[") && name.endsWith("]")) {
            filters.put(name.substring(7, name.length() - 1), list);
          }
        });
    return filters;
  }

  /// Returns whether the parameter is present.
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// Returns an integer, or the default if the parameter is absent.
  public int integer(String name, int otherwise) {
    return has(name) ? Integer.parseInt(list(name).getFirst()) : otherwise;
  }
}
