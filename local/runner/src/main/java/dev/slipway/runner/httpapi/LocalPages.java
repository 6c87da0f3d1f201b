package dev.slipway.runner.httpapi;

import dev.slipway.wire.Answer;
import java.util.Optional;

/// What the server answers besides the API: web files, tokens, discovery.
public interface LocalPages {
  /// Returns the page at a path; empty when there is no page.
  ///
  /// @param method upper case
  /// @param query decoded query string; empty when there is no query
  /// @param form body of a POST, at most 16 KiB of it; empty for other methods
  Optional<Answer> find(String method, String path, String query, String form);

  /// Returns the only other origin that the pages talk to, the drop bucket's; empty when the pages
  /// talk to no other origin.
  String connectSource();
}
