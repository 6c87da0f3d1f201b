package dev.slipway.connections.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.slipway.actors.Actor;
import dev.slipway.announcements.Announcement;
import dev.slipway.announcements.Announcer;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What a function that died did not announce of a connect link is announced by the round over what
/// is due, which lists no more for it than it did.
class LinkAnnouncementTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final InMemoryStateStore state = new InMemoryStateStore();
  private final Bus bus = new Bus();
  private final ConnectLinkStore links = new ConnectLinkStore(state, clock, bus);
  private final ConnectionStore connections = new ConnectionStore(state, clock);
  private final LinkToken token = LinkToken.create();

  /// Takes everything, or dies.
  private static final class Bus implements Announcer {
    private final List<String> heard = new ArrayList<>();
    private boolean dead;

    @Override
    public boolean isListening() {
      return true;
    }

    @Override
    public Set<Long> publish(List<Announcement> announcements) {
      if (dead) {
        throw new IllegalStateException("the function died");
      }
      announcements.forEach(one -> heard.add(String.valueOf(one.detail().get("to"))));
      return announcements.stream().map(Announcement::number).collect(Collectors.toSet());
    }
  }

  @Test
  void anEventThatWasLostInACrashComesWithinMinutes() {
    bus.dead = true;
    assertThatIllegalStateException().isThrownBy(this::create);
    bus.dead = false;

    now.set(START.plus(Duration.ofMinutes(5)));
    due();
    assertThat(bus.heard).isEmpty();
    now.set(START.plus(Duration.ofMinutes(10)));
    due();

    assertThat(bus.heard).containsExactly("OPEN");
  }

  @Test
  void anEventThatWasAnnouncedIsNotAnnouncedAgain() {
    create();
    assertThat(bus.heard).containsExactly("OPEN");

    for (int minutes = 5; minutes < 60; minutes += 5) {
      now.set(START.plus(Duration.ofMinutes(minutes)));
      due();
    }

    assertThat(bus.heard).containsExactly("OPEN");
    assertThat(state.list(StateKeys.CHECKS_PREFIX, null, 10).keys()).isEmpty();
  }

  @Test
  void aWithdrawalIsAnnouncedTheSameWay() {
    create();
    bus.dead = true;
    var id = links.open(token).orElseThrow().id();
    assertThatIllegalStateException().isThrownBy(() -> links.revoke("anna", id, Actor.SCHEDULE));
    bus.dead = false;

    now.set(START.plus(Duration.ofMinutes(10)));
    due();

    assertThat(bus.heard).containsExactly("OPEN", "REVOKED");
  }

  private void create() {
    links.create(
        ConnectLink.open(
            token,
            "anna",
            new LinkTerms("Customer", "https://example.com/", null, null, Duration.ofDays(1)),
            Actor.SCHEDULE,
            START));
  }

  private void due() {
    assertThat(connections.due(now.get(), 10, links::announceDue)).isEmpty();
  }
}
