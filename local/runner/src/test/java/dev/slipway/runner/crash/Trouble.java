package dev.slipway.runner.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.runner.crash.Point.Kind;
import dev.slipway.runner.crash.Point.Place;
import dev.slipway.simulator.settings.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes down every call and every trigger of a run, and lets one thing go wrong at one of them.
///
/// A death is that of all workers at work: from then on no call of theirs reaches anybody, and
/// whoever is started waits until the last of them has ended. What a dying worker does has no
/// effect, so it is as good as dead at once. Safe for use by many threads.
final class Trouble implements Disturbance {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LATE = Duration.ofMinutes(7);

  private final @Nullable Point point;
  private final SimulatorClock clock;
  private final Cast cast;
  private final Map<Place, Integer> seen = new HashMap<>();
  private final List<Point> happened = new ArrayList<>();
  private final Set<Thread> alive = new HashSet<>();
  private final Set<Thread> dying = new HashSet<>();
  private final List<Held> held = new ArrayList<>();
  private final List<Runnable> overtaken = new ArrayList<>();
  private boolean armed;
  private boolean dark;
  private boolean met;

  private record Held(Instant due, Runnable delivery) {}

  /// Who may meet with trouble, and how the table calls it.
  ///
  /// @param functions logical ids of the functions whose calls and triggers count
  /// @param rows what the names of the table's rows begin with
  /// @param scene what the names of calls and triggers begin with
  /// @param unheard the trigger that never comes, whatever else happens; empty for none
  record Cast(Set<String> functions, String rows, String scene, String unheard) {
    Cast(Set<String> functions, String rows, String scene) {
      this(functions, rows, scene, "");
    }

    Place place(String service, String name, boolean writes) {
      return new Place(rows + service, scene + name, writes);
    }
  }

  /// @param point null for a run in which nothing goes wrong
  Trouble(@Nullable Point point, SimulatorClock clock, Cast cast) {
    this.point = point;
    this.clock = clock;
    this.cast = cast;
  }

  @Override
  public synchronized void arm() {
    armed = true;
  }

  @Override
  public synchronized void disarm() {
    armed = false;
  }

  @Override
  public synchronized boolean wasMet() {
    return met;
  }

  @Override
  public synchronized List<Point> happened() {
    return List.copyOf(happened);
  }

  @Override
  public void deliverHeld() {
    List<Held> due;
    synchronized (this) {
      due = held.stream().filter(late -> !late.due().isAfter(clock.instant())).toList();
      held.removeAll(due);
    }
    due.forEach(late -> late.delivery().run());
  }

  // Triggers.

  @Override
  public void deliver(String function, String event, Runnable delivery) {
    if (!cast.functions().contains(function)) {
      delivery.run();
      return;
    }
    String trigger = trigger(event);
    if (trigger.equals(cast.unheard())) {
      return;
    }
    List<Runnable> after;
    @Nullable Kind kind;
    synchronized (this) {
      kind = note(cast.place("triggers", trigger, true));
      after = kind == Kind.OUT_OF_ORDER ? List.of() : List.copyOf(overtaken);
      overtaken.removeAll(after);
      if (kind == Kind.LATE) {
        held.add(new Held(clock.instant().plus(LATE), delivery));
      } else if (kind == Kind.OUT_OF_ORDER) {
        overtaken.add(delivery);
      }
    }
    if (kind == null || kind == Kind.TWICE) {
      delivery.run();
    }
    if (kind == Kind.TWICE) {
      delivery.run();
    }
    after.forEach(Runnable::run);
  }

  private static String trigger(String event) {
    try {
      var json = JSON.readTree(event);
      String type = json.path("detail-type").asText();
      if (!type.equals("Object Created")) {
        return type;
      }
      String key = json.path("detail").path("object").path("key").asText();
      return key.startsWith("wake/") ? "wake" : "drop " + tail(key);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("triggers are JSON", e);
    }
  }

  // Calls.

