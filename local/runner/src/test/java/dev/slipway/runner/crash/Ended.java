package dev.slipway.runner.crash;

import java.util.List;

/// How a run ended.
///
/// @param met whether the thing that goes wrong went wrong
/// @param end what is there in the end
/// @param parts how many parts arrived whole
/// @param trouble what kept the run from its end; empty when it arrived
/// @param happened every call and trigger in its order; the kind says nothing
record Ended(boolean met, EndState end, long parts, String trouble, List<Point> happened) {}
