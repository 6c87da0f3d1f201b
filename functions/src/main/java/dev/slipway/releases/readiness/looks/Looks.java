package dev.slipway.releases.readiness.looks;

import dev.slipway.problems.Finding;
import java.util.List;

/// The looks of which an answer about readiness consists. Thread-safe.
public final class Looks {
  /// In the order of their findings. A subject that is added here is part of every answer:
  /// `ReadinessReading` reads what [AppAtApple] lacks for it, and `WebPage` says on which page of
  /// App Store Connect its findings can be fixed.
  private static final List<ReadinessLook> ALL =
      List.of(
          new VersionLook(),
          new BuildLook(),
          new PreflightLook(),
          new MediaLook(),
          new TestFlightLook());

  private Looks() {}

  /// Returns what App Review would miss of an app.
  public static List<Finding> all(AppAtApple app) {
    return ALL.stream().flatMap(look -> look.look(app).stream()).toList();
  }
}
