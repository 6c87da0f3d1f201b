package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FunctionFlagsTest {
  private static final String TEMPLATE =
      """
      Resources:
        One:
          Properties:
            SnapStart: { ApplyOn: PublishedVersions }
            Environment:
              Variables:
                # Level 4 is C2.
                JAVA_TOOL_OPTIONS: -XX:TieredStopAtLevel=4 -Da=b
                OTHER: x

        # About two.
        Two:
          Properties:
            Environment:
              Variables:
                JAVA_TOOL_OPTIONS: -Da=b
        Three:
          Properties: {}
      """;

  @Test
  void areThoseOfTheFunctionAndLambdasOwn() {
    assertThat(FunctionFlags.of(TEMPLATE, "One"))
        .containsExactly("-XX:TieredStopAtLevel=4", "-Da=b");
    assertThat(FunctionFlags.of(TEMPLATE, "Two"))
        .containsExactly("-XX:TieredStopAtLevel=1", "-Da=b");
  }

  @Test
  void saysWhatTheTemplateLacks() {
    assertThatThrownBy(() -> FunctionFlags.of(TEMPLATE, "Three")).hasMessageContaining("Three");
    assertThatThrownBy(() -> FunctionFlags.of(TEMPLATE, "Four")).hasMessageContaining("Four");
  }

  @Test
  void letTheUploadCompileWithC2() throws Exception {
    assertThat(FunctionFlags.of(FunctionFlags.template(), "ReleaseUploadFunction"))
        .contains("-Dhttp.maxConnections=16", "-XX:TieredStopAtLevel=4")
        .doesNotContain("-XX:TieredStopAtLevel=1");
  }
}
