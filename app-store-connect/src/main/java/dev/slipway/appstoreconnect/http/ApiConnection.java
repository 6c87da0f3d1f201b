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
  /// @throws dev.slipway.appstoreconnect.errors.AppStoreConnectException unless Apple answers 2xx
  ///   with a document that `reader` can read
  <T> T send(ApiRequest request, Function<Document, T> reader);

  /// Reads the page that `cursor` points to.
  ///
  /// @param like the request whose first page returned the cursor
  <T> T follow(PageCursor cursor, ApiRequest like, Function<Document, T> reader);

  /// The most pages read of one list; no list of Apple's that Slipway reads completely has more.
  int MAX_PAGES = 100;

  /// Reads all pages of a list.
  ///
  /// @throws AppStoreConnectException.AppleFault if a page refers to one that was already read, or
  ///   the list has more than [#MAX_PAGES] pages
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
