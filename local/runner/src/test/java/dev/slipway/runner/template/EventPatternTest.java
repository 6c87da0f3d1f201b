package dev.slipway.runner.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.cloudformation.TemplateFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventPatternTest {
  private static final String EVENT =
      """
      {"source": "aws.s3", "detail": {"object": {"key": "a/b c.ipa", "size": 5}}}
      """;

  private static boolean matches(Object keyFilter) throws Exception {
    var pattern =
        EventPattern.of(
            Map.of("detail", Map.of("object", Map.of("key", List.of(keyFilter)))), "pattern");
    return pattern.matches(new ObjectMapper().readTree(EVENT));
  }

  @Test
  void comparesAsEventBridgeDoes() throws Exception {
    assertThat(matches("a/b c.ipa")).isTrue();
    assertThat(matches("a/b")).isFalse();
    assertThat(matches(Map.of("prefix", "a/"))).isTrue();
    assertThat(matches(Map.of("prefix", "b"))).isFalse();
    assertThat(matches(Map.of("suffix", ".ipa"))).isTrue();
    assertThat(matches(Map.of("suffix", ".json"))).isFalse();
    assertThat(matches(Map.of("suffix", ".IPA"))).isFalse();
    assertThat(matches(Map.of("suffix", Map.of("equals-ignore-case", ".IPA")))).isTrue();
    assertThat(matches(Map.of("suffix", Map.of("equals-ignore-case", ".JSON")))).isFalse();
    assertThat(matches(Map.of("suffix", Map.of("equals-ignore-case", "x".repeat(99))))).isFalse();
    assertThat(matches(Map.of("prefix", Map.of("equals-ignore-case", "A/B")))).isTrue();
    assertThat(matches(Map.of("prefix", Map.of("equals-ignore-case", "b")))).isFalse();
    assertThat(matches(Map.of("wildcard", "*/b*.ipa"))).isTrue();
    assertThat(matches(Map.of("wildcard", "*/x*.ipa"))).isFalse();
    assertThat(matches(Map.of("anything-but", List.of("x", "y")))).isTrue();
    assertThat(matches(Map.of("anything-but", "a/b c.ipa"))).isFalse();
    assertThat(matches(Map.of("exists", true))).isTrue();
    assertThat(matches(Map.of("exists", false))).isFalse();
  }

  @Test
  void needsEveryFieldThatItNames() throws Exception {
    var event = new ObjectMapper().readTree(EVENT);
    var both =
        EventPattern.of(
            Map.of("source", List.of("aws.s3"), "detail-type", List.of("Object Created")), "p");
    assertThat(both.matches(event)).isFalse();
    assertThat(EventPattern.of(Map.of("source", List.of("x", "aws.s3")), "p").matches(event))
        .isTrue();
  }

  @Test
  void refusesAComparisonThatItDoesNotKnow() {
    assertThatThrownBy(() -> matches(Map.of("cidr", "10.0.0.0/8")))
        .isInstanceOf(TemplateFault.class)
        .hasMessageContaining("cidr");
    assertThatThrownBy(() -> matches(Map.of("suffix", Map.of("wildcard", "*"))))
        .isInstanceOf(TemplateFault.class)
        .hasMessageContaining("wildcard");
  }
}
