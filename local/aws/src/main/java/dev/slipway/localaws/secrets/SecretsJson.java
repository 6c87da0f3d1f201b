package dev.slipway.localaws.secrets;

import com.fasterxml.jackson.databind.ObjectMapper;

/// The JSON parser, in a class of its own so that a start without secrets does not load it.
final class SecretsJson {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private SecretsJson() {}
}
