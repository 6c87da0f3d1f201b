package dev.slipway.runner.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.cloudformation.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/permissions.md says of every function's statements what template.yaml says.
class PermissionsPageTest {
  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          Map.of(
              "Stage", "test",
              "JwtIssuer", "https://issuer.example.com",
              "JwtAudience", "slipway",
              "TenantClaim", "sub"),
          Map.of("DropBucket", "drops", "StateBucket", "state"),
          "eu-central-1",
          "123456789012",
          "slipway-test");
  private static final Map<String, String> SECTIONS =
      Map.of(
          "ApiFunction", "api",
          "ConnectionCheckFunction", "connection-check",
          "DropIntakeFunction", "drop-intake",
          "ReleaseUploadFunction", "release-upload",
          "ReviewStatusFunction", "review-status",
          "AppleWebhookFunction", "apple-webhook",
          "ConnectLinkFunction", "connect-link");
  private static final Pattern ROW =
      Pattern.compile("^\\| ([A-Z]\\w+) \\| ([^|]+) \\|", Pattern.MULTILINE);

  @Test
  void listsEveryStatementWithItsActionsAndNoOther() throws Exception {
    var functions = Template.read(RepositoryFiles.file("template.yaml"), SURROUNDINGS).functions();
    assertThat(functions)
        .extracting(FunctionResource::logicalId)
        .hasSameElementsAs(SECTIONS.keySet());
    for (FunctionResource function : functions) {
      var allowed =
          function.statements().stream()
              .collect(
                  Collectors.toMap(
                      PolicyStatement::sid,
                      statement ->
                          statement.actions().stream()
                              .map(action -> action.substring(action.indexOf(':') + 1))
                              .collect(Collectors.toCollection(TreeSet::new))));
      assertThat(rows(SECTIONS.get(function.logicalId())))
          .as(function.logicalId())
          .containsExactlyInAnyOrderEntriesOf(allowed);
    }
  }

  /// Statement to actions, as the section's table has them.
  private static Map<String, TreeSet<String>> rows(String section) throws IOException {
    String page = Files.readString(RepositoryFiles.file("docs/permissions.md"));
    String text = page.substring(page.indexOf("\n### " + section + "\n") + 5);
    var rows = new TreeMap<String, TreeSet<String>>();
    ROW.matcher(text.substring(0, text.indexOf("\n### ")))
        .results()
        .forEach(row -> rows.put(row.group(1), actions(row)));
    return rows;
  }

  private static TreeSet<String> actions(MatchResult row) {
    return Pattern.compile(", ")
        .splitAsStream(row.group(2))
        .map(action -> action.substring(action.indexOf(':') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
