package dev.slipway.runner.growth;

import dev.slipway.runner.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The prices and assumptions of infrastructure/costs.py: its constants, read and not copied.
final class Prices {
  private static final Pattern CONSTANTS =
      Pattern.compile("^([A-Z][A-Z0-9_, ]*) = ([^#\"]+?)\\s*(?:#.*)?$", Pattern.MULTILINE);

  private final Map<String, Double> values = new HashMap<>();

  private Prices() {}

  static Prices read() throws IOException {
    var prices = new Prices();
    String script = Files.readString(RepositoryFiles.file("infrastructure/costs.py"));
    var matcher = CONSTANTS.matcher(script);
    while (matcher.find()) {
      List<String> names = List.of(matcher.group(1).split(", "));
      List<String> terms = List.of(matcher.group(2).split(", "));
      for (int i = 0; i < names.size() && names.size() == terms.size(); i++) {
        prices.add(names.get(i), terms.get(i));
      }
    }
    return prices;
  }

  /// Returns a constant.
  ///
  /// @throws IllegalArgumentException if costs.py has no such constant
  double of(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("infrastructure/costs.py has no constant " + name);
    }
    return value;
  }

  /// What is no product of numbers, such as a table, is left out.
  private void add(String name, String term) {
    try {
      values.put(name, product(term));
    } catch (NumberFormatException e) {
      values.remove(name);
    }
  }

  /// Evaluates numbers and earlier constants with `*` and `/` between them.
  private double product(String term) {
    double product = 1;
    boolean divides = false;
    for (String token : term.strip().split("\\s+")) {
      switch (token) {
        case "*" -> divides = false;
        case "/" -> divides = true;
        default -> {
          double factor = values.containsKey(token) ? of(token) : Double.parseDouble(token);
          product = divides ? product / factor : product * factor;
        }
      }
    }
    return product;
  }
}
