package dev.slipway.releases.reconcile;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unauthorized;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.budgets.Allowance;
import dev.slipway.problems.Problem;
import dev.slipway.releases.actions.Acted;
import dev.slipway.releases.actions.Acted.Stop;
import dev.slipway.releases.actions.AppSearch;
import dev.slipway.releases.actions.AppleAccounts;
import dev.slipway.releases.actions.AppleAccounts.Account;
import dev.slipway.releases.actions.AppleLook;
import dev.slipway.releases.actions.BuildFileSteps;
import dev.slipway.releases.actions.BuildSteps;
import dev.slipway.releases.actions.BuildUploadRemovals;
import dev.slipway.releases.actions.EncryptionSteps;
import dev.slipway.releases.actions.Outcome;
import dev.slipway.releases.actions.PhasedReleaseSteps;
import dev.slipway.releases.actions.PurchaseSteps;
import dev.slipway.releases.actions.ReviewSteps;
import dev.slipway.releases.actions.StepResult;
import dev.slipway.releases.actions.VersionSteps;
import dev.slipway.releases.actions.Withdrawals;
import dev.slipway.releases.bytes.PlanReading;
import dev.slipway.releases.lane.LaneClaims;
import dev.slipway.releases.model.LateWrites;
import dev.slipway.releases.model.Orders.PhasedOrder;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.Status;
import dev.slipway.releases.model.ledgers.AbandonedUpload;
import dev.slipway.releases.model.ledgers.PlanLedger;
import dev.slipway.releases.plan.PlanComparison;
import dev.slipway.releases.plan.PlanMaking;
import dev.slipway.releases.steps.Step;
import dev.slipway.releases.storefronts.StorefrontLook;
import dev.slipway.releases.testflight.BetaBuildSteps;
import dev.slipway.releases.testflight.BetaGroupSteps;
import dev.slipway.releases.testflight.TestFlightSteps;
import dev.slipway.releases.testflight.TestInformationSteps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Carries out looks and writes with the connection's account; one class per kind of resource does
/// the work.
final class AppleSteps {
  /// More calls than a step without content makes; one with content asks again on its way.
  private static final int CALLS_OF_A_STEP = 6;

  private final AppleAccounts accounts;
  private final LaneClaims lanes;
  private final StorefrontLook storefronts;
  private final InstantSource clock;

  AppleSteps(
      AppleAccounts accounts, LaneClaims lanes, StorefrontLook storefronts, InstantSource clock) {
    this.accounts = accounts;
    this.lanes = lanes;
    this.storefronts = storefronts;
    this.clock = clock;
  }

  Acted run(Session session, Step.AtApple step) {
    boolean committed = session.release().build().committedAt() != null;
    var acted = act(session, step);
    if (!committed
        && acted instanceof StepResult result
        && result.release().build().committedAt() != null) {
      // Either our own call committed it, or we found the commit because its answer was lost.
      lanes.uploaded(result.release());
    }
    return acted;
  }

  private Acted act(Session session, Step.AtApple step) {
    var release = session.release();
    var now = clock.instant();
    return switch (step) {
      case Step.FindApp _ ->
          withAccount(session, now, apple -> new AppSearch(apple).find(release, session::saw));
      case Step.Look look -> withAccount(session, now, apple -> look(apple, release, look, now));
      case Step.Write write ->
          withAccount(
              session,
              now,
              // The time is read again: recording the intent and opening the account may take long.
              apple -> {
                if (Approvals.isMissing(session.release(), session.asksForApproval(), write)) {
                  return StepResult.progressed(Approvals.required(release, now));
                }
                return session.leaseCovers(write.kind())
                    ? write(apple, release, write, now)
                    : Stop.LEASE_TOO_SHORT;
              });
    };
  }

  @FunctionalInterface
  interface AppleAct {
    Acted on(AppStoreConnectClient apple);
  }

  /// Makes the plan: what the release waits for is imagined as over, and what does not exist yet is
  /// imagined, too.
  Acted makePlan(Session session, PlanReading plans) {
    var now = clock.instant();
    return withAccount(
        session,
        now,
        apple ->
            plans.plan(
                apple,
                session.release(),
                source -> making(apple, now).make(session.release(), source)));
  }

