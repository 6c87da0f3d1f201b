package dev.slipway.simulator.apps;

/// An app record in the simulator.
///
/// @param id Apple's id of the app, decimal digits
/// @param bundleId bundle id, for example `com.example.app`
/// @param name name on the App Store
public record SimulatedApp(String id, String bundleId, String name) {}
