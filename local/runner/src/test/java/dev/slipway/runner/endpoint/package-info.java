/// The whole path with its real handlers on every endpoint that speaks AWS's protocols.
package dev.slipway.runner.endpoint;
