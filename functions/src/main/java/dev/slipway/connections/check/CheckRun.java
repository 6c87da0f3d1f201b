package dev.slipway.connections.check;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.apps.AppWithVersions;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.ForbiddenReason;
import dev.slipway.appstoreconnect.probes.ProbeResult;
import dev.slipway.appstoreconnect.resource.Page;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.connections.verdict.Capabilities;
import dev.slipway.connections.verdict.Capabilities.Evidence;
import dev.slipway.connections.verdict.Capabilities.Finding;
import dev.slipway.connections.verdict.CheckProblems;
import dev.slipway.connections.verdict.ConnectionState;
import dev.slipway.connections.verdict.KeyRejection;
import dev.slipway.connections.verdict.LikelyCause;
import dev.slipway.connections.verdict.LikelyRole;
import dev.slipway.connections.verdict.RejectionWords;
import dev.slipway.connections.verdict.SeenApp;
import dev.slipway.connections.verdict.Verdict;
import dev.slipway.connections.verdict.WantedApp;
import dev.slipway.connections.verdict.WantedApp.Visibility;
import dev.slipway.problems.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks one key, call by call: reads the apps with their versions; when Apple rejects the key,
/// tries it once as an individual key; then makes a call that App Manager and Admin pass, and one
/// that only Admin passes. Which role passes which call is known from single measurements (see
/// [dev.slipway.appstoreconnect.probes.ProbesClient]). Not thread-safe.
final class CheckRun {
  private static final int SHOWN_APPS = 200;

  /// Short, because the Account Holder may be fixing it now.
  private static final Duration NEXT_LOOK_AT_ACCOUNT = Duration.ofHours(1);

  private final CheckCalls calls;
  private final TokenSource tokens;
  private final KeyEvidence evidence;
  private final InstantSource clock;
  private final AppStoreConnectClient client;
  private final VerdictDraft draft;

  CheckRun(CheckCalls calls, TokenSource tokens, KeyEvidence evidence, InstantSource clock) {
    this.calls = calls;
    this.tokens = tokens;
    this.evidence = evidence;
    this.clock = clock;
    this.client = calls.client(tokens);
    this.draft = new VerdictDraft(calls, evidence.kind(), clock);
  }

  KeyCheck.Found run(@Nullable String wantedBundleId) {
    Page<AppWithVersions> apps;
    try {
      apps = calls.read(() -> client.apps().listWithVersions(SHOWN_APPS));
    } catch (AppStoreConnectException e) {
      return new KeyCheck.Found(refused(e), unknown(wantedBundleId));
    }
    draft.saw(apps.items().stream().map(SeenApp::of).toList(), apps.next() == null);
    WantedApp wanted;
    try {
      wanted = wantedBundleId == null ? null : look(wantedBundleId);
    } catch (AppStoreConnectException e) {
      return new KeyCheck.Found(refused(e), unknown(wantedBundleId));
    }
    if (apps.items().isEmpty()) {
      return new KeyCheck.Found(
          draft.found(
              ConnectionState.CONNECTED_WITH_LIMITS,
              CheckProblems.noAppVisible(evidence.kind()),
              Capabilities.readingOnly("Slipway can test this only when the key sees an app."),
              LikelyRole.UNKNOWN),
          wanted);
    }
    return new KeyCheck.Found(probe(apps.items().getFirst().app().id()), wanted);
  }

  static @Nullable WantedApp unknown(@Nullable String bundleId) {
    return bundleId == null ? null : new WantedApp(bundleId, Visibility.UNKNOWN);
  }

  private WantedApp look(String bundleId) {
    boolean visible = draft.seen().stream().anyMatch(app -> app.bundleId().equals(bundleId));
    if (!visible && !draft.allSeen()) {
      visible = calls.read(() -> client.apps().findByBundleId(bundleId)).isPresent();
    }
    return new WantedApp(bundleId, visible ? Visibility.VISIBLE : Visibility.NOT_VISIBLE);
  }

