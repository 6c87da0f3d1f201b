package dev.slipway.runner;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the local tools may know of the rest, and that the rest knows nothing of them. The arrows
/// within what is deployed are held by the test of the same name in the module functions.
class ArchitectureTest {
  private static final long LARGEST_PACKAGE = 16;
  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // In `make verify` the tests of local/aws come as a jar.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.slipway");

  /// Handlers are found by their names in template.yaml, as Lambda finds them; so the runner needs
  /// none of their classes, and can do nothing that Lambda could not.
  @Test
  void runnerKnowsSimulatorLocalAwsAndWireAlone() {
    classes()
        .that()
        .resideInAPackage("dev.slipway.runner..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "dev.slipway.runner..",
                    "dev.slipway.simulator..",
                    "dev.slipway.localaws..",
                    "dev.slipway.wire..")
                .or(resideOutsideOfPackage("dev.slipway..")))
        .check(CLASSES);
  }

  @Test
  void nothingElseKnowsLocalTools() {
    String[] tools = {
      "dev.slipway.runner..",
      "dev.slipway.simulator..",
      "dev.slipway.localaws..",
      "dev.slipway.wire.."
    };
    noClasses()
        .that()
        .resideOutsideOfPackages(tools)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(tools)
        .check(CLASSES);
  }

  @Test
  void simulatorAndLocalAwsKnowWireAlone() {
    for (String own : new String[] {"dev.slipway.simulator..", "dev.slipway.localaws.."}) {
      classes()
          .that()
          .resideInAPackage(own)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(own, "dev.slipway.wire..")
                  .or(resideOutsideOfPackage("dev.slipway..")))
          .check(CLASSES);
    }
  }

  /// No library either: a stand-in brings its own, and wire adds none to them.
  @Test
  void wireKnowsTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("dev.slipway.wire..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "dev.slipway.wire..", "java..", "com.sun.net.httpserver..", "org.jspecify.."))
        .check(CLASSES);
  }

  @Test
  void modulesFormNoCycle() {
    slices().matching("dev.slipway.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /// Every package is a slice, however deep: `simulator.http` and `simulator` are two.
  @ParameterizedTest
  @ValueSource(strings = {"simulator", "localaws", "runner", "wire"})
  void packagesFormNoCycle(String module) {
    slices().matching("(dev.slipway." + module + "..)").should().beFreeOfCycles().check(CLASSES);
  }

  /// What may be absent is `@Nullable`, or an Optional that a method returns.
  @Test
  void optionalIsReturnTypeAlone() {
    assertThat(CLASSES).isNotEmpty();
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> isOptional(field.getRawType()))
                .map(JavaField::getFullName))
        .isEmpty();
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(
                    unit -> unit.getRawParameterTypes().stream().anyMatch(type -> isOptional(type)))
                .map(JavaCodeUnit::getFullName))
        .isEmpty();
  }

  private static boolean isOptional(JavaClass type) {
    return type.getName().startsWith("java.util.Optional");
  }

  /// Files of types, in every module. A package that must be larger gives its reason in its
  /// package-info, in a line that begins with their number.
  @Test
  void packagesHaveAtMostSixteenFiles() throws IOException {
    var modules =
        MODULE.matcher(Files.readString(RepositoryFiles.file("pom.xml"))).results().toList();
    assertThat(modules).isNotEmpty();
    for (MatchResult module : modules) {
      Path sources = RepositoryFiles.file(module.group(1)).resolve("src/main/java");
      try (Stream<Path> walk = Files.walk(sources)) {
        Map<Path, Long> sizes =
            walk.filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(sizes).isNotEmpty();
        for (Map.Entry<Path, Long> entry : sizes.entrySet()) {
          if (entry.getValue() > LARGEST_PACKAGE) {
            assertThat(entry.getKey().resolve("package-info.java"))
                .content()
                .containsPattern("(?m)^/// " + entry.getValue() + " files, because .+");
          }
        }
      }
    }
  }

  @Test
  void runnerHasNoLambdaEntry() {
    noClasses()
        .that()
        .resideInAPackage("dev.slipway.runner..")
        .should()
        .implement("com.amazonaws.services.lambda.runtime.RequestStreamHandler")
        .orShould()
        .haveSimpleNameEndingWith("Handler")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .that()
        .resideInAPackage("dev.slipway.runner..")
        .should()
        .haveNameMatching(
            ".*[a-z0-9.$](Core|Common|Shared|Utils?|Helper|Base(?!64)|Misc|(?<!Secrets)Manager"
                + "|Impl|Dto)([A-Z0-9$].*)?")
        .orShould()
        .haveNameMatching(
            ".*\\.(core|common|shared|utils?|helpers?|base|misc|manager|impl|dto)\\..*")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(
            CLASSES.stream()
                .filter(type -> type.getPackageName().startsWith("dev.slipway.runner"))
                .map(JavaClass::getPackage)
                .distinct())
        .isNotEmpty()
        .allSatisfy(
            found ->
                assertThat(found.isAnnotatedWith(NullMarked.class)).as(found.getName()).isTrue());
  }
}
