package dev.slipway;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// What is deployed, as ArchUnit sees it. Reading it takes seconds, so that all tests of a process
/// share it.
public final class ProductionClasses {
  public static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.slipway");

  private ProductionClasses() {}
}
