/// Tests of the sample apps.
package dev.slipway.runner.sample;