  @Override
  public Optional<Fault> aws(
      String service, String operation, String bucket, String key, String sessionToken) {
    if (!cast.functions().contains(sessionToken)) {
      return Optional.empty();
    }
    boolean writes =
        !operation.startsWith("Get")
            && !operation.startsWith("Head")
            && !operation.startsWith("List");
    String name = service.equals("s3") ? operation + " " + named(bucket, key) : operation;
    return switch (call(cast.place(service, name, writes))) {
      case WELL -> Optional.empty();
      case NOTHING -> Optional.of(Fault.cutBeforeEffect());
      case EFFECT -> Optional.of(Fault.answerLost());
    };
  }

  @Override
  public dev.slipway.simulator.settings.@Nullable Fault apple(String method, String path) {
    boolean part = path.startsWith("/parts/");
    String name = part ? "PUT part" : method + " " + template(path);
    return switch (call(cast.place(part ? "parts" : "apple", name, !method.equals("GET")))) {
      case WELL -> null;
      case NOTHING -> dev.slipway.simulator.settings.Fault.cutBeforeAnswer();
      case EFFECT -> dev.slipway.simulator.settings.Fault.cutBeforeAnswer().afterEffect();
    };
  }

  private enum Fate {
    WELL,
    NOTHING,
    EFFECT
  }

  private synchronized Fate call(Place place) {
    if (dark) {
      // Whoever calls now is dying: no need to let it try again.
      dying.forEach(Thread::interrupt);
      return Fate.NOTHING;
    }
    var kind = note(place);
    return switch (kind) {
      case KILLED_BEFORE -> {
        kill();
        dying.forEach(Thread::interrupt);
        yield Fate.NOTHING;
      }
      case KILLED_AFTER -> {
        kill();
        if (!place.writes()) {
          dying.forEach(Thread::interrupt);
        }
        // An interrupt now might cut the request before its effect; the next call brings it.
        yield Fate.EFFECT;
      }
      case ANSWER_LOST -> Fate.EFFECT;
      case null, default -> Fate.WELL;
    };
  }

  private void kill() {
    dying.addAll(alive);
    dark = !dying.isEmpty();
  }

  /// Counts, and says what goes wrong here.
  private @Nullable Kind note(Place place) {
    if (!armed) {
      return null;
    }
    int nth = seen.merge(place, 1, Integer::sum);
    happened.add(new Point(place, nth, Kind.KILLED_BEFORE));
    if (point == null || !point.place().equals(place) || point.nth() != nth) {
      return null;
    }
    met = true;
    return point.kind();
  }

  // Workers.

  @Override
  public void invoke(String function, Work work) throws Exception {
    if (!cast.functions().contains(function)) {
      work.run();
      return;
    }
    var self = Thread.currentThread();
    begin(self);
    try {
      work.run();
    } finally {
      if (end(self)) {
        throw new WorkerDiedException();
      }
    }
  }

  private synchronized void begin(Thread self) throws InterruptedException {
    while (dark) {
      wait();
    }
    alive.add(self);
  }

  /// @return whether it died
  private synchronized boolean end(Thread self) {
    alive.remove(self);
    boolean died = dying.remove(self);
    if (died) {
      // Not from here on: the thread goes on as the one who tells of the death.
      boolean _ = Thread.interrupted();
    }
    if (dark && dying.isEmpty()) {
      dark = false;
      notifyAll();
    }
    return died;
  }

  // Names that are the same in every run.

  private static String named(String bucket, String key) {
    if (bucket.endsWith("drops")) {
      return "drops/" + tail(key);
    }
    String[] segments = key.split("/", -1);
    return segments.length > 2 && segments[0].equals("tenants")
        ? "tenants/" + segments[2]
        : segments[0].equals("wake") && segments.length > 1 ? "wake/" + segments[1] : segments[0];
  }

  /// Without connection and folder.
  private static String tail(String key) {
    String[] segments = key.split("/", 3);
    return segments[segments.length - 1];
  }

  /// Ids stand behind the type.
  static String template(String path) {
    String[] segments = path.split("/", -1);
    if (segments.length > 3) {
      segments[3] = "{id}";
    }
    return String.join("/", segments);
  }
}
