package dev.slipway.aws;

import dev.slipway.announcements.Announcement;
import dev.slipway.announcements.Announcer;
import dev.slipway.json.Json;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/// Publishes announcements on an EventBridge bus. Thread-safe.
///
/// - A request holds at most 10 entries and 256 KB (Amazon EventBridge API Reference, "PutEvents";
///   the user guide's page "Calculating Amazon EventBridge PutEvents event entry size" says how an
///   entry is measured). Each entry is accepted or refused separately: `FailedEntryCount`, and an
///   `ErrorCode` in place of the entry's ID.
/// - This class repeats nothing: the caller keeps what was refused. After a request that failed as
///   a whole the bus is not called for a minute, so that a broken bus costs an invocation no more
///   than a few seconds.
/// - An entry larger than a request may be is rejected without a call; Slipway's have some KB.
public final class EventBridgeAnnouncer implements Announcer {
  private static final Logger LOGGER = System.getLogger(EventBridgeAnnouncer.class.getName());
  private static final String SOURCE = "slipway";
  private static final int MAX_ENTRIES = 10;
  private static final int MAX_SIZE_BYTES = 256 * 1024;
  private static final int TIME_SIZE_BYTES = 14;
  private static final Duration REST = Duration.ofMinutes(1);

  private final Supplier<EventBridgeClient> client;
  private final String bus;
  private final InstantSource clock;
  private final AtomicReference<@Nullable EventBridgeClient> opened = new AtomicReference<>();
  private final AtomicReference<Instant> restsUntil = new AtomicReference<>(Instant.MIN);

  /// Creates an announcer for a bus.
  ///
  /// @param client called once, with the first announcement: most invocations have none
  /// @param bus name or ARN
  public EventBridgeAnnouncer(Supplier<EventBridgeClient> client, String bus, InstantSource clock) {
    this.client = client;
    this.bus = bus;
    this.clock = clock;
  }

  /// Creates an announcer for the bus that the settings name; a silent one when they name no bus.
  public static Announcer of(Settings settings, AwsClients aws, InstantSource clock) {
    return settings
        .eventBus()
        .<Announcer>map(bus -> new EventBridgeAnnouncer(aws::eventBridge, bus, clock))
        .orElseGet(Announcer::silent);
  }

  @Override
  public boolean isListening() {
    return true;
  }

  @Override
  public Set<Long> publish(List<Announcement> announcements) {
    var taken = new HashSet<Long>();
    for (List<Entry> batch : batches(announcements.stream().map(this::entry).toList())) {
      if (clock.instant().isBefore(restsUntil.get()) || !put(batch, taken)) {
        break;
      }
    }
    return taken;
  }

  private record Entry(long number, PutEventsRequestEntry request, int sizeBytes) {}

  private Entry entry(Announcement announcement) {
    String type = announcement.detailType().text();
    String detail = Json.writeText(announcement.detail());
    var request =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source(SOURCE)
            .detailType(type)
            .time(announcement.at())
            .detail(detail)
            .build();
    int sizeBytes =
        TIME_SIZE_BYTES
            + SOURCE.length()
            + type.length()
            + detail.getBytes(StandardCharsets.UTF_8).length;
    return new Entry(announcement.number(), request, sizeBytes);
  }

  private static List<List<Entry>> batches(List<Entry> entries) {
    var batches = new ArrayList<List<Entry>>();
    var batch = new ArrayList<Entry>();
    int sizeBytes = 0;
    for (Entry entry : entries) {
      if (entry.sizeBytes > MAX_SIZE_BYTES) {
        LOGGER.log(Level.ERROR, "Event too large", Map.of("sizeBytes", entry.sizeBytes));
        continue;
      }
      if (batch.size() == MAX_ENTRIES || sizeBytes + entry.sizeBytes > MAX_SIZE_BYTES) {
        batches.add(List.copyOf(batch));
        batch.clear();
        sizeBytes = 0;
      }
      batch.add(entry);
      sizeBytes += entry.sizeBytes;
    }
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
    return batches;
  }

  /// @return false when further requests make no sense
  private boolean put(List<Entry> batch, Set<Long> taken) {
    try {
      var results =
          client()
              .putEvents(request -> request.entries(batch.stream().map(Entry::request).toList()))
              .entries();
      int refused = 0;
      String code = "";
      for (int i = 0; i < batch.size(); i++) {
        String error = i < results.size() ? results.get(i).errorCode() : "NoResult";
        if (error == null) {
          taken.add(batch.get(i).number);
        } else {
          refused++;
          code = error;
        }
      }
      if (refused > 0) {
        LOGGER.log(Level.WARNING, "Events not taken", Map.of("count", refused, "errorCode", code));
      }
      return refused == 0;
    } catch (SdkException e) {
      restsUntil.set(clock.instant().plus(REST));
      LOGGER.log(
          Level.WARNING,
          "Events not published",
          Map.of("count", batch.size(), "cause", Backoff.describe(e)));
      return false;
    }
  }

  private EventBridgeClient client() {
    var known = opened.get();
    if (known != null) {
      return known;
    }
    synchronized (opened) {
      var made = opened.get();
      if (made == null) {
        made = client.get();
        opened.set(made);
      }
      return made;
    }
  }
}
