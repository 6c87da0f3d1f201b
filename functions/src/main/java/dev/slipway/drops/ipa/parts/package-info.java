/// The parts of an `.ipa` beside its property lists: Mach-O files and provisioning profiles.
@NullMarked
package dev.slipway.drops.ipa.parts;

import org.jspecify.annotations.NullMarked;
