/// Problems (RFC 9457) and findings: the one vocabulary for everything that goes wrong, used in API
/// answers, in records and on the pages.
@NullMarked
package dev.slipway.problems;

import org.jspecify.annotations.NullMarked;
