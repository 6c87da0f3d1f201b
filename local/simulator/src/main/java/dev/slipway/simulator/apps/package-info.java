/// App records with their app infos, categories and age ratings, and how they are created.
@NullMarked
package dev.slipway.simulator.apps;

import org.jspecify.annotations.NullMarked;
