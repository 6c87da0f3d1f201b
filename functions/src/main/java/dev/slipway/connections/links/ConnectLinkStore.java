package dev.slipway.connections.links;

import dev.slipway.actors.Actor;
import dev.slipway.announcements.Announcement.DetailType;
import dev.slipway.announcements.Announcer;
import dev.slipway.announcements.OutboxPublisher;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonShapeException;
import dev.slipway.state.Documents;
import dev.slipway.state.Documents.Versioned;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Connect links in the state bucket: a record under the hash of the token, and a marker for each
/// tenant. A change and its announcement are written together, and a marker before them: the round
/// over what is due publishes what a function that died did not. Thread-safe.
public final class ConnectLinkStore {
  private static final Logger LOGGER = System.getLogger(ConnectLinkStore.class.getName());

  /// When what a dead function left in an outbox is published.
  private static final Duration FIRST_ANNOUNCED_AGAIN = Duration.ofMinutes(6);

  private static final Duration ANNOUNCED_AGAIN = Duration.ofMinutes(30);

  /// Begins the name of a link's marker among the markers of connections.
  private static final String DUE = "link-";

  private static final int PAGE = 1000;

  private final StateStore state;
  private final Documents<ConnectLink> documents;
  private final OutboxPublisher publisher;
  private final InstantSource clock;

  /// One page of a tenant's links, in the order of their ids.
  ///
  /// @param next pass as `startAfter` for the next page; null at the end
  public record Page(List<ConnectLink> links, @Nullable String next) {
    public Page {
      links = List.copyOf(links);
    }
  }

  public ConnectLinkStore(StateStore state, InstantSource clock, Announcer announcer) {
    this.state = state;
    this.documents = new Documents<>(state, ConnectLink::toJson, ConnectLink::fromJson);
    this.publisher = new OutboxPublisher(announcer);
    this.clock = clock;
  }

  /// Stores a new link: first its marker, so that the tenant finds every link that can be used.
  public void create(ConnectLink link) {
    state.put(marker(link), Map.of());
    var prepared = prepared(link);
    markDue(prepared, FIRST_ANNOUNCED_AGAIN);
    documents.create(StateKeys.connectLink(link.tokenHash()), prepared).ifPresent(this::announced);
  }

  /// Returns the link that this token opens; empty when it is unknown, withdrawn or out of time.
  public Optional<ConnectLink> open(LinkToken token) {
    return documents
        .read(StateKeys.connectLink(token.hash()))
        .map(Versioned::value)
        .filter(link -> link.isUsable(clock.instant()));
  }

  /// Returns the tenant's link; another tenant's counts as absent.
  public Optional<ConnectLink> read(String tenant, LinkId id) {
    String prefix = StateKeys.tenantConnectLink(tenant, id, "");
    return state.list(prefix, null, 1).keys().stream()
        .findFirst()
        .flatMap(key -> documents.read(keyOfMarker(key)))
        .map(Versioned::value)
        .filter(link -> link.tenant().equals(tenant));
  }

  /// Returns the tenant's links.
  ///
  /// @param startAfter the `next` of the previous page; null for the first page
  /// @param limit 1 to 100
  public Page list(String tenant, @Nullable String startAfter, int limit) {
    String prefix = StateKeys.tenantConnectLinks(tenant);
    // Every marker of the id sorts before this key.
    String after = startAfter == null ? null : prefix + startAfter + "~~";
    var page = state.list(prefix, after, limit);
    var links = new ArrayList<ConnectLink>();
    for (String key : page.keys()) {
      readOneOf(keyOfMarker(key))
          .filter(link -> link.tenant().equals(tenant))
          .ifPresent(links::add);
    }
    String next = page.next();
    return new Page(
        links,
        next == null ? null : next.substring(prefix.length(), prefix.length() + LinkId.LENGTH));
  }

  /// Reads a link as one of several: an unreadable record is logged and left out, so that it does
  /// not block the others.
  private Optional<ConnectLink> readOneOf(String key) {
    try {
      return documents.read(key).map(Versioned::value);
    } catch (JsonShapeException | IllegalArgumentException e) {
      LOGGER.log(Level.ERROR, "A connect link cannot be understood", e);
      return Optional.empty();
    }
  }

