package dev.slipway.releases.preflight.facts;

import dev.slipway.appstoreconnect.library.ReferenceData;
import org.jspecify.annotations.Nullable;

/// What Apple shows of the app's asset library.
///
/// @param exists whether there is one that the key may use
/// @param data what Apple takes where; null when there is no library, or nothing that only the
///   library takes
public record LibraryFacts(boolean exists, @Nullable ReferenceData data) {}
