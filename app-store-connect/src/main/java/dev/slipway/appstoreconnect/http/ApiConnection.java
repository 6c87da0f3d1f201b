package dev.slipway.appstoreconnect.http;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.FailedCall;
import dev.slipway.appstoreconnect.resource.Document;
import dev.slipway.appstoreconnect.resource.PageCursor;
import dev.slipway.appstoreconnect.resource.Resource;
import java.util.ArrayList;
import java.util.HashSet;
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

  /// More pages of one list are never read; no list of Apple's that is read whole has so many.
  int MAX_PAGES = 100;

  /// Reads a list to its end, page by page.
  ///
  /// @throws AppStoreConnectException.AppleFault when a page names one that was read before, or the
  ///   list has more than [#MAX_PAGES] pages
  default <T> List<T> all(ApiRequest request, Function<Resource, T> reader) {
    var page = send(request, document -> document.page(reader));
    var found = new ArrayList<T>(page.items());
    var followed = new HashSet<PageCursor>();
    for (var next = page.next(); next != null; next = page.next()) {
      if (!followed.add(next) || followed.size() == MAX_PAGES) {
        throw new AppStoreConnectException.AppleFault(
            new FailedCall(
                request.method(),
                request.template(),
                200,
                List.of(),
                false,
                null,
                "a list that does not end"));
      }
      page = follow(next, request, document -> document.page(reader));
      found.addAll(page.items());
    }
    return List.copyOf(found);
  }
}
