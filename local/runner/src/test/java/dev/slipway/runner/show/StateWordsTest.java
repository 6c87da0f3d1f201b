package dev.slipway.runner.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.releases.model.ReleaseState;
import dev.slipway.runner.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StateWordsTest {
  private static final Pattern BLOCK =
      Pattern.compile("states: \\{\\s+RECEIVED.*?\\}", Pattern.DOTALL);
  private static final Pattern LINE = Pattern.compile("([A-Z_]+): \"(.+?)\",");

  @Test
  void everyStateHasTheWordsOfThePages() throws IOException {
    var block = BLOCK.matcher(Files.readString(RepositoryFiles.file("web/texts/en/board.js")));
    assertThat(block.find()).isTrue();
    Map<String, String> ofPages = new LinkedHashMap<>();
    LINE.matcher(block.group()).results().forEach(l -> ofPages.put(l.group(1), l.group(2)));

    Map<String, String> ours = new LinkedHashMap<>();
    for (StateWords state : StateWords.values()) {
      ours.put(state.name(), state.words());
    }
    assertThat(ours).isEqualTo(ofPages);
    assertThat(ours.keySet())
        .containsExactlyInAnyOrderElementsOf(
            java.util.Arrays.stream(ReleaseState.values()).map(Enum::name).toList());
  }
}
