package dev.slipway.localaws.events;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Delivers events to their listeners: after the answer, one at a time per key, at most 64 at once.
///
/// Safe for use by many threads.
public final class ObjectEventDelivery implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ObjectEventDelivery.class.getName());

  private final Semaphore atOnce = new Semaphore(64);
  private final Map<String, List<ObjectEventListener>> listeners = new HashMap<>();
  private final Map<String, Deque<Waiting>> queues = new HashMap<>();
  private boolean closed;

  private record Waiting(ObjectEvent event, CompletableFuture<Void> answered) {}

  /// Adds a listener for one bucket.
  public synchronized void listen(String bucket, ObjectEventListener listener) {
    listeners.computeIfAbsent(bucket, absent -> new ArrayList<>()).add(listener);
  }

  /// Queues an event until `answered` completes. Called in the order of the key's changes.
  public synchronized void add(ObjectEvent event, CompletableFuture<Void> answered) {
    if (closed || !listeners.containsKey(event.bucket())) {
      return;
    }
    String queueName = event.bucket() + "/" + event.key();
    Deque<Waiting> queue = queues.get(queueName);
    if (queue != null) {
      queue.add(new Waiting(event, answered));
      return;
    }
    queue = new ArrayDeque<>();
    queue.add(new Waiting(event, answered));
    queues.put(queueName, queue);
    Thread.ofVirtual().name("object-events").start(() -> deliverAll(queueName));
  }

  /// Waits until nothing is queued and no listener runs.
  ///
  /// @return false if `limit` passed first
  public synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!queues.isEmpty()) {
      long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (leftMillis <= 0) {
        return false;
      }
      wait(leftMillis);
    }
    return true;
  }

  /// Stops delivering.
  @Override
  public synchronized void close() {
    closed = true;
    queues.values().forEach(Deque::clear);
  }

  private void deliverAll(String queueName) {
    while (true) {
      Waiting next;
      List<ObjectEventListener> receivers;
      synchronized (this) {
        Deque<Waiting> queue = queues.get(queueName);
        next = queue == null ? null : queue.poll();
        if (next == null) {
          queues.remove(queueName);
          notifyAll();
          return;
        }
        receivers = List.copyOf(listeners.getOrDefault(next.event().bucket(), List.of()));
      }
      deliver(next, receivers);
    }
  }

  private void deliver(Waiting waiting, List<ObjectEventListener> receivers) {
    try {
      waiting.answered().get();
      atOnce.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    try {
      for (ObjectEventListener receiver : receivers) {
        deliver(waiting.event(), receiver);
      }
    } finally {
      atOnce.release();
    }
  }

  private static void deliver(ObjectEvent event, ObjectEventListener receiver) {
    try {
      receiver.onObjectEvent(event);
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "a listener failed on " + event.bucket() + "/" + event.key(),
          e);
    }
  }
}
