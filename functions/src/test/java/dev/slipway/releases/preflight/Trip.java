package dev.slipway.releases.preflight;

import dev.slipway.problems.Check;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One check with what trips it, and with what is as near as can be and does not.
record Trip(
    Check check, Supplier<Subject> sound, Consumer<Subject> breaking, Consumer<Subject> sparing) {

  /// An update of an app.
  static Trip of(Check check, Consumer<Subject> breaking, Consumer<Subject> sparing) {
    return new Trip(check, Subject::new, breaking, sparing);
  }

  /// An app that was never released.
  static Trip first(Check check, Consumer<Subject> breaking, Consumer<Subject> sparing) {
    return new Trip(check, () -> new Subject().first(), breaking, sparing);
  }

  static Stream<Trip> all() {
    return Stream.of(
            ReadingTrips.all(),
            EncryptionTrips.all(),
            BinaryTrips.all(),
            NestedBundleTrips.all(),
            SigningTrips.all(),
            TextTrips.all(),
            MediaTrips.all(),
            CreativeTrips.all(),
            ReviewInformationTrips.all(),
            BuildTrips.all(),
            VersionTrips.all(),
            PurchaseTrips.all(),
            LiveVersionTrips.all(),
            PurchasesAloneTrips.all(),
            CompletenessTrips.all(),
            TestFlightTrips.all(),
            PricingTrips.all(),
            StorefrontTrips.all())
        .flatMap(trips -> trips);
  }

  Subject tripping() {
    return changed(breaking);
  }

  Subject beside() {
    return changed(sparing);
  }

  private Subject changed(Consumer<Subject> change) {
    var subject = sound.get();
    change.accept(subject);
    return subject;
  }

  @Override
  public String toString() {
    return check.slug();
  }
}
