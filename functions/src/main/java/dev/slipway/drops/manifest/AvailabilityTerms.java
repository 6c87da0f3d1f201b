package dev.slipway.drops.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the app is to be available, `availability` in `release.json`.
///
/// @param newTerritories whether it is to be available in territories that Apple adds later; null
///   when the drop does not say
public record AvailabilityTerms(Territories territories, @Nullable Boolean newTerritories) {

  /// A choice of the App Store's countries and regions, by Apple's codes of three letters.
  public sealed interface Territories {
    /// Every territory.
    record All() implements Territories {}

    /// These territories and no others.
    record Only(List<String> codes) implements Territories {
      public Only {
        codes = List.copyOf(codes);
      }
    }

    /// Every territory but these.
    record Except(List<String> codes) implements Territories {
      public Except {
        codes = List.copyOf(codes);
      }
    }

    /// Returns whether the choice contains this territory.
    default boolean contains(String code) {
      return switch (this) {
        case All _ -> true;
        case Only(var codes) -> codes.contains(code);
        case Except(var codes) -> !codes.contains(code);
      };
    }

    /// Returns the territories that the choice names.
    default List<String> named() {
      return switch (this) {
        case All _ -> List.of();
        case Only(var codes) -> codes;
        case Except(var codes) -> codes;
      };
    }

    /// Returns the path in `release.json` of a territory that the choice names.
    ///
    /// @param index of the territory in [#named]
    default String path(int index) {
      String list = this instanceof Except ? ".except" : "";
      return "$.availability.territories" + list + "[" + index + "]";
    }
  }

  /// Returns whether the app is to be available in territories that Apple adds later. Without an
  /// answer of the drop, as for a choice of everything or of all but some; a list of countries is
  /// meant to be that list.
  public boolean inNewTerritories() {
    return newTerritories == null
        ? !(territories instanceof Territories.Only)
        : newTerritories.booleanValue();
  }
}