  private Verdict probe(AppId app) {
    var result = calls.probe(() -> client.probes().reviewSubmissions(app));
    return switch (result) {
      case ProbeResult.Allowed _, ProbeResult.Absent _ ->
          draft.found(ConnectionState.CONNECTED, null, Capabilities.managing(), managingRole(app));
      case ProbeResult.Forbidden forbidden
          when forbidden.refusal().reason() == ForbiddenReason.ROLE ->
          belowAppManager(forbidden.refusal());
      case ProbeResult.Forbidden forbidden -> refused(forbidden.refusal());
      case ProbeResult.KeyRefused refused -> refused(refused.refusal());
      case ProbeResult.Unknown unknown -> refused(unknown.failure());
    };
  }

  /// Returns the role of a key that can read review submissions. Apple rejects analytics reports
  /// for every individual key, so Slipway makes that call only for team keys.
  private LikelyRole managingRole(AppId app) {
    return switch (evidence.kind()) {
      case INDIVIDUAL -> LikelyRole.APP_MANAGER;
      case TEAM -> {
        if (!calls.mayAskMore()) {
          yield LikelyRole.UNKNOWN;
        }
        yield switch (client.probes().analyticsReportRequests(app)) {
          case ProbeResult.Allowed _, ProbeResult.Absent _ -> LikelyRole.ADMIN;
          case ProbeResult.Forbidden forbidden
              when forbidden.refusal().reason() == ForbiddenReason.ROLE ->
              LikelyRole.APP_MANAGER;
          case ProbeResult.Forbidden _, ProbeResult.KeyRefused _, ProbeResult.Unknown _ ->
              LikelyRole.UNKNOWN;
        };
      }
    };
  }

  /// Returns the verdict for a role below App Manager. Developer can read and upload builds;
  /// Marketing and Customer Support can only read them; Finance and Sales cannot read them.
  private Verdict belowAppManager(AppStoreConnectException refusal) {
    var upload =
        new Finding(
            Evidence.UNKNOWN,
            "The key can read builds, as the roles Developer, Marketing and Customer Support can;"
                + " only Developer may upload. Slipway cannot see which of these roles the key"
                + " has.");
    if (calls.mayAskMore()
        && client.probes().builds() instanceof ProbeResult.Forbidden forbidden
        && forbidden.refusal().reason() == ForbiddenReason.ROLE) {
      upload = new Finding(Evidence.NO, "Apple does not show builds to this key.");
    }
    var capabilities = Capabilities.belowAppManager(upload);
    return draft.found(
        ConnectionState.CONNECTED_WITH_LIMITS,
        CheckProblems.roleBelowAppManager(evidence.kind(), upload.evidence() == Evidence.NO)
            .withAppleErrors(VerdictDraft.words(refusal)),
        capabilities,
        LikelyRole.BELOW_APP_MANAGER);
  }

  private Verdict refused(AppStoreConnectException failure) {
    return switch (failure) {
      case AppStoreConnectException.Unauthorized refusal -> rejected(refusal);
      case AppStoreConnectException.Forbidden forbidden ->
          switch (forbidden.reason()) {
            case AGREEMENT ->
                calls.agreementSeenTwice()
                    ? draft
                        .notConnected(CheckProblems.agreementMissing(), forbidden)
                        .withNextCheckAt(clock.instant().plus(NEXT_LOOK_AT_ACCOUNT))
                    : draft.unknown(forbidden);
            case MEMBERSHIP ->
                draft
                    .notConnected(CheckProblems.membershipLapsed(), forbidden)
                    .withNextCheckAt(clock.instant().plus(NEXT_LOOK_AT_ACCOUNT));
            case ROLE ->
                draft
                    .notConnected(CheckProblems.roleWithoutApps(evidence.kind()), forbidden)
                    .withLikelyRole(LikelyRole.BELOW_APP_MANAGER);
            case TEAM -> teamRefused(forbidden);
            case OPERATION_NOT_ALLOWED -> draft.unknown(forbidden);
            // A page without an error of Apple's is not from Apple.
            case OTHER ->
                forbidden.errors().isEmpty() ? draft.unknown(forbidden) : teamRefused(forbidden);
          };
      case AppStoreConnectException.NotFound _,
          AppStoreConnectException.Conflict _,
          AppStoreConnectException.Invalid _,
          AppStoreConnectException.RateLimited _,
          AppStoreConnectException.AppleFault _,
          AppStoreConnectException.Unreachable _ ->
          draft.unknown(failure);
    };
  }

