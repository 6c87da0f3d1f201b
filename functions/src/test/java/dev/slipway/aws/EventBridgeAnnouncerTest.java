package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.announcements.Announcement;
import dev.slipway.announcements.Announcement.DetailType;
import dev.slipway.announcements.Announcer;
import dev.slipway.json.Json;
import dev.slipway.localaws.eventbridge.PublishedEvent;
import dev.slipway.localaws.faults.Fault;
import dev.slipway.localaws.faults.FaultRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventBridgeAnnouncerTest extends AnnouncerContract {
  @TempDir Path directory;
  private final AtomicReference<Instant> now = new AtomicReference<>(AT);
  private LocalAwsFixture fixture;
  private Announcer announcer;

  @BeforeEach
  void start() throws IOException {
    fixture = new LocalAwsFixture(directory);
    announcer = new EventBridgeAnnouncer(fixture.clients()::eventBridge, "slipway-test", now::get);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Override
  Announcer announcer() {
    return announcer;
  }

  private List<Long> arrived() {
    return fixture.aws().published().all().stream()
        .map(event -> Json.parse(event.detail()).number("number"))
        .toList();
  }

  private long requests() {
    return fixture.aws().requests().count("PutEvents");
  }

  @Test
  void putsTenAtATimeInOrder() {
    announcer.publish(announcements(25, "Changed."));

    assertThat(requests()).isEqualTo(3);
    assertThat(arrived()).containsExactlyElementsOf(LongStream.rangeClosed(1, 25).boxed().toList());
  }

  @Test
  void saysWhatWhenAndWhere() {
    announcer.publish(announcements(1, "Changed."));

    PublishedEvent event = fixture.aws().published().all().getFirst();
    assertThat(event.bus()).isEqualTo("slipway-test");
    assertThat(event.source()).isEqualTo("slipway");
    assertThat(event.detailType()).isEqualTo("Release State Changed");
    assertThat(event.time()).isEqualTo(AT);
    assertThat(Json.parse(event.detail()).string("id")).matches("[a-z2-7]{26}");
  }

  @Test
  void givesTheSameIdEachTime() {
    announcer.publish(announcements(2, "Changed."));
    announcer.publish(announcements(2, "Changed."));

    assertThat(
            fixture.aws().published().all().stream()
                .map(event -> Json.parse(event.detail()).string("id"))
                .distinct())
        .hasSize(2);
  }

  @Test
  void keepsARequestBelowItsLimitOfBytes() {
    var large =
        LongStream.rangeClosed(1, 4)
            .mapToObj(
                number ->
                    new Announcement(
                        number,
                        DetailType.RELEASE,
                        AT,
                        Map.of("number", number, "text", "x".repeat(100_000))))
            .toList();

    assertThat(announcer.publish(large)).hasSize(4);
    assertThat(requests()).isEqualTo(2);
  }

  @Test
  void leavesOutWhatNoRequestHolds() {
    var tooLarge = new Announcement(7, DetailType.RELEASE, AT, Map.of("text", "x".repeat(300_000)));

    assertThat(announcer.publish(List.of(tooLarge))).isEmpty();
    assertThat(requests()).isZero();
  }

  @Test
  void keepsOnlyWhatWasRefusedWhenTheRestWasTaken() {
    fixture.aws().published().refuseNext(2, "ThrottlingException");

    assertThat(announcer.publish(announcements(5, "Changed.")))
        .containsExactlyInAnyOrder(3L, 4L, 5L);
    assertThat(announcer.publish(announcements(2, "Changed."))).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void doesNotGoOnAfterARefusal() {
    fixture.aws().published().refuseNext(1, "InternalFailure");

    assertThat(announcer.publish(announcements(15, "Changed."))).hasSize(9);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void countsALostAnswerAsNotTaken() {
    fixture.aws().faults().add(FaultRule.events(Fault.answerLost()));

    assertThat(announcer.publish(announcements(1, "Changed."))).isEmpty();
    assertThat(arrived()).containsExactly(1L);
  }

  @Test
  void leavesABusThatFailsAloneForAMinute() {
    fixture.aws().faults().add(FaultRule.events(Fault.internalError()).times(100));

    assertThat(announcer.publish(announcements(25, "Changed."))).isEmpty();
    assertThat(announcer.publish(announcements(25, "Changed."))).isEmpty();
    assertThat(requests()).isEqualTo(1);

    now.set(AT.plus(Duration.ofMinutes(1)));
    fixture.aws().faults().clear();
    assertThat(announcer.publish(announcements(25, "Changed."))).hasSize(25);
  }

  @Test
  void opensNoClientBeforeThereIsSomethingToSay() {
    var idle =
        new EventBridgeAnnouncer(
            () -> {
              throw new AssertionError("opened");
            },
            "slipway-test",
            now::get);
    assertThat(idle.publish(List.of())).isEmpty();
  }

  @Test
  void isSilentWithoutABus() {
    var settings = Settings.from(fixture.environment(), Setting.EVENT_BUS);
    assertThat(EventBridgeAnnouncer.of(settings, fixture.clients(), now::get).isListening())
        .isFalse();
  }
}
