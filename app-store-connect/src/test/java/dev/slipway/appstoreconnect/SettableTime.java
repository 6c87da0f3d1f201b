package dev.slipway.appstoreconnect;

import dev.slipway.appstoreconnect.http.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A clock that stands still, and a sleeper that moves it on at once and remembers how far.
public final class SettableTime implements InstantSource, Sleeper {
  private final List<Duration> slept = new CopyOnWriteArrayList<>();
  private Instant now;

  public SettableTime(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public void sleep(Duration duration) {
    slept.add(duration);
    advance(duration);
  }

  public List<Duration> slept() {
    return slept;
  }
}