  /// Makes the plan of what is left, and compares it with the one that a person agreed to.
  Acted comparePlan(Session session, PlanReading plans) {
    return withAccount(
        session,
        clock.instant(),
        apple ->
            plans.plan(
                apple,
                session.release(),
                source -> {
                  var release = session.release();
                  var made = making(apple, clock.instant()).makeAgain(release, source);
                  return made.outcome() instanceof Outcome.Progressed
                      ? PlanComparison.of(release, made.release().plan(), clock.instant())
                      : new StepResult(release, made.outcome());
                }));
  }

  private PlanMaking making(AppStoreConnectClient apple, Instant now) {
    AppleLook looks = (release, look, at) -> foresee(apple, release, look, at);
    return new PlanMaking(looks, now);
  }

  private StepResult foresee(
      AppStoreConnectClient apple, ReleaseRecord release, Step.Look look, Instant now) {
    return switch (look) {
      case Step.ObserveVersions() -> new VersionSteps(apple).foresee(release, now);
      case Step.ObserveSubmission() -> new ReviewSteps(apple).foresee(release, now);
      case Step.ObserveEncryptionDeclarations(BuildId build)
          when build.value().equals(PlanLedger.PLANNED_ID) ->
          new EncryptionSteps(apple).foresee(release, now);
      case Step.ObserveTestFlight(BuildId build) when build.value().equals(PlanLedger.PLANNED_ID) ->
          new TestFlightSteps(apple).foresee(release);
      case Step.ObserveTestFlight _,
          Step.ObserveEncryptionDeclarations _,
          Step.FindApp _,
          Step.FindBuildUpload _,
          Step.FindBuildUploadFile _,
          Step.ObserveBuildUpload _,
          Step.ObserveReview _ ->
          look(apple, release, look, now);
    };
  }

  Acted withAccount(Session session, Instant now, AppleAct act) {
    var release = session.release();
    var account = session.account(purpose -> accounts.open(release.connectionId(), purpose));
    return switch (account) {
      case Account.Usable(AppStoreConnectClient apple, Allowance allowance, var _, var _) ->
          allowance
              .extendTo(CALLS_OF_A_STEP)
              .<Acted>map(until -> exhausted(release, Account.Exhausted.of(until)))
              .orElseGet(() -> acted(release, act, apple));
      case Account.Exhausted exhausted -> exhausted(release, exhausted);
      case Account.NotUsable(Problem problem, Duration retryAfter) ->
          StepResult.notBegun(
              release,
              new Outcome.Waiting(
                  null,
                  now.plus(retryAfter),
                  "Waiting for the connection: " + problem.type().title() + ".",
                  problem));
      case Account.Gone() -> StepResult.progressed(disconnected(release, now));
    };
  }

  /// Returns the release without what needs the connection. One that is on the App Store stays so:
  /// only the order to change its phased release ends, which would be planned again without end.
  private static ReleaseRecord disconnected(ReleaseRecord release, Instant now) {
    var left = release.withOrders(release.orders().notPhased());
    return release.state().isOpen() || release.orders().cancel() != null
        ? left.moved(
            Status.ended(ReleaseState.CANCELED, null),
            now,
            "The connection was disconnected.",
            release.actor())
        : left.moved(
            release.status().dueAt(null),
            now,
            "The phased release was not changed: the connection is disconnected.",
            release.actor());
  }

  private Acted acted(ReleaseRecord release, AppleAct act, AppStoreConnectClient apple) {
    try {
      return act.on(apple);
    } catch (Unauthorized e) {
      accounts.keyRejected(release.connectionId());
      throw e;
    }
  }

  private static StepResult exhausted(ReleaseRecord release, Account.Exhausted exhausted) {
    return StepResult.notBegun(
        release,
        new Outcome.Waiting(
            null,
            exhausted.until(),
            "Waiting because of Apple's rate limit for this key.",
            exhausted.problem()));
  }

