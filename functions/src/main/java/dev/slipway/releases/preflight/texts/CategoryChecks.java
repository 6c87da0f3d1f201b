package dev.slipway.releases.preflight.texts;

import static dev.slipway.releases.preflight.checks.TextCheck.CATEGORY_REPEATED;
import static dev.slipway.releases.preflight.checks.TextCheck.CATEGORY_UNKNOWN;
import static dev.slipway.releases.preflight.checks.TextCheck.SUBCATEGORY_MISPLACED;

import dev.slipway.drops.SimilarNames;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.releases.preflight.checks.FindingList;
import dev.slipway.releases.preflight.checks.TextCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs the checks of [TextCheck] that concern categories.
public final class CategoryChecks {
  private CategoryChecks() {}

  public static void run(Map<CategoryName, SourcedText> categories, FindingList findings) {
    var seen = new HashSet<String>();
    for (CategoryName name : CategoryName.values()) {
      var category = categories.get(name);
      if (category == null) {
        continue;
      }
      var above = above(name);
      Set<String> known =
          above == null ? StoreCategories.CATEGORIES : StoreCategories.SUBCATEGORIES;
      if (!known.contains(category.value())) {
        String meant =
            meant(category.value(), known).map(id -> "Did you mean " + id + "?").orElse("");
        findings.add(CATEGORY_UNKNOWN, category.source(), category.value(), meant);
      } else if (!seen.add(category.value())) {
        findings.add(CATEGORY_REPEATED, category.source(), category.value());
      } else if (above != null) {
        under(category, categories.get(above), findings);
      }
    }
  }

  /// Returns the category whose name in App Store Connect, or whose id without its group, this is.
  private static Optional<String> meant(String written, Set<String> known) {
    String name = written.replace("&", " and ").replaceAll("\\s+", "_");
    List<String> ids = known.stream().sorted().toList();
    return SimilarNames.closest(name, ids)
        .or(() -> SimilarNames.closest("GAMES_" + name, ids))
        .or(() -> SimilarNames.closest("STICKERS_" + name, ids));
  }

  private static void under(
      SourcedText subcategory, @Nullable SourcedText category, FindingList findings) {
    if (category != null
        && StoreCategories.CATEGORIES.contains(category.value())
        && !subcategory.value().startsWith(category.value() + "_")) {
      findings.add(
          SUBCATEGORY_MISPLACED,
          subcategory.source(),
          subcategory.value() + " in the category " + category.value());
    }
  }

  private static @Nullable CategoryName above(CategoryName name) {
    return switch (name) {
      case PRIMARY, SECONDARY -> null;
      case PRIMARY_FIRST_SUB, PRIMARY_SECOND_SUB -> CategoryName.PRIMARY;
      case SECONDARY_FIRST_SUB, SECONDARY_SECOND_SUB -> CategoryName.SECONDARY;
    };
  }
}
