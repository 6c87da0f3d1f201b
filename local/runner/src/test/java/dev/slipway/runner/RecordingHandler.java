package dev.slipway.runner;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Remembers what it was called with, and fails for objects as often as told.
public final class RecordingHandler implements RequestStreamHandler {
  static final List<String> EVENTS = new CopyOnWriteArrayList<>();
  static final List<Instant> TIMES = new CopyOnWriteArrayList<>();
  static final AtomicInteger FAILURES_LEFT = new AtomicInteger();
  static final AtomicInteger RUNNING = new AtomicInteger();
  static final AtomicInteger MOST_RUNNING = new AtomicInteger();
  private final InstantSource clock;

  public RecordingHandler(Map<String, String> environment, InstantSource clock) {
    this.clock = clock;
  }

  static void forget() {
    EVENTS.clear();
    TIMES.clear();
    FAILURES_LEFT.set(0);
    MOST_RUNNING.set(0);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    int running = RUNNING.incrementAndGet();
    MOST_RUNNING.accumulateAndGet(running, Math::max);
    try {
      TIMES.add(clock.instant());
      String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      EVENTS.add(event);
      Thread.yield();
      if (event.contains("aws.s3")
          && FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("as told");
      }
    } finally {
      RUNNING.decrementAndGet();
    }
  }
}
