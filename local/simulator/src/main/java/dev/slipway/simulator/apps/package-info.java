/// App records with their app infos, categories and age ratings, and how a record is seeded.
@NullMarked
package dev.slipway.simulator.apps;

import org.jspecify.annotations.NullMarked;