  private Verdict teamRefused(AppStoreConnectException.Forbidden refusal) {
    return draft
        .notConnected(CheckProblems.teamRefused(VerdictDraft.said(refusal)), refusal)
        .withNextCheckAt(clock.instant().plus(NEXT_LOOK_AT_ACCOUNT));
  }

  /// Returns the verdict for a rejected key. A key that never worked with these ids is tried once
  /// as an individual key if it is a team key, which confirms this cause or rules it out.
  private Verdict rejected(AppStoreConnectException.Unauthorized refusal) {
    var now = clock.instant();
    var workedAt = evidence.workedAt();
    if (workedAt != null) {
      var problem = RejectionWords.workedBefore(evidence.kind(), workedAt, rejection(now), now);
      return rejected(problem, List.of(LikelyCause.KEY_REVOKED), refusal);
    }
    return switch (evidence.kind()) {
      case INDIVIDUAL ->
          neverAccepted(
              List.of(
                  LikelyCause.ISSUER_ID_MISSING,
                  LikelyCause.OTHER_APPLE_SERVICE,
                  LikelyCause.KEY_REVOKED),
              refusal);
      case TEAM -> {
        if (!calls.mayAskMore()) {
          yield draft.unknown(refusal);
        }
        var other = calls.client(tokens.asIndividualKey());
        AppStoreConnectException answer;
        try {
          var taken = calls.read(() -> other.apps().list(1));
          yield individualWithIssuer(!taken.items().isEmpty(), refusal);
        } catch (AppStoreConnectException e) {
          answer = e;
        }
        yield switch (answer) {
          case AppStoreConnectException.Unauthorized _ ->
              neverAccepted(
                  evidence.issuerProved()
                      ? List.of(LikelyCause.OTHER_APPLE_SERVICE, LikelyCause.KEY_REVOKED)
                      : List.of(
                          LikelyCause.OTHER_APPLE_SERVICE,
                          LikelyCause.WRONG_ISSUER_ID,
                          LikelyCause.KEY_REVOKED),
                  refusal);
          // Apple accepts the key, but does not let it read the apps.
          case AppStoreConnectException.Forbidden forbidden
              when forbidden.reason() != ForbiddenReason.OTHER ->
              individualWithIssuer(false, refusal);
          case AppStoreConnectException.Forbidden _,
              AppStoreConnectException.NotFound _,
              AppStoreConnectException.Conflict _,
              AppStoreConnectException.Invalid _,
              AppStoreConnectException.RateLimited _,
              AppStoreConnectException.AppleFault _,
              AppStoreConnectException.Unreachable _ ->
              draft.unknown(answer);
        };
      }
    };
  }

  /// Adds a wrong Key ID to the causes: as the least likely one when the file name has the Key ID,
  /// otherwise as the most likely one. A file name of another Apple service makes that service the
  /// most likely cause.
  private List<LikelyCause> byFileName(List<LikelyCause> others) {
    var causes = new ArrayList<>(others);
    causes.add(evidence.fileNameAgrees() ? others.size() : 0, LikelyCause.WRONG_KEY_ID);
    if (evidence.fileOfOtherService() && causes.remove(LikelyCause.OTHER_APPLE_SERVICE)) {
      causes.addFirst(LikelyCause.OTHER_APPLE_SERVICE);
    }
    return causes;
  }

  private Verdict neverAccepted(List<LikelyCause> others, AppStoreConnectException refusal) {
    var now = clock.instant();
    var causes = byFileName(others);
    var problem = RejectionWords.neverAccepted(evidence.kind(), rejection(now), now);
    return rejected(problem, causes, refusal);
  }

  private Verdict individualWithIssuer(boolean seesApps, AppStoreConnectException refusal) {
    return rejected(
        RejectionWords.individualKeyWithIssuer(seesApps),
        List.of(LikelyCause.INDIVIDUAL_KEY_WITH_ISSUER),
        refusal);
  }

  private Verdict rejected(
      Problem problem, List<LikelyCause> causes, AppStoreConnectException refusal) {
    var now = clock.instant();
    return draft
        .notConnected(problem, refusal)
        .withLikelyCauses(causes)
        .withNextCheckAt(rejection(now).nextCheckAfter(now).orElse(null));
  }

  private KeyRejection rejection(Instant now) {
    var known = evidence.rejection();
    return known == null ? new KeyRejection(now) : known;
  }
}
