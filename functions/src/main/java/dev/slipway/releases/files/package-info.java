/// The files of a release as people see them: which its drop has, and what each became.
@NullMarked
package dev.slipway.releases.files;

import org.jspecify.annotations.NullMarked;
