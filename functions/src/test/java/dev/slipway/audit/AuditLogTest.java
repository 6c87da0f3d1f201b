package dev.slipway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Acts are listed newest first, page by page, for their own tenant alone, and never replaced.
class AuditLogTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final Actor ANNA = new Actor("https://issuer.example.com#anna");

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final AuditLog log = new AuditLog(state);

  @Test
  void pagesNewestFirst() {
    for (int i = 0; i < 5; i++) {
      log.write("acme", act(NOW.plusSeconds(i), AuditAct.PLAN).withDetail("drop " + i));
    }
    var details = new ArrayList<String>();
    String next = null;
    do {
      var page = log.list("acme", next, 2);
      page.entries().forEach(entry -> details.add(entry.detail()));
      next = page.next();
    } while (next != null);
    assertThat(details).containsExactly("drop 4", "drop 3", "drop 2", "drop 1", "drop 0");
  }

  @Test
  void whatIsWrittenIsRead() {
    var entry =
        act(NOW, AuditAct.SUBMIT)
            .withConnection("connection")
            .withRelease("release")
            .withLink("link")
            .withDetail("f/release.json");
    log.write("acme", entry);
    assertThat(log.list("acme", null, 10).entries()).containsExactly(entry);
  }

  @Test
  void actsOfTheSameMomentAreAllKept() {
    for (int i = 0; i < 3; i++) {
      log.write("acme", act(NOW, AuditAct.CANCEL));
    }
    assertThat(log.list("acme", null, 10).entries()).hasSize(3);
  }

  @Test
  void aTenantSeesItsOwnActs() {
    for (String tenant : List.of("acme", "acme/audit", "Acme", "acm")) {
      log.write(tenant, act(NOW, AuditAct.CONNECT).withDetail(tenant));
    }
    assertThat(log.list("acme", null, 10).entries())
        .extracting(AuditEntry::detail)
        .containsExactly("acme");
  }

  @Test
  void anActOfANewerVersionIsShownAndADamagedOneLeftOut() {
    state.put(
        StateKeys.audit("acme", NOW, "newer"),
        Map.of(
            "at",
            NOW.toString(),
            "actor",
            ANNA.text(),
            "act",
            "SOMETHING_NEW",
            "source",
            "SOMEWHERE_NEW",
            "more",
            1));
    state.put(StateKeys.audit("acme", NOW, "damaged"), Map.of("at", "yesterday"));
    assertThat(log.list("acme", null, 10).entries())
        .extracting(AuditEntry::act)
        .containsExactly("SOMETHING_NEW");
  }

  @Test
  void textOfStrangersStaysOnOneLineAndShort() {
    var entry = act(NOW, AuditAct.BEGIN_UPLOAD).withDetail("a\n\u202e" + "b".repeat(2000));
    assertThat(entry.detail()).startsWith("a??bb").hasSize(1024);
  }

  private static AuditEntry act(Instant at, AuditAct act) {
    return AuditEntry.of(at, ANNA, act, AuditSource.API, "198.51.100.7");
  }
}
