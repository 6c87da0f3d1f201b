package dev.slipway.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.catalogue.AppleOperations;
import dev.slipway.simulator.catalogue.Catalogue;
import dev.slipway.simulator.catalogue.LiveValues;
import dev.slipway.simulator.catalogue.Operation;
import dev.slipway.simulator.http.QueryString;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiContractTest {
  private static final String GOOD_UPLOAD =
      "{'data':{'type':'buildUploads','attributes':{'cfBundleShortVersionString':'1.0','cfBundleVersion':'1','platform':'IOS'},"
          + "'relationships':{'app':{'data':{'type':'apps','id':'1'}}}}}";

  private List<Path> files;
  private OpenApiContract contract;

  @BeforeEach
  void readContract() {
    String file = System.getProperty("asc.openapi", "");
    Assumptions.assumeFalse(
        file.isBlank(),
        "skipped: no Apple OpenAPI document (-Dasc.openapi=<file>), the contract check is not"
            + " tested");
    files = SimulatorOptions.defaults().openApi();
    contract = OpenApiContract.of(files);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void acceptsARightRequest() {
    assertThat(contract.requestProblems("POST", "/v1/buildUploads", "", json(GOOD_UPLOAD)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "cfBundleVersion':'1'|cfBundleVersion':1|integer found",
        "'platform':'IOS'|'platform':'iOS'|enumeration",
        "'platform':'IOS'|'platform':'IOS','sauce':'x'|sauce",
        "'cfBundleVersion':'1',|''|required",
        "'type':'apps'|'type':'app'|apps",
        "'id':'1'|'no':'1'|id",
      })
  void findsWrongRequests(String part, String replacement, String expected) {
    String broken = GOOD_UPLOAD.replace(part, replacement.equals("''") ? "" : replacement);
    assertThat(contract.requestProblems("POST", "/v1/buildUploads", "", json(broken)))
        .isNotEmpty()
        .anySatisfy(problem -> assertThat(problem).contains(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/v1/reviewSubmissions|limit=1|required parameter filter[app]",
        "/v1/apps|limit=201|limit",
        "/v1/apps|limit=0|limit",
        "/v1/apps|filter[colour]=red|no parameter filter[colour]",
        "/v1/apps|include=sauce|include",
        "/v1/apps|fields%5Bapps%5D=name,sauce|sauce",
        "/v1/apps|limit=1&limit=2|repeated",
        "/v1/apps|filter[id]=|filter[id]",
        "/v1/buildUploads||no GET /v1/buildUploads",
      })
  void findsWrongQueries(String path, String query, String expected) {
    assertThat(contract.requestProblems("GET", path, query == null ? "" : query, ""))
        .anySatisfy(problem -> assertThat(problem).contains(expected));
  }

  @Test
  void acceptsEncodedQueriesAndCursors() {
    assertThat(
            contract.requestProblems(
                "GET", "/v1/apps", "filter%5Bid%5D=1,2&fields[apps]=name&cursor=abc&limit=200", ""))
        .isEmpty();
    assertThat(contract.requestProblems("GET", "/v1/apps", "&fields%5Bapps%5D=&", "")).isEmpty();
  }

  @Test
  void findsWrongAnswers() {
    String right =
        "{'data':{'type':'builds','id':'1','attributes':{'version':'1','expired':null}},'links':{'self':'http://a/b'}}";
    assertThat(contract.answerProblems("GET", "/v1/builds/1", 200, json(right))).isEmpty();
    assertThat(
            contract.answerProblems(
                "GET", "/v1/builds/1", 200, json(right.replace("'version':'1'", "'sauce':'1'"))))
        .anySatisfy(problem -> assertThat(problem).contains("sauce"));
    assertThat(
            contract.answerProblems(
                "GET", "/v1/builds/1", 200, json(right.replace("null", "'no'"))))
        .isNotEmpty();
    assertThat(
            contract.answerProblems(
                "GET", "/v1/builds/1", 200, json("{'data':{'type':'builds','id':'1'}}")))
        .isNotEmpty();
    assertThat(contract.answerProblems("GET", "/v1/builds/1", 201, json(right))).isNotEmpty();
    assertThat(
            contract.answerProblems(
                "GET", "/v1/builds/1", 404, json("{'errors':[{'status':404}]}")))
        .isNotEmpty();
    assertThat(
            contract.answerProblems(
                "GET",
                "/v1/builds/1",
                404,
                json("{'errors':[{'status':'404','code':'NOT_FOUND','title':'No'}]}")))
        .isEmpty();
    assertThat(contract.answerProblems("DELETE", "/v1/buildUploads/1", 204, json(right)))
        .isNotEmpty();
  }

  @Test
  void findsWrongIncludedResources() {
    String document =
        json(
            "{'data':{'type':'buildUploads','id':'1'},'links':{'self':'http://a/b'},'included':[{'type':'builds','id':'1','attributes':{'processingState':'DONE'}}]}");
    assertThat(contract.answerProblems("GET", "/v1/buildUploads/1", 200, document)).isNotEmpty();
    assertThat(
            contract.answerProblems(
                "GET", "/v1/buildUploads/1", 200, document.replace("DONE", "VALID")))
        .isEmpty();
    assertThat(
            contract.answerProblems(
                "GET", "/v1/buildUploads/1", 200, document.replace("\"builds\"", "\"boulders\"")))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"APP_IPHONE_67, true", "APP_IPHONE_DUO, true", "APP_IPHONE_DUE, false"})
  void takesTheValuesThatAppleAcceptsBeyondItsDocument(String displayType, boolean accepted) {
    String request =
        json(
            "{'data':{'type':'appScreenshotSets','attributes':{'screenshotDisplayType':'%s'},"
                    .formatted(displayType)
                + "'relationships':{}}}");
    assertThat(contract.requestProblems("POST", "/v1/appScreenshotSets", "", request).isEmpty())
        .isEqualTo(accepted);
    String answer =
        json(
            "{'data':{'type':'appScreenshotSets','id':'1','attributes':{'screenshotDisplayType':'%s'}},"
                    .formatted(displayType)
                + "'links':{'self':'http://a/b'}}");
    assertThat(contract.answerProblems("POST", "/v1/appScreenshotSets", 201, answer).isEmpty())
        .isEqualTo(accepted);
  }

  /// A value that Apple's document has by now needs no row of its own.
  @Test
  void listsOnlyValuesThatTheDocumentLacks() {
    JsonNode schemas = AppleDocument.read(files).path("components").path("schemas");
    LiveValues.instance()
        .all()
        .forEach(
            (attribute, values) -> {
              String component =
                  attribute.substring(0, 1).toUpperCase(Locale.ROOT) + attribute.substring(1);
              assertThat(schemas.path(component).path("enum"))
                  .as(component)
                  .isNotEmpty()
                  .extracting(JsonNode::asText)
                  .doesNotContainAnyElementsOf(values);
            });
  }

  @Test
  void namesAMissingFile() {
    assertThatThrownBy(() -> new ContractRecorder(List.of(Path.of("no-such-file.json")), false))
        .hasMessageContaining("no-such-file.json");
  }

  /// The simulator's own tables say the same as Apple's document: operations, parameters,
  /// attributes. What the document has and the catalogue has not is answered with 501.
  @Test
  void catalogueAgreesWithTheContract() throws IOException {
    JsonNode document = AppleDocument.read(files);
    Set<String> operations = new TreeSet<>();
    for (var path : document.path("paths").properties()) {
      for (String method : List.of("get", "post", "patch", "delete")) {
        JsonNode operation = path.getValue().path(method);
        if (operation.isMissingNode()) {
          continue;
        }
        String key = method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
        operations.add(key);
        assertThat(
                AppleOperations.instance().has(key.substring(0, key.indexOf(' ')), path.getKey()))
            .as(key)
            .isTrue();
        Operation ours =
            Catalogue.instance().find(key.substring(0, key.indexOf(' ')), path.getKey());
        if (ours == null) {
          continue;
        }
        int parameters = 0;
        for (JsonNode parameter : operation.path("parameters")) {
          if (parameter.path("in").asText().equals("query")) {
            parameters++;
            var known = QueryString.parameter(ours, parameter.path("name").asText());
            assertThat(known).as(key + " " + parameter.path("name").asText()).isNotNull();
            assertThat(known.required()).isEqualTo(parameter.path("required").asBoolean());
            JsonNode schema = parameter.path("schema");
            Set<String> values = new TreeSet<>();
            (schema.has("items") ? schema.path("items") : schema)
                .path("enum")
                .forEach(one -> values.add(one.asText()));
            if (!values.isEmpty()) {
              assertThat(new TreeSet<>(known.values())).isEqualTo(values);
            }
            assertThat(known.maximum()).isEqualTo(schema.path("maximum").asInt());
          }
        }
        assertThat(ours.query().size() + ours.fieldsTypes().size()).as(key).isEqualTo(parameters);
      }
    }
    Set<String> ours = new TreeSet<>();
    Catalogue.instance().operations().forEach(operation -> ours.add(operation.key()));
    ours.removeAll(operations);
    assertThat(ours)
        .as("built without Apple's document, so no exchange with them is checked")
        .isSubsetOf(
            "GET /v1/apps/{id}/appClips",
            "GET /v1/apps/{id}/relationships/appClips",
            "POST /v1/buildBetaNotifications");
  }
}
