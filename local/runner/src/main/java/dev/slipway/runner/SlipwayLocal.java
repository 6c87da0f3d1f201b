package dev.slipway.runner;

import dev.slipway.localaws.LocalAws;
import dev.slipway.localaws.LocalAwsOptions;
import dev.slipway.localaws.eventbridge.PublishedEvent;
import dev.slipway.runner.httpapi.HttpApiServer;
import dev.slipway.runner.httpapi.RoutedFunction;
import dev.slipway.runner.identity.JwtVerifier;
import dev.slipway.runner.identity.LocalIssuer;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.runner.identity.MachineClient;
import dev.slipway.runner.identity.OneTimeCode;
import dev.slipway.runner.invocation.Agenda;
import dev.slipway.runner.invocation.AsynchronousInvocations;
import dev.slipway.runner.invocation.FailureDestination;
import dev.slipway.runner.invocation.LocalFunction;
import dev.slipway.runner.invocation.Redrive;
import dev.slipway.runner.storage.ClockFile;
import dev.slipway.runner.template.BucketResource;
import dev.slipway.runner.template.FunctionResource;
import dev.slipway.runner.template.Template;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs all of Slipway in one JVM: the functions of template.yaml behind its HTTP API, its event
/// rules and its schedules, together with the AWS stand-in and the App Store Connect simulator.
///
/// Everything uses one clock. With a manual clock, [#advance] lets time pass: it runs what comes
/// due, in order, and returns when all resulting work has ended. Safe for use by many threads, but
/// only one thread may advance the clock.
public final class SlipwayLocal implements AutoCloseable {
  private static final String AUDIENCE = "slipway-local";

  private final StartedParts parts;
  private final SimulatorClock clock;
  private final ClockFile clockFile;
  private final DueWork dueWork;
  private final FailureDestination failures;
  private final Redrive redrive;
  private final HttpApiServer server;
  private final LocalAws aws;
  private final @Nullable AppStoreConnectSimulator simulator;
  private final LocalIssuer issuer;
  private final List<FunctionResource> functions;
  private final @Nullable OneTimeCode code;

