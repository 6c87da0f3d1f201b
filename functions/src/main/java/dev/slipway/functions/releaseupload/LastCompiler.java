package dev.slipway.functions.releaseupload;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/// The last compiler of this JVM: C2, or C1, which has no instructions of the processor for AES,
/// GHASH and SHA. Lambda stops at C1 unless template.yaml says otherwise and Lambda obeys; moving a
/// build over TLS is then more than ten times slower. No test on another machine can see what
/// Lambda does, so the function logs it and `infrastructure/smoke` reads it.
final class LastCompiler {
  private static final Logger LOGGER = System.getLogger(LastCompiler.class.getName());

  /// infrastructure/smoke looks for the lines that have this field.
  static final String FIELD = "compiler";

  private LastCompiler() {}

  static void log() {
    LOGGER.log(Level.INFO, "Started", Map.of(FIELD, of(System.getProperty("java.vm.info", ""))));
  }

  /// Reads it from what `java -version` prints, because reading the flag costs more than 30 ms of a
  /// cold start. HotSpot says "emulated-client" when it stops at level 1.
  static String of(String javaVmInfo) {
    return javaVmInfo.contains("mixed mode") && !javaVmInfo.contains("emulated-client")
        ? "C2"
        : "C1";
  }
}
