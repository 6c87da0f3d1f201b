package dev.slipway.runner.httpapi;

import java.util.Optional;

/// What the server has beside the API: web files, tokens, discovery.
public interface LocalPages {
  /// A file or a document. Immutable.
  final class Page {
    private final int status;
    private final String contentType;
    private final byte[] body;

    /// @param status HTTP status
    public Page(int status, String contentType, byte[] body) {
      this.status = status;
      this.contentType = contentType;
      this.body = body.clone();
    }

    int status() {
      return status;
    }

    String contentType() {
      return contentType;
    }

    byte[] body() {
      return body.clone();
    }
  }

  /// The page at a path; empty when there is none.
  ///
  /// @param method upper case
  /// @param query decoded query string, empty for none
  Optional<Page> find(String method, String path, String query);

  /// The one foreign origin that the pages talk to, the drop bucket's; empty for none.
  String connectSource();
}
