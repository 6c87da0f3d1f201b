package dev.slipway.localaws.conformance;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/// The suite against moto, a second opinion on what AWS does: run with
/// `-Dmoto.endpoint=http://127.0.0.1:<port>`.
class MotoConformanceTest extends AwsConformance {
  private static final String ENDPOINT = System.getProperty("moto.endpoint", "");

  @BeforeAll
  void needsMoto() {
    if (ENDPOINT.isEmpty()) {
      System.out.println(
          "SKIPPED MotoConformanceTest: no moto_server (give"
              + " -Dmoto.endpoint=http://127.0.0.1:<port>)");
    }
    Assumptions.assumeFalse(ENDPOINT.isEmpty(), "moto.endpoint is not set");
    for (MotoDeviation deviation : deviations()) {
      System.out.println("moto deviates, " + deviation + ": " + deviation.reason());
    }
  }

  @Override
  URI endpoint() {
    return URI.create(ENDPOINT);
  }

  @Override
  Set<MotoDeviation> deviations() {
    return EnumSet.allOf(MotoDeviation.class);
  }
}