  /// Changes the record by compare-and-set, and publishes what changed.
  ///
  /// @return the record after the change; empty when it does not exist
  public Optional<ConnectLink> update(ConnectLink link, UnaryOperator<ConnectLink> change) {
    return documents
        .update(StateKeys.connectLink(link.tokenHash()), change, this::replace)
        .map(Versioned::value);
  }

  private Optional<Versioned<ConnectLink>> replace(
      Versioned<ConnectLink> before, ConnectLink wanted) {
    var after = prepared(wanted);
    if (wanted.outbox().changes() > before.value().outbox().changes()) {
      markDue(after, FIRST_ANNOUNCED_AGAIN);
    }
    return documents
        .replace(StateKeys.connectLink(after.tokenHash()), after, before.version())
        .map(this::announced);
  }

  /// Notes when to look for what is not published; before the record, so that nothing is lost.
  private void markDue(ConnectLink link, Duration after) {
    if (!link.outbox().isEmpty()) {
      state.put(StateKeys.linkDue(clock.instant().plus(after), DUE + link.tokenHash()), Map.of());
    }
  }

  /// Publishes what the link of a due marker has not published. Does nothing for a marker of
  /// something else.
  ///
  /// @param name the last segment of the marker's key
  public void announceDue(String name) {
    if (name.startsWith(DUE)) {
      try {
        documents
            .read(StateKeys.connectLink(name.substring(DUE.length())))
            .filter(stored -> !stored.value().outbox().isEmpty())
            .ifPresent(this::announceAgain);
      } catch (RuntimeException e) {
        LOGGER.log(Level.ERROR, "A connect link could not be announced", e);
      }
    }
  }

  private void announceAgain(Versioned<ConnectLink> stored) {
    markDue(stored.value(), ANNOUNCED_AGAIN);
    announced(stored);
  }

  /// Withdraws the link. What it made stays, what is not verified yet is removed by the next check.
  ///
  /// @return empty when the tenant has no such link
  public Optional<ConnectLink> revoke(String tenant, LinkId id, Actor actor) {
    return read(tenant, id)
        .flatMap(link -> update(link, stands -> stands.revoked(actor, clock.instant())));
  }

  /// Publishes what is not published of all tenants' links, and removes links that ended a month
  /// ago.
  public void maintain() {
    String position = null;
    do {
      var page = state.list(StateKeys.CONNECT_LINKS_PREFIX, position, PAGE);
      page.keys().forEach(this::maintain);
      position = page.next();
    } while (position != null);
  }

  private void maintain(String key) {
    try {
      documents.read(key).ifPresent(stored -> maintain(key, stored));
    } catch (RuntimeException e) {
      LOGGER.log(Level.ERROR, "A connect link could not be maintained", e);
    }
  }

  private void maintain(String key, Versioned<ConnectLink> stored) {
    var link = stored.value();
    if (link.isRemovable(clock.instant())) {
      // The marker first: the next round finds the record, whatever happens in between.
      state.delete(marker(link));
      state.delete(key);
    } else if (!link.outbox().isEmpty()) {
      announced(stored);
    }
  }

  private ConnectLink prepared(ConnectLink link) {
    Instant now = clock.instant();
    return link.withOutbox(publisher.forWriting(link.outbox(), now, now.plus(ANNOUNCED_AGAIN)));
  }

  private Versioned<ConnectLink> announced(Versioned<ConnectLink> written) {
    var link = written.value();
    var outbox =
        publisher.publish(link.outbox(), DetailType.CONNECT_LINK, link.id(), () -> subject(link));
    if (!outbox.isStale()) {
      return written;
    }
    var settled = prepared(link.withOutbox(outbox));
    return documents
        .replace(StateKeys.connectLink(link.tokenHash()), settled, written.version())
        .orElseGet(() -> new Versioned<>(settled, written.version()));
  }

  private static JsonFields subject(ConnectLink link) {
    var bound = link.bound();
    return JsonFields.with("tenant", link.tenant())
        .put("connectLinkId", link.id())
        .putIfNotNull("connectionId", bound == null ? null : bound.connectionId());
  }

  private static String marker(ConnectLink link) {
    return StateKeys.tenantConnectLink(
        link.tenant(), link.id(), link.tokenHash().substring(LinkId.LENGTH));
  }

  private static String keyOfMarker(String marker) {
    return StateKeys.connectLink(marker.substring(marker.lastIndexOf('/') + 1).replace("~", ""));
  }
}
