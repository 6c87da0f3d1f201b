package dev.slipway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The arrows of docs/architecture.md, held by the class files. The local runner has a test of its
/// own, since it is not seen from here.
class ArchitectureTest {
  /// Which of our packages may use which others of ours. A new package needs a row here and in
  /// docs/architecture.md.
  static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry(
              "functions",
              List.of(
                  "actors",
                  "audit",
                  "aws",
                  "leaving",
                  "announcements",
                  "metrics",
                  "budgets",
                  "releases",
                  "connections",
                  "webhooks",
                  "drops",
                  "problems",
                  "quotas",
                  "state",
                  "appstoreconnect",
                  "json")),
          Map.entry(
              "aws",
              List.of(
                  "actors",
                  "announcements",
                  "metrics",
                  "releases",
                  "connections",
                  "webhooks",
                  "drops",
                  "problems",
                  "quotas",
                  "state",
                  "json")),
          Map.entry("metrics", List.of("appstoreconnect")),
          Map.entry("actors", List.of()),
          Map.entry(
              "leaving",
              List.of(
                  "actors",
                  "audit",
                  "releases",
                  "connections",
                  "webhooks",
                  "drops",
                  "state",
                  "json")),
          Map.entry("audit", List.of("actors", "state", "json")),
          Map.entry("announcements", List.of("actors", "state", "json")),
          Map.entry(
              "webhooks",
              List.of("releases", "connections", "problems", "state", "appstoreconnect", "json")),
          Map.entry(
              "releases",
              List.of(
                  "actors",
                  "announcements",
                  "metrics",
                  "budgets",
                  "connections",
                  "drops",
                  "problems",
                  "quotas",
                  "state",
                  "appstoreconnect",
                  "json")),
          Map.entry(
              "connections",
              List.of(
                  "actors",
                  "announcements",
                  "budgets",
                  "metrics",
                  "problems",
                  "quotas",
                  "state",
                  "appstoreconnect",
                  "json")),
          Map.entry("budgets", List.of("state", "appstoreconnect", "json")),
          Map.entry("drops", List.of("problems", "json")),
          Map.entry("quotas", List.of("problems", "state", "json")),
          Map.entry("problems", List.of("json")),
          Map.entry("state", List.of("json")),
          Map.entry("appstoreconnect", List.of("json")),
          Map.entry("json", List.of()),
          Map.entry("simulator", List.of("wire")),
          Map.entry("localaws", List.of("wire")),
          Map.entry("wire", List.of()));

  private static final String BANNED_PACKAGES =
      "(.*\\.)?(core|common|shared|utils?|helpers?|base|misc|manager|impl|dto)(\\..*)?";

  /// A banned word as a word of a class name. Secrets Manager is AWS's name, Base64 the encoding's.
  private static final String BANNED_CLASSES =
      ".*[a-z0-9.$](Core|Common|Shared|Utils?|Helper|Base(?!64)|Misc|(?<!Secrets)Manager|Impl|Dto)"
          + "([A-Z0-9$].*)?";

  private static final JavaClasses CLASSES = ProductionClasses.ALL;

  static Stream<String> packages() {
    return new TreeSet<>(ARROWS.keySet()).stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void usesOnlyWhatItsRowAllows(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), ARROWS.getOrDefault(name, List.of()).stream())
            .map(ArchitectureTest::within)
            .toArray(String[]::new);

    classes()
        .that()
        .resideInAPackage(within(name))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(resideOutsideOfPackage("dev.slipway..")))
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsRow() {
    var found =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.split("\\.")[2])
            .collect(java.util.stream.Collectors.toCollection(TreeSet::new));

    assertThat(found).containsExactlyElementsOf(new TreeSet<>(ARROWS.keySet()));
  }

  @Test
  void topPackagesFormNoCycle() {
    slices().matching("dev.slipway.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /// Every package is a slice, however deep: `releases.content` and `releases.content.diff` are
  /// two.
  @Test
  void packagesFormNoCycle() {
    slices().matching("(dev.slipway..)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void functionsDoNotUseEachOther() {
    slices().matching("dev.slipway.functions.(*)..").should().notDependOnEachOther().check(CLASSES);
  }

  @Test
  void onlyEdgeAndEntriesKnowAws() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.slipway.aws..", "dev.slipway.functions..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..", "com.amazonaws..")
        .check(CLASSES);
  }

  @Test
  void domainKnowsNeitherLocalToolsNorTheirLibraries() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.slipway.simulator..", "dev.slipway.localaws..", "dev.slipway.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.fasterxml.jackson.databind..", "com.dd.plist..", "com.sun.net.httpserver..")
        .check(CLASSES);
  }

  @Test
  void bouncyCastleIsUsedAtIntakeAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.slipway.connections.intake..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.bouncycastle.."))
        .check(CLASSES);
  }

  /// Through however many classes between: nothing that `api` can reach sends a request to Apple or
  /// reads a key.
  @Test
  void apiNeverCallsAppleAndNeverReadsSecret() {
    noClasses()
        .that()
        .resideInAPackage("dev.slipway.functions.api..")
        .should()
        .transitivelyDependOnClassesThat(
            resideInAnyPackage(
                    "dev.slipway.appstoreconnect",
                    "dev.slipway.appstoreconnect.auth",
                    "dev.slipway.appstoreconnect.http",
                    "dev.slipway.appstoreconnect.probes",
                    "dev.slipway.releases.reconcile..",
                    "dev.slipway.releases.actions..",
                    "dev.slipway.releases.bytes..")
                .or(
                    JavaClass.Predicates.simpleNameEndingWith("Client")
                        .and(resideInAPackage("dev.slipway..")))
                .or(JavaClass.Predicates.type(dev.slipway.connections.KeySecrets.Keys.class))
                .or(JavaClass.Predicates.type(dev.slipway.connections.KeySecrets.Promotion.class))
                .or(JavaClass.Predicates.type(dev.slipway.releases.lane.LaneClaims.class))
                .or(JavaClass.Predicates.simpleName("PlanMaking")))
        .check(CLASSES);
  }

  /// Anybody on the internet may call it without a token.
  @Test
  void appleWebhookNeverCallsAppleAndNeverReadsKey() {
    noClasses()
        .that()
        .resideInAPackage("dev.slipway.functions.applewebhook..")
        .should()
        .transitivelyDependOnClassesThat(
            resideInAnyPackage(
                    "dev.slipway.appstoreconnect",
                    "dev.slipway.appstoreconnect.auth",
                    "dev.slipway.appstoreconnect.http",
                    "dev.slipway.appstoreconnect.probes",
                    "dev.slipway.releases.reconcile..",
                    "dev.slipway.releases.actions..",
                    "dev.slipway.releases.bytes..")
                .or(
                    JavaClass.Predicates.simpleNameEndingWith("Client")
                        .and(resideInAPackage("dev.slipway..")))
                .or(JavaClass.Predicates.type(dev.slipway.connections.KeySecrets.Keys.class))
                .or(JavaClass.Predicates.type(dev.slipway.connections.KeySecrets.Promotion.class))
                .or(JavaClass.Predicates.type(dev.slipway.releases.lane.LaneClaims.class))
                .or(JavaClass.Predicates.simpleName("PlanMaking")))
        .check(CLASSES);
  }

  /// Its routes ask for a connect link instead of a token.
  @Test
  void connectLinkNeverCallsAppleAndNeverReadsKey() {
    noClasses()
        .that()
        .resideInAPackage("dev.slipway.functions.connectlink..")
        .should()
        .transitivelyDependOnClassesThat(
            resideInAnyPackage(
                    "dev.slipway.appstoreconnect",
                    "dev.slipway.appstoreconnect.auth",
                    "dev.slipway.appstoreconnect.http",
                    "dev.slipway.appstoreconnect.probes",
                    "dev.slipway.releases.reconcile..",
                    "dev.slipway.releases.actions..",
                    "dev.slipway.releases.bytes..")
                .or(
                    JavaClass.Predicates.simpleNameEndingWith("Client")
                        .and(resideInAPackage("dev.slipway..")))
                .or(JavaClass.Predicates.type(dev.slipway.connections.KeySecrets.Keys.class))
                .or(JavaClass.Predicates.type(dev.slipway.connections.KeySecrets.Promotion.class))
                .or(JavaClass.Predicates.type(dev.slipway.releases.lane.LaneClaims.class))
                .or(JavaClass.Predicates.simpleName("PlanMaking")))
        .check(CLASSES);
  }

  @Test
  void onlyConnectionCheckPromotesKeys() {
    noClasses()
        .that()
        .resideInAPackage("dev.slipway.functions..")
        .and()
        .resideOutsideOfPackage("dev.slipway.functions.connectioncheck..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "dev\\.slipway\\.(aws\\.SecretsManager|connections\\.KeySecrets\\$)Promotion")
        .check(CLASSES);
  }

  @Test
  void onlyReleaseUploadMovesBytes() {
    noClasses()
        .that()
        .resideInAPackage("dev.slipway.functions..")
        .and()
        .resideOutsideOfPackage("dev.slipway.functions.releaseupload..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "dev\\.slipway\\.(releases\\.reconcile\\.Reach\\$DropsAndApple"
                + "|releases\\.slots\\.UploadSlots"
                + "|appstoreconnect\\.upload\\.(PartUpload|UrlConnectionTransport))")
        .check(CLASSES);
  }

  @Test
  void onlyDropIntakeAndReleaseUploadReadDrops() {
    noClasses()
        .that()
        .resideInAPackage("dev.slipway.functions..")
        .and()
        .resideOutsideOfPackages(
            "dev.slipway.functions.releaseupload..", "dev.slipway.functions.dropintake..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "dev\\.slipway\\.(aws\\.DropBucket|releases\\.reconcile\\.Reach\\$Intake)")
        .check(CLASSES);
  }

  @Test
  void stepsArePure() {
    noClasses()
        .that()
        .resideInAPackage("dev.slipway.releases.steps..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "dev.slipway.releases.store..",
                    "dev.slipway.releases.lane..",
                    "dev.slipway.releases.reconcile..",
                    "dev.slipway.releases.actions..",
                    "dev.slipway.releases.bytes..",
                    "dev.slipway.releases.plan..",
                    "dev.slipway.state..",
                    "java.io..",
                    "java.net..",
                    "java.nio..")
                .or(JavaClass.Predicates.type(java.time.InstantSource.class))
                .or(JavaClass.Predicates.type(java.time.Clock.class)))
        .check(CLASSES);
  }

  @Test
  void handlersAreLambdaEntriesAlone() {
    classes()
        .that()
        .implement("com.amazonaws.services.lambda.runtime.RequestStreamHandler")
        .should()
        .resideInAPackage("dev.slipway.functions..")
        .andShould()
        .haveSimpleNameEndingWith("Handler")
        .check(CLASSES);
    classes()
        .that()
        .haveSimpleNameEndingWith("Handler")
        .should()
        .implement("com.amazonaws.services.lambda.runtime.RequestStreamHandler")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses().should().haveNameMatching(BANNED_CLASSES).check(CLASSES);
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
        .noneMatch(name -> name.matches(BANNED_PACKAGES));
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
        .allSatisfy(
            found ->
                assertThat(found.isAnnotatedWith(NullMarked.class)).as(found.getName()).isTrue());
  }

  private static String within(String name) {
    return "dev.slipway." + name + "..";
  }
}
