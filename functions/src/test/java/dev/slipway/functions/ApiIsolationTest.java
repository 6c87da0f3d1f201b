package dev.slipway.functions;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The function api can neither call Apple nor read a secret, and only connection-check can promote
/// one: not by rule, but because nothing that does so is reachable from there.
class ApiIsolationTest {
  private static final Set<String> SECRET_READING = Set.of("getSecretValue", "batchGetSecretValue");
  private static final Set<String> SECRET_PROMOTING = Set.of("updateSecretVersionStage");
  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    // The SDK's own classes name every operation; what ours call is asked here.
    classes =
        ArchConfiguration.withThreadLocalScope(
            configuration -> {
              configuration.setResolveMissingDependenciesFromClassPath(false);
              return new ClassFileImporter()
                  .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                  .importPackages("dev.slipway");
            });
  }

  @Test
  void apiNeverCallsApple() {
    noClasses()
        .that()
        .resideInAPackage("dev.slipway.functions.api..")
        .should()
        .transitivelyDependOnClassesThat(
            describe(
                "call Apple",
                type ->
                    type.getName().endsWith(".AppStoreConnectClient")
                        || type.getName().endsWith(".TokenSource")
                        || type.getPackageName().equals("java.net.http")))
        .check(classes);
  }

  @Test
  void apiNeverReadsASecret() {
    noClasses()
        .that()
        .resideInAPackage("dev.slipway.functions.api..")
        .should()
        .transitivelyDependOnClassesThat(calling(SECRET_READING))
        .check(classes);
  }

  @Test
  void onlyConnectionCheckPromotes() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.slipway.functions.api..",
            "dev.slipway.functions.releaseupload..",
            "dev.slipway.functions.reviewstatus..")
        .should()
        .transitivelyDependOnClassesThat(calling(SECRET_PROMOTING))
        .check(classes);
  }

  @Test
  void theDomainKnowsNoAws() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.slipway.connections..",
            "dev.slipway.releases..",
            "dev.slipway.state..",
            "dev.slipway.problems..",
            "dev.slipway.drops..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "software.amazon..", "com.amazonaws..", "dev.slipway.aws..", "dev.slipway.functions..")
        .check(classes);
  }

  @Test
  void connectionCheckDoesBoth() {
    // Shows that the predicates find something.
    assertThat(classes.stream().filter(calling(SECRET_READING)))
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder("SecretsManagerKeys", "SecretsManagerWebhooks");
    assertThat(classes.stream().filter(calling(SECRET_PROMOTING)))
        .extracting(JavaClass::getSimpleName)
        .containsExactly("SecretsManagerPromotion");
  }

  private static DescribedPredicate<JavaClass> calling(Set<String> methods) {
    return describe(
        "call " + methods,
        type ->
            type.getMethodCallsFromSelf().stream()
                .anyMatch(
                    call ->
                        methods.contains(call.getName())
                            && call.getTargetOwner().getName().startsWith("software.amazon")));
  }
}
