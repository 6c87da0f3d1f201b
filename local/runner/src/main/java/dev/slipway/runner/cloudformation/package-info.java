/// CloudFormation's YAML as a tree, with its intrinsic functions resolved.
@NullMarked
package dev.slipway.runner.cloudformation;

import org.jspecify.annotations.NullMarked;
