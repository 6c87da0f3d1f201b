/// One suite of what AWS does, run against every stand-in for it.
package dev.slipway.localaws.conformance;