  private StepResult look(
      AppStoreConnectClient apple, ReleaseRecord release, Step.Look look, Instant now) {
    var builds = new BuildSteps(apple);
    return switch (look) {
      case Step.FindApp() -> new AppSearch(apple).find(release, _ -> {});
      case Step.FindBuildUpload() -> builds.findBuildUpload(release, now);
      case Step.FindBuildUploadFile() ->
          new BuildFileSteps(apple).findBuildUploadFile(release, now);
      case Step.ObserveBuildUpload() -> builds.observeBuildUpload(release, now);
      case Step.ObserveEncryptionDeclarations(BuildId build) ->
          new EncryptionSteps(apple).observe(release, build, now);
      case Step.ObserveVersions() -> new VersionSteps(apple).observe(release, now);
      case Step.ObserveTestFlight testFlight ->
          new TestFlightSteps(apple).observe(release, testFlight, now);
      case Step.ObserveSubmission() -> new ReviewSteps(apple).observeSubmission(release, now);
      case Step.ObserveReview() ->
          storefronts.onSale(
              apple, release, new ReviewSteps(apple).observeReview(release, now), now);
    };
  }

  private StepResult write(
      AppStoreConnectClient apple, ReleaseRecord release, Step.Write write, Instant now) {
    var builds = new BuildSteps(apple);
    var files = new BuildFileSteps(apple);
    var removals = new BuildUploadRemovals(apple);
    var versions = new VersionSteps(apple);
    var phasedReleases = new PhasedReleaseSteps(apple);
    var reviews = new ReviewSteps(apple);
    return switch (write) {
      case Step.RemoveAbandonedUpload(AbandonedUpload abandoned) ->
          removals.removeAbandoned(release, abandoned);
      case Step.LookOnceMore(LateWrites late) -> removals.lookOnceMore(release, late, now);
      case Step.ReserveBuildUpload() -> builds.reserveBuildUpload(release, now);
      case Step.ReserveBuildUploadFile() -> files.reserveBuildUploadFile(release, now);
      case Step.CommitBuildUploadFile() -> files.commit(release, now);
      case Step.DiscardBuildUpload() -> removals.discard(release, now);
      case Step.DeclareEncryption declare ->
          new EncryptionSteps(apple).declare(release, declare, now);
      case Step.AttachEncryptionDeclaration attach ->
          new EncryptionSteps(apple).attach(release, attach, now);
      case Step.CreateVersion create -> versions.create(release, create, now);
      case Step.UpdateVersion update -> versions.update(release, update, now);
      case Step.TestFlightWrite testFlight -> testFlight(apple, release, testFlight, now);
      case Step.ChangePhasedRelease(PhasedOrder order) ->
          phasedReleases.change(release, order, now);
      case Step.AddPhasedRelease phased -> phasedReleases.add(release, phased);
      case Step.RemovePhasedRelease phased -> phasedReleases.remove(release, phased);
      case Step.RemoveSubmissionItem item -> versions.takeOutOfDraft(release, item, now);
      case Step.CreateSubmission() -> reviews.createSubmission(release, now);
      case Step.AddSubmissionItem item ->
          storefronts.beforeSubmission(apple, reviews.addItem(release, item, now), now);
      case Step.AddPurchaseItem item -> new PurchaseSteps(apple).add(release, item, now);
      case Step.ResolveSubmissionItem item -> reviews.resolveItem(release, item, now);
      case Step.Submit submit -> reviews.submit(release, submit, now);
      case Step.RequestRelease request -> reviews.requestRelease(release, request, now);
      case Step.CancelSubmission cancel -> new Withdrawals(apple).cancel(release, cancel, now);
    };
  }

  private static StepResult testFlight(
      AppStoreConnectClient apple, ReleaseRecord release, Step.TestFlightWrite write, Instant now) {
    var builds = new TestFlightSteps(apple);
    var groups = new BetaGroupSteps(apple);
    return switch (write) {
      case Step.AddTestFlightLocale(String locale) -> builds.addLocale(release, locale);
      case Step.SetTestInformation text -> new TestInformationSteps(apple).set(release, text);
      case Step.SetWhatToTest text -> builds.setWhatToTest(release, text);
      case Step.SetAutoNotify notify -> new BetaBuildSteps(apple).setAutoNotify(release, notify);
      case Step.ExpireBuild expire -> new BetaBuildSteps(apple).expire(release, expire);
      case Step.CreateBetaGroup group -> groups.create(release, group);
      case Step.AddBetaTester tester -> groups.addTester(release, tester);
      case Step.SetPublicLink link -> groups.setPublicLink(release, link, now);
      case Step.AddToBetaGroup group -> builds.addToGroup(release, group, now);
      case Step.SubmitForBetaReview submit -> builds.submitForBetaReview(release, submit, now);
    };
  }
}
