package dev.slipway.runner.httpapi;

import dev.slipway.wire.Answer;
import java.util.Optional;

/// What the server has beside the API: web files, tokens, discovery.
public interface LocalPages {
  /// The page at a path; empty when there is none.
  ///
  /// @param method upper case
  /// @param query decoded query string, empty for none
  Optional<Answer> find(String method, String path, String query);

  /// The one foreign origin that the pages talk to, the drop bucket's; empty for none.
  String connectSource();
}
