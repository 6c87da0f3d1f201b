/// Tests of the whole product in one JVM, on a clock that moves only when told.
package dev.slipway.runner;
