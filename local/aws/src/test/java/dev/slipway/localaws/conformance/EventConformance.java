package dev.slipway.localaws.conformance;

import static dev.slipway.localaws.conformance.Conformance.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.localaws.endpoints.Deviation;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// PutEvents, the one call of EventBridge that we make.
interface EventConformance extends Conformance {
  private static PutEventsRequestEntry entry(String bus, String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source("slipway")
        .detailType("Release State Changed")
        .time(Instant.now())
        .detail(detail)
        .build();
  }

  private PutEventsResponse put(List<PutEventsRequestEntry> entries) {
    return aws().events().putEvents(request -> request.entries(entries));
  }

  @Test
  default void takesTenEventsAndGivesEachAnId() {
    var answer = put(Collections.nCopies(10, entry(newBus(), "{\"number\":1}")));
    assertThat(answer.failedEntryCount()).isZero();
    assertThat(answer.entries()).extracting(PutEventsResultEntry::eventId).hasSize(10);
    assertThat(answer.entries())
        .extracting(PutEventsResultEntry::eventId)
        .doesNotHaveDuplicates()
        .doesNotContainNull();
  }

  @Test
  default void refusesElevenEvents() {
    String bus = newBus();
    assertRefused(
        400,
        "ValidationException",
        () -> put(Collections.nCopies(11, entry(bus, "{\"number\":1}"))));
  }

  @Test
  default void refusesNoEvents() {
    if (deviates(Deviation.NO_EVENTS)) {
      assertThat(put(List.of()).entries()).isEmpty();
    } else {
      assertRefused(400, "ValidationException", () -> put(List.of()));
    }
  }

  @Test
  default void refusesAnEventWithoutADetailTypeForItself() {
    String bus = newBus();
    var right = entry(bus, "{\"number\":1}");
    var answer = put(List.of(right, right.toBuilder().detailType(null).build(), right));
    assertThat(answer.failedEntryCount()).isOne();
    assertThat(answer.entries())
        .extracting(PutEventsResultEntry::errorCode)
        .containsExactly(null, "InvalidArgument", null);
    assertThat(answer.entries().get(1).eventId()).isNull();
  }

  @Test
  default void refusesADetailThatIsNoJsonForItself() {
    String bus = newBus();
    var answer = put(List.of(entry(bus, "{\"number\":1}"), entry(bus, "{\"number\":")));
    assertThat(answer.failedEntryCount()).isOne();
    assertThat(answer.entries())
        .extracting(PutEventsResultEntry::errorCode)
        .containsExactly(null, "MalformedDetail");
  }

  @Test
  default void refusesMoreBytesThanARequestMayHold() {
    String detail = "{\"text\":\"" + "x".repeat(100_000) + "\"}";
    String bus = newBus();
    if (deviates(Deviation.LARGE_EVENTS)) {
      assertThat(put(Collections.nCopies(3, entry(bus, detail))).failedEntryCount()).isZero();
    } else {
      assertRefused(
          400, "ValidationException", () -> put(Collections.nCopies(3, entry(bus, detail))));
    }
  }
}
