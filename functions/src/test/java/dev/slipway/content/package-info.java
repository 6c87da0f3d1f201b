/// Tests of what a drop's folder says beyond the build.
package dev.slipway.content;
