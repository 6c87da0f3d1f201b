/// The bundles within an app: frameworks, extensions, App Clips, apps for Apple Watch, resources.
@NullMarked
package dev.slipway.drops.ipa.nested;

import org.jspecify.annotations.NullMarked;
