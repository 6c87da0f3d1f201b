package dev.slipway.appstoreconnect.apps;

import dev.slipway.appstoreconnect.testflight.TestInformation;

/// An app with what TestFlight needs beside a build.
public record AppWithTestInformation(App app, TestInformation testInformation) {}
