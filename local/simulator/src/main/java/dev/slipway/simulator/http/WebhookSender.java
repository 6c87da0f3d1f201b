package dev.slipway.simulator.http;

import dev.slipway.simulator.state.World;
import dev.slipway.simulator.webhooks.Notifications;
import dev.slipway.simulator.webhooks.Notifications.Outgoing;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Sends notifications to webhooks on this machine, one after the other. The world is unlocked
/// meanwhile, so the receiver may call the simulator. Safe for use by many threads.
public final class WebhookSender implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final World world;
  private final Notifications notifications;
  private final InstantSource clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          // A plain HTTP/2 client offers an upgrade with each request; Apple's deliveries do not.
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .build();
  private final ReentrantLock sending = new ReentrantLock();

  /// Sends the deliveries that these notifications plan.
  public WebhookSender(World world, Notifications notifications, InstantSource clock) {
    this.world = world;
    this.notifications = notifications;
    this.clock = clock;
  }

  /// Sends everything that is due, including what becomes due meanwhile, and returns when each
  /// delivery has been answered.
  ///
  /// @return how many were sent
  public int sendDue() {
    sending.lock();
    try {
      int sent = 0;
      List<Outgoing> due = locked(notifications::takeDue);
      while (!due.isEmpty()) {
        due.forEach(this::send);
        sent += due.size();
        due = locked(notifications::takeDue);
      }
      return sent;
    } finally {
      sending.unlock();
    }
  }

  private void send(Outgoing outgoing) {
    if (!Notifications.isReachable(outgoing.url())) {
      unanswered(outgoing, "The simulator delivers to this machine only");
      return;
    }
    HttpRequest request =
        HttpRequest.newBuilder(outgoing.url())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("x-apple-signature", outgoing.signature())
            .POST(HttpRequest.BodyPublishers.ofByteArray(outgoing.body()))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      locked(
          () -> {
            notifications.answered(outgoing.delivery(), answer.statusCode(), answer.body());
            return true;
          });
    } catch (IOException e) {
      unanswered(outgoing, "No answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      unanswered(outgoing, "Interrupted");
    }
  }

  private void unanswered(Outgoing outgoing, String message) {
    locked(
        () -> {
          notifications.unanswered(outgoing.delivery(), message);
          return true;
        });
  }

  private <T> T locked(Supplier<T> work) {
    world.lock().lock();
    try {
      world.settle(clock.instant());
      return work.get();
    } finally {
      world.lock().unlock();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