  /// Starts everything.
  ///
  /// @throws StartFault when a port or the directory is in use
  /// @throws IOException when the directory or the template cannot be read
  public static SlipwayLocal start(SlipwayLocalOptions options) throws IOException, StartFault {
    FreePorts.require(options.ports());
    LocalPlace place = LocalPlace.hold(options.directory());
    var parts = new StartedParts();
    parts.add(place);
    try {
      return new SlipwayLocal(options, place, parts);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private SlipwayLocal(SlipwayLocalOptions options, LocalPlace place, StartedParts parts)
      throws IOException {
    this.parts = parts;
    clock = options.clock();
    clockFile = new ClockFile(place.file("clock"));
    Instant notBefore = clockFile.notBefore(clock.instant());
    if (notBefore.isAfter(clock.instant())) {
      clock.set(notBefore);
    }
    server = parts.add(HttpApiServer.bind(options.ports().web(), clock));
    String webUrl = "http://localhost:" + server.port();
    aws =
        parts.add(
            LocalAws.start(
                LocalAwsOptions.at(place.file("aws"))
                    .withPort(options.ports().aws())
                    .withAllowedOrigins(Set.of(webUrl, "http://127.0.0.1:" + server.port()))
                    .withClock(clock)));
    AwsEnvironmentFile.write(place, aws.environment());
    simulator = options.appleUrl() == null ? parts.add(simulator(options, place)) : null;
    issuer =
        LocalIssuer.open(
            place.file("issuer-key.json"), webUrl + "/local", AUDIENCE, options.tokenClock());
    code = options.appleUrl() == null ? null : new OneTimeCode();
    failures = new FailureDestination(place.file("failed"));
    var agenda = new Agenda();
    var invocations = new AsynchronousInvocations(agenda, clock, failures);
    dueWork = new DueWork(clock, agenda, invocations, aws, simulator);

    aws.published().listen(SlipwayLocal::show);

    var stack = new StackParameters(options, webUri(), AUDIENCE, simulator);
    Template template = Template.read(options.templateFile(), stack.surroundings());
    functions = template.functions();
    var handlers = new ArrayList<LocalFunction>();
    for (FunctionResource resource : functions) {
      handlers.add(
          new LocalFunction(
              resource,
              stack.environment(resource, awsEnvironment()),
              clock,
              options.interference()));
    }
    var bus = new EventBus(handlers, invocations, agenda, clock, options.interference());
    for (BucketResource bucket : template.buckets()) {
      aws.createBucket(bucket.name(), bucket.versioned());
      if (bucket.sendsToEventBridge()) {
        aws.onObjectEvent(bucket.name(), bus::publish);
      }
    }
    redrive = new Redrive(place.file("redrive"), handlers, invocations);
    bus.startSchedules();
    var routes = new ArrayList<RoutedFunction>();
    for (LocalFunction function : handlers) {
      function
          .resource()
          .routes()
          .forEach(route -> routes.add(new RoutedFunction(route, function)));
    }
    server.serve(
        routes,
        new JwtVerifier(template.authorizer(), issuer.publicKeys(), options.tokenClock()),
        new WebFiles(
            options.webDirectory(),
            issuer,
            MachineClient.open(place.file("machine-client-secret"), issuer),
            code,
            keys(simulator),
            run(options)));
  }

  private static @Nullable Supplier<SimulatedKey> keys(@Nullable AppStoreConnectSimulator apple) {
    if (apple == null) {
      return null;
    }
    AppStoreConnectSimulator found = apple;
    return () -> found.createKey(KeyRole.APP_MANAGER);
  }

  /// Returns the base URL of web pages and API, `http://localhost:<port>`.
  public URI webUri() {
    return URI.create("http://localhost:" + server.port());
  }

  /// Returns the endpoint of S3 and Secrets Manager.
  public URI awsUri() {
    return aws.endpoint();
  }

  /// Returns the AWS stand-in.
  public LocalAws aws() {
    return aws;
  }

  /// Returns the App Store Connect simulator; empty when this run talks to Apple.
  public Optional<AppStoreConnectSimulator> simulator() {
    return Optional.ofNullable(simulator);
  }

  /// Returns the shared clock.
  public SimulatorClock clock() {
    return clock;
  }

  /// Returns the name of the bucket for drops.
  public String dropBucket() {
    return StackParameters.DROP_BUCKET;
  }

  /// Returns the name of the bucket for records.
  public String stateBucket() {
    return StackParameters.STATE_BUCKET;
  }

  /// Returns the environment variables for a client of [#awsUri()]: region, endpoint and the access
  /// key of this run.
  public Map<String, String> awsEnvironment() {
    return aws.environment();
  }

  /// Returns a token of a local user.
  public String tokenFor(LocalUser user) {
    return issuer.tokenFor(user).value();
  }

  /// Returns a token of any tenant.
  public String tokenFor(String subject) {
    return issuer.tokenFor(subject).value();
  }

  /// Returns a token of the machine client, which acts for tenants.
  public String machineToken() {
    return issuer.machineToken().value();
  }

  /// Returns the code for the one token of this run; empty when tokens need no code.
  public Optional<OneTimeCode> code() {
    return Optional.ofNullable(code);
  }

  /// Returns the functions of the template.
  public List<FunctionResource> functions() {
    return functions;
  }

  /// Returns the asynchronous invocations that failed after all retries.
  public List<FailureDestination.Failed> failures() {
    return failures.all();
  }

  /// Starts redriven events again, without waiting for their end: see `infrastructure/redrive`.
  public void redrive() throws IOException {
    redrive.take();
  }

  /// Returns whether no function runs and no event is being delivered.
  public boolean isIdle() {
    return dueWork.isIdle();
  }

  /// Waits until no function runs and no event is being delivered. Does not wait for work that is
  /// due later (a schedule, a retry).
  ///
  /// @throws IllegalStateException when that takes longer than two minutes of real time
  public void settle() {
    dueWork.settle();
  }

  /// Lets time pass. Runs each schedule and retry that comes due at its time, and lets all
  /// resulting work end before time passes further.
  public void advance(Duration duration) {
    dueWork.advance(duration);
  }

  /// Lets time pass until the next schedule or retry, and runs it and all resulting work.
  public void advanceToNextDue() {
    dueWork.advanceToNext();
  }

  /// Returns the time when the next schedule, retry or notification is due.
  public Optional<Instant> nextDue() {
    return dueWork.next();
  }

  /// Starts every schedule and retry that is due now, without waiting for its end.
  public void startDue() {
    dueWork.start();
  }

  /// Saves the time for the next run.
  public void keepTime() throws IOException {
    clockFile.keep(clock.instant());
  }

  /// Stops everything. The state stays in the directory.
  @Override
  public void close() throws IOException {
    keepTime();
    parts.close();
  }

  private AppStoreConnectSimulator simulator(SlipwayLocalOptions options, LocalPlace place) {
    return AppStoreConnectSimulator.start(
        options
            .simulator()
            .apply(
                SimulatorOptions.defaults()
                    .ports(options.ports().apple(), options.ports().appleUpload())
                    .withClock(clock)
                    .withStateFile(place.file("app-store-connect.json"))));
  }

  private Map<String, Object> run(SlipwayLocalOptions options) {
    var run = new LinkedHashMap<String, Object>();
    run.put("awsUrl", awsUri().toString());
    run.put("dropBucket", StackParameters.DROP_BUCKET);
    run.put("appleUrl", simulator == null ? "" : simulator.baseUri().toString());
    run.put("users", List.of(LocalUser.values()).stream().map(LocalUser::subject).toList());
    run.put("codeNeeded", code != null);
    run.put("clockSpeed", options.clockSpeed());
    return run;
  }

  /// Prints the event among the functions' log lines.
  private static void show(PublishedEvent event) {
    System.out.println("event " + event.detailType() + " " + event.detail());
  }
}
