/// Reads the texts of a drop in fastlane's folders: metadata, review information, age rating,
/// categories.
@NullMarked
package dev.slipway.drops.metadata;

import org.jspecify.annotations.NullMarked;
