package dev.slipway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaFieldAccess;
import dev.slipway.ProductionClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every problem type is explained in docs/problems.md and is used.
class ProblemTypeTest {
  private static final Path PAGE = Path.of("..", "docs", "problems.md");

  @Test
  void everyTypeIsExplainedAtItsAnchorInTheOrderOfTheEnum() throws IOException {
    var explained =
        Pattern.compile("^### (.+)\n\\*\\*(.+)\\*\\* \\((\\d{3})\\)$", Pattern.MULTILINE)
            .matcher(Files.readString(PAGE))
            .results()
            .map(match -> match.group(1) + " | " + match.group(2) + " | " + match.group(3))
            .toList();

    assertThat(explained)
        .containsExactlyElementsOf(
            Stream.of(ProblemType.values())
                .map(type -> type.slug() + " | " + type.title() + " | " + type.status())
                .toList());
  }

  @Test
  void noAnchorIsLeftOver() throws IOException {
    List<String> anchors =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4))
            .toList();

    assertThat(anchors)
        .containsExactlyElementsOf(Stream.of(ProblemType.values()).map(ProblemType::slug).toList());
  }

  @Test
  void everyTypeIsTold() {
    var told =
        ProductionClasses.ALL.stream()
            .filter(type -> !type.isEquivalentTo(ProblemType.class))
            .flatMap(type -> type.getFieldAccessesFromSelf().stream())
            .map(JavaFieldAccess::getTarget)
            .filter(field -> field.getOwner().isEquivalentTo(ProblemType.class))
            .map(field -> field.getName())
            .filter(Objects::nonNull)
            .distinct()
            .toList();

    assertThat(told).containsAll(Stream.of(ProblemType.values()).map(ProblemType::name).toList());
  }
}
