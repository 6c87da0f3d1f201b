package dev.slipway.appstoreconnect.http;

import dev.slipway.appstoreconnect.resource.Document;
import dev.slipway.appstoreconnect.resource.PageCursor;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Sends requests to Apple. Thread-safe.
public interface ApiConnection {
  /// Sends a request and reads its answer.
  ///
  /// @throws dev.slipway.appstoreconnect.errors.AppStoreConnectException on anything but a 2xx
  ///   answer that `reader` can read
  <T> T send(ApiRequest request, Function<Document, T> reader);

  /// Reads the page that `cursor` points to.
  ///
  /// @param like the request whose first page named the cursor
  <T> T follow(PageCursor cursor, ApiRequest like, Function<Document, T> reader);

  /// Reads a list to its end, page by page.
  default <T> List<T> all(ApiRequest request, Function<Resource, T> reader) {
    var page = send(request, document -> document.page(reader));
    var found = new ArrayList<T>(page.items());
    while (page.next().isPresent()) {
      page = follow(page.next().get(), request, document -> document.page(reader));
      found.addAll(page.items());
    }
    return List.copyOf(found);
  }
}
