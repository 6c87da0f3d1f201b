/// The one vocabulary of trouble, from Apple to the screen: RFC 9457 problem types and problems.
@NullMarked
package dev.slipway.problems;

import org.jspecify.annotations.NullMarked;
