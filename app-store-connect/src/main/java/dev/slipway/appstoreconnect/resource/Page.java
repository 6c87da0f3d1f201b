package dev.slipway.appstoreconnect.resource;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One page of a list.
///
/// @param next absent on the last page
/// @param total how many there are in all, where Apple says so
public record Page<T>(List<T> items, Optional<PageCursor> next, OptionalInt total) {
  public Page {
    items = List.copyOf(items);
  }
}
