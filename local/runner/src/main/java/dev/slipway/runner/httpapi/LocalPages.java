package dev.slipway.runner.httpapi;

import java.util.Optional;

/// What the server has beside the API: web files, tokens, discovery.
@FunctionalInterface
public interface LocalPages {
  /// A file or a document.
  ///
  /// @param status HTTP status
  record Page(int status, String contentType, byte[] body) {}

  /// The page at a path; empty when there is none.
  ///
  /// @param method upper case
  /// @param query decoded query string, empty for none
  Optional<Page> find(String method, String path, String query);
}
