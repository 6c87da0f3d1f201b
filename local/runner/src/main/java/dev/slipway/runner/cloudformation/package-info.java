/// Reads CloudFormation's YAML as a tree and resolves its intrinsic functions.
@NullMarked
package dev.slipway.runner.cloudformation;

import org.jspecify.annotations.NullMarked;
