package dev.slipway.appstoreconnect.http;

import dev.slipway.appstoreconnect.resource.Document;
import dev.slipway.appstoreconnect.resource.PageCursor;
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
}
