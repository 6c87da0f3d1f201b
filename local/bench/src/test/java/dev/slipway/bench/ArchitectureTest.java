package dev.slipway.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The bench uses only the uploader and the JDK, and no other package uses the bench.
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.slipway");

  @Test
  void benchKnowsTheUploaderAndTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("dev.slipway.bench..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "dev.slipway.bench..",
                "dev.slipway.appstoreconnect.upload..",
                "dev.slipway.appstoreconnect.http..",
                "java..",
                "javax..",
                "com.sun.management..",
                "org.jspecify.."))
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("(dev.slipway.bench..)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingElseKnowsTheBench() {
    noClasses()
        .that(resideOutsideOfPackage("dev.slipway.bench.."))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.slipway.bench..")
        .check(CLASSES);
  }
}
