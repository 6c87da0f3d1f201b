package dev.slipway.appstoreconnect.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next null on the last page
/// @param total how many there are in all; null where Apple does not say so
public record Page<T>(List<T> items, @Nullable PageCursor next, @Nullable Integer total) {
  public Page {
    items = List.copyOf(items);
  }
}
