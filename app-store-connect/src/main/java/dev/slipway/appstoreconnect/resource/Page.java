package dev.slipway.appstoreconnect.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next null on the last page
/// @param total the total number of items; null where Apple does not report it
public record Page<T>(List<T> items, @Nullable PageCursor next, @Nullable Integer total) {
  public Page {
    items = List.copyOf(items);
  }
}
