/// A release with far more bytes than memory.
package dev.slipway.runner.memory;
