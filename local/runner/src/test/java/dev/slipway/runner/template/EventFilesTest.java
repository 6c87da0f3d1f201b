package dev.slipway.runner.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.RepositoryFiles;
import dev.slipway.runner.cloudformation.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The files under events/ have the shapes that Lambda's own serialization reads, and there is one
/// for every trigger of template.yaml.
class EventFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "abcdefghijklmnopqrstuvwxyz";

  private static Template template() throws IOException {
    return Template.read(
        RepositoryFiles.file("template.yaml"),
        new Surroundings(
            Map.of(
                "Stage",
                "test",
                "JwtIssuer",
                "https://i.example",
                "JwtAudience",
                "a",
                "TenantClaim",
                "sub"),
            Map.of("DropBucket", "slipway-drops", "StateBucket", "slipway-state"),
            "eu-central-1",
            "123456789012",
            "slipway-test"));
  }

  private static List<Path> files(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(RepositoryFiles.file("events"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private static String filled(Path file) throws IOException {
    return Files.readString(file)
        .replace("{{connectionId}}", ID)
        .replace("{{releaseId}}", ID)
        .replace("{{ipaName}}", "My App +1.ipa")
        .replace("{{ipaNameUrlEncoded}}", "My+App+%2B1.ipa");
  }

  private static <T> T read(Path file, Class<T> type) throws IOException {
    return LambdaEventSerializers.serializerFor(type, EventFilesTest.class.getClassLoader())
        .fromJson(new ByteArrayInputStream(filled(file).getBytes()));
  }

  @Test
  void haveOneRequestPerRoute() throws Exception {
    List<String> routes =
        template().functions().stream()
            .flatMap(function -> function.routes().stream())
            .map(HttpRoute::key)
            .toList();
    var seen = new java.util.TreeSet<String>();
    for (Path file : files("http-")) {
      var event = read(file, APIGatewayV2HTTPEvent.class);
      assertThat(event.getVersion()).as(file.toString()).isEqualTo("2.0");
      if (file.endsWith("http-post-apple-webhook.json")) {
        assertThat(event.getRequestContext().getAuthorizer()).isNull();
        assertThat(event.getHeaders()).containsKey("x-apple-signature");
      } else if (event.getHeaders().containsKey("slipway-connect-link")) {
        assertThat(event.getRequestContext().getAuthorizer()).isNull();
        assertThat(event.getRouteKey()).contains(" /connect-link");
      } else {
        assertThat(event.getRequestContext().getAuthorizer().getJwt().getClaims())
            .containsKeys("sub", "custom:tenant");
      }
      assertThat(event.getRouteKey())
          .startsWith(event.getRequestContext().getHttp().getMethod() + " ");
      seen.add(event.getRouteKey());
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(routes);
  }

  @Test
  void haveOneObjectEventPerRule() throws Exception {
    for (FunctionResource function : template().functions()) {
      for (EventRule rule : function.rules()) {
        assertThat(files("s3-eventbridge-"))
            .as(function.logicalId() + "." + rule.name())
            .anyMatch(file -> matches(rule, file));
      }
    }
  }

  @Test
  void matchTheRuleOfOneFunctionAlone() throws Exception {
    for (Path file : files("s3-eventbridge-")) {
      assertThat(
              template().functions().stream()
                  .flatMap(function -> function.rules().stream())
                  .filter(rule -> matches(rule, file)))
          .as(file.toString())
          .hasSize(1);
    }
  }

  @Test
  void nameObjectsAsS3Does() throws Exception {
    S3Event event = read(files("s3-notification-ipa").getFirst(), S3Event.class);
    var object = event.getRecords().getFirst().getS3().getObject();
    assertThat(object.getUrlDecodedKey()).isEqualTo(ID + "/My App +1.ipa");
    assertThat(object.getVersionId()).isNotEmpty();
    var bridged = read(files("s3-eventbridge-ipa").getFirst(), ScheduledEvent.class);
    assertThat(bridged.getSource()).isEqualTo("aws.s3");
    assertThat(bridged.getDetailType()).isEqualTo("Object Created");
  }

  @Test
  void haveTheInputOfEverySchedule() throws Exception {
    var inputs = new java.util.ArrayList<JsonNode>();
    for (Path file : files("schedule-")) {
      inputs.add(JSON.readTree(file.toFile()));
    }
    var scheduled = new java.util.ArrayList<JsonNode>();
    for (FunctionResource function : template().functions()) {
      for (RateSchedule schedule : function.schedules()) {
        scheduled.add(JSON.readTree(schedule.input()));
      }
    }
    assertThat(inputs).containsExactlyInAnyOrderElementsOf(scheduled);
  }

  @Test
  void holdNoKey() throws Exception {
    for (Path file : files("")) {
      assertThat(Files.readString(file)).doesNotContain("BEGIN ", "MIGT", "eyJ");
    }
  }

  private static boolean matches(EventRule rule, Path file) {
    try {
      return rule.pattern().matches(JSON.readTree(filled(file)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
