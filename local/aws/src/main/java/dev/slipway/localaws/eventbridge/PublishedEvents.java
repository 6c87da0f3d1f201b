package dev.slipway.localaws.eventbridge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The last 10,000 accepted events, oldest first. A file keeps all of them, one JSON line each.
/// Safe for use by many threads.
public final class PublishedEvents {
  private static final int LIMIT = 10_000;

  private final Path file;
  private final Deque<PublishedEvent> events = new ArrayDeque<>();
  private final List<Consumer<PublishedEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Deque<String> refusals = new ArrayDeque<>();

  /// Appends to this file, which need not exist yet.
  public PublishedEvents(Path file) {
    this.file = file;
  }

  /// Returns a copy of the events that are kept.
  public synchronized List<PublishedEvent> all() {
    return List.copyOf(events);
  }

  /// Passes every event from now on to this listener, on the thread of the request.
  public void listen(Consumer<PublishedEvent> listener) {
    listeners.add(listener);
  }

  /// Refuses the next entries, one by one, with this code, such as `ThrottlingException`; other
  /// entries of the same request are accepted.
  public synchronized void refuseNext(int entries, String errorCode) {
    for (int i = 0; i < entries; i++) {
      refusals.add(errorCode);
    }
  }

  synchronized Optional<String> refusal() {
    return Optional.ofNullable(refusals.poll());
  }

  void add(PublishedEvent event) throws IOException {
    synchronized (this) {
      if (events.size() == LIMIT) {
        events.removeFirst();
      }
      events.addLast(event);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          line(event) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    listeners.forEach(listener -> listener.accept(event));
  }

  private static String line(PublishedEvent event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", event.id());
    json.put("bus", event.bus());
    json.put("source", event.source());
    json.put("detail-type", event.detailType());
    json.put("time", event.time().toString());
    json.putRawValue("detail", new RawValue(event.detail()));
    return json.toString();
  }
}
