package dev.slipway.simulator.http;

import dev.slipway.simulator.settings.Exchange;
import dev.slipway.simulator.settings.PartPut;
import dev.slipway.wire.Recent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Records the exchanges and part uploads. Safe for use by many threads.
public final class Recorder {
  private final Recent<Exchange> exchanges;
  private final Recent<PartPut> partPuts;
  private final Map<String, Long> calls = new TreeMap<>();

  /// Keeps at most this many exchanges and part uploads.
  public Recorder(int kept) {
    exchanges = new Recent<>(kept);
    partPuts = new Recent<>(kept);
  }

  synchronized void exchange(String template, Exchange exchange) {
    calls.merge(exchange.method() + " " + template, 1L, Long::sum);
    exchanges.add(exchange);
  }

  void partPut(PartPut put) {
    partPuts.add(put);
  }

  /// Returns the exchanges, oldest first.
  public List<Exchange> exchanges() {
    return exchanges.all();
  }

  /// Returns the number of calls by method and template.
  public synchronized Map<String, Long> calls() {
    return new TreeMap<>(calls);
  }

  /// Returns the part uploads, in the order in which they ended.
  public List<PartPut> partPuts() {
    return partPuts.all();
  }
}
