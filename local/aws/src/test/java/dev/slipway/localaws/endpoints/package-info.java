/// The places that speak AWS's protocols, and what is made there for a test and removed after it.
package dev.slipway.localaws.endpoints;
