package dev.slipway.releases.readiness.looks;

import dev.slipway.problems.Finding;
import java.util.List;

/// A look at one subject of an app; see [Looks]. Pure.
interface ReadinessLook {

  /// Returns what App Review would miss of the subject.
  List<Finding> look(AppAtApple app);
}
