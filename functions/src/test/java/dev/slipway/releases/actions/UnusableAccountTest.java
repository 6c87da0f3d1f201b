package dev.slipway.releases.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actors.Actor;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.budgets.KeyBudgets;
import dev.slipway.budgets.Purpose;
import dev.slipway.connections.Connect;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.connections.CurrentKey;
import dev.slipway.connections.KeySecrets;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.connections.check.AppleKeys;
import dev.slipway.connections.verdict.Capabilities;
import dev.slipway.connections.verdict.CheckProblems;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.KeyKind;
import dev.slipway.connections.verdict.KeyRejection;
import dev.slipway.connections.verdict.LikelyCause;
import dev.slipway.connections.verdict.RejectionWords;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.metrics.Metrics;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.quotas.QuotaCounts;
import dev.slipway.quotas.TenantQuotas;
import dev.slipway.releases.actions.AppleAccounts.Account;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a release shows that waits for its connection, and when it asks for a check (cases, G01,
/// G02 and G13).
class UnusableAccountTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final InMemoryStateStore state = new InMemoryStateStore();
  private final ConnectionStore connections = new ConnectionStore(state, clock);
  private final ConnectedAccounts accounts =
      new ConnectedAccounts(
          connections,
          new AppleKeys((_, _) -> Optional.empty(), clock),
          new KeyBudgets(state, clock),
          URI.create("http://127.0.0.1:1"),
          clock,
          Sleeper.real(),
          Metrics.none());
  private ConnectionId id;

  @BeforeEach
  void connect() throws GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("EC");
    pair.initialize(256);
    var key =
        new AppleKey(
            "2X9R4HXF34",
            null,
            "print",
            (ECPrivateKey) pair.generateKeyPair().getPrivate(),
            true,
            false);
    id =
        new Connect(
                connections,
                new NoSecrets(),
                new QuotaCounts(state, TenantQuotas.PRESET, clock),
                clock)
            .connect("anna", key, Actor.DROP)
            .connection()
            .id();
    state.delete(StateKeys.wakeCheck(id));
    found(Verdict.of(ConnectionState.CONNECTED, null, Capabilities.managing(), START));
  }

  @Test
  void waitsForTheScheduledCheckAndAsksForItWhenItIsLate() {
    rejected();

    var first = open();
    assertThat(first.retryAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(first.problem().type()).isEqualTo(ProblemType.CONNECTION_NOT_USABLE);
    assertThat(first.problem().detail())
        .isEqualTo(
            "Apple rejects the key of this connection, which worked before. Apple's sign-in"
                + " probably has an outage (developer.apple.com/system-status); otherwise the key"
                + " was revoked, its owner left the team, or the owner's right to have an"
                + " individual key was taken away. Slipway checks the key again automatically; the"
                + " release then resumes.");
    assertThat(wakes()).isEmpty();

    now.set(START.plus(Duration.ofMinutes(2)));
    assertThat(open().retryAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(wakes()).containsExactly(StateKeys.wakeCheck(id));
  }

  @Test
  void saysAfterAnHourThatTheKeyProbablyEnded() {
    rejected();
    now.set(START.plus(Duration.ofMinutes(61)));
    rejected();

    assertThat(open().problem().detail())
        .isEqualTo(
            "Apple has rejected the key of this connection since 2026-11-23T10:00:00Z, so probably"
                + " the key was revoked, its owner left the team, or the owner's right to have an"
                + " individual key was taken away. Look at it in App Store Connect under Users and"
                + " Access, and connect a new key if it is no longer active. Slipway checks the key"
                + " again automatically; the release then resumes.");
  }

  /// The verdict lists the causes of a key that Apple never accepted, and a release has no list.
  @Test
  void namesTheMostLikelyCauseOfAKeyThatNeverWorked() {
    connections.update(
        id,
        stands -> stands.withKey(new CurrentKey("2X9R4HXF34", "print", true, true, false, null)));
    var since = new KeyRejection(now.get());
    found(
        Verdict.of(
                ConnectionState.NOT_CONNECTED,
                RejectionWords.neverAccepted(KeyKind.INDIVIDUAL, since, now.get()),
                Capabilities.NONE,
                now.get())
            .withLikelyCauses(List.of(LikelyCause.ISSUER_ID_MISSING, LikelyCause.KEY_REVOKED)));

    assertThat(open().problem().detail())
        .contains("check the likely causes")
        .contains("The most likely one: " + LikelyCause.ISSUER_ID_MISSING.advice())
        .doesNotContain(LikelyCause.KEY_REVOKED.advice());
  }

  /// The previous version recorded no time for the next check, and after a day no check is
  /// scheduled.
  @Test
  void asksForACheckEveryHourWhenNoneIsScheduled() {
    rejected();
    connections.update(
        id,
        stands ->
            stands.withVerdict(
                Optional.ofNullable(stands.verdict()).orElseThrow().withNextCheckAt(null)));

    assertThat(open().retryAfter()).isEqualTo(Duration.ofHours(1));
    now.set(START.plus(Duration.ofHours(1)));
    open();
    assertThat(wakes()).hasSize(1);
  }

  /// The record names a key that the store does not have: a check adopts the one that is there.
  @Test
  void asksForACheckOnceAMinuteWhenTheStoreHasAnotherKey() {
    assertThat(open().problem().detail()).contains("is not in the key store yet");
    assertThat(wakes()).containsExactly(StateKeys.wakeCheck(id));
    state.delete(StateKeys.wakeCheck(id));

    now.set(START.plusSeconds(59));
    open();
    assertThat(wakes()).isEmpty();
    now.set(START.plusSeconds(60));
    open();
    assertThat(wakes()).hasSize(1);
  }

  @Test
  void doesNotBlameTheKeyForATeamThatAppleRefuses() {
    for (Problem problem :
        List.of(
            CheckProblems.teamRefused("This provider does not exist."),
            CheckProblems.membershipLapsed(),
            CheckProblems.agreementMissing())) {
      found(Verdict.of(ConnectionState.NOT_CONNECTED, problem, Capabilities.NONE, START));

      assertThat(open().problem().detail())
          .isEqualTo(problem.detail() + " The release then resumes automatically.")
          .doesNotContain("does not accept its key");
    }
  }

  private void rejected() {
    var since = connections.read(id).orElseThrow().rejection().orElse(new KeyRejection(now.get()));
    found(
        Verdict.of(
                ConnectionState.NOT_CONNECTED,
                RejectionWords.workedBefore(KeyKind.INDIVIDUAL, START, since, now.get()),
                Capabilities.NONE,
                now.get())
            .withNextCheckAt(since.nextCheckAfter(now.get()).orElse(null)));
  }

  private void found(Verdict verdict) {
    connections.update(id, stands -> stands.checked(verdict, Actor.SCHEDULE, now.get()));
  }

  private Account.NotUsable open() {
    return (Account.NotUsable) accounts.open(id, Purpose.RELEASE);
  }

  private List<String> wakes() {
    return state.list("wake/", null, 10).keys();
  }

  private static final class NoSecrets implements KeySecrets.Intake {
    @Override
    public void putCurrent(ConnectionId id, String tenant, AppleKey key) {}

    @Override
    public boolean putPending(ConnectionId id, AppleKey key) {
      return true;
    }

    @Override
    public void scheduleDeletion(ConnectionId id) {}
  }
}
