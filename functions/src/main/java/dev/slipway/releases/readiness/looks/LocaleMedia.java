package dev.slipway.releases.readiness.looks;

import dev.slipway.appstoreconnect.media.MediaSet;
import dev.slipway.appstoreconnect.resource.MediaFamily;

/// A set of screenshots or previews in one locale.
public record LocaleMedia(String locale, MediaFamily family, MediaSet set) {}
