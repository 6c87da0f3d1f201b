package dev.slipway.simulator.http;

import dev.slipway.simulator.settings.Exchange;
import dev.slipway.simulator.settings.PartPut;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Remembers what went over the wire. Safe for use by many threads.
public final class Recorder {
  private final int kept;
  private final Deque<Exchange> exchanges = new ArrayDeque<>();
  private final Map<String, Long> calls = new TreeMap<>();
  private final Deque<PartPut> partPuts = new ArrayDeque<>();

  /// Keeps at most that many exchanges and part uploads.
  public Recorder(int kept) {
    this.kept = kept;
  }

  synchronized void exchange(String template, Exchange exchange) {
    calls.merge(exchange.method() + " " + template, 1L, Long::sum);
    exchanges.addLast(exchange);
    if (exchanges.size() > kept) {
      exchanges.removeFirst();
    }
  }

  synchronized void partPut(PartPut put) {
    partPuts.addLast(put);
    if (partPuts.size() > kept) {
      partPuts.removeFirst();
    }
  }

  /// The exchanges, oldest first.
  public synchronized List<Exchange> exchanges() {
    return new ArrayList<>(exchanges);
  }

  /// Number of calls by method and template.
  public synchronized Map<String, Long> calls() {
    return new TreeMap<>(calls);
  }

  /// The part uploads, in the order in which they ended.
  public synchronized List<PartPut> partPuts() {
    return new ArrayList<>(partPuts);
  }
}
