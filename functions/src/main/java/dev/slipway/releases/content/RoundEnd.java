package dev.slipway.releases.content;

/// How one round of observing, comparing and writing ended.
sealed interface RoundEnd permits ContentOutcome, LookAgain {}
