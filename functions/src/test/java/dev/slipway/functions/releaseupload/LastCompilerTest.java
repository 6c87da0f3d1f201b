package dev.slipway.functions.releaseupload;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LastCompilerTest {
  @Test
  void isTheOneThatTheFlagOfThisJvmSays() {
    var flag =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("TieredStopAtLevel")
            .getValue();

    assertThat(LastCompiler.of(System.getProperty("java.vm.info")))
        .isEqualTo(flag.equals("4") ? "C2" : "C1");
  }

  @Test
  void isReadFromWhatJavaSaysOfItself() {
    assertThat(LastCompiler.of("mixed mode, sharing")).isEqualTo("C2");
    assertThat(LastCompiler.of("mixed mode, emulated-client, sharing")).isEqualTo("C1");
  }

  @Test
  void isLoggedInTheFieldThatTheSmokeScriptReads() throws IOException {
    assertThat(Files.readString(Path.of("../infrastructure/smoke")))
        .contains("{ $." + LastCompiler.FIELD + " = ")
        .contains("[\"" + LastCompiler.FIELD + "\"]");
  }
}
