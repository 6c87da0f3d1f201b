package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictnessTest {
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator = AppStoreConnectSimulator.start(SimulatorOptions.defaults().acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.ADMIN));
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'platform':'IOS'|'platform':'ios'|ENTITY_ERROR.ATTRIBUTE.TYPE|/data/attributes/platform",
        "'platform':'IOS'|'platform':7|ENTITY_ERROR.ATTRIBUTE.TYPE|/data/attributes/platform",
        "'platform':'IOS'|'platform':'IOS','sauce':1|ENTITY_ERROR.ATTRIBUTE.UNKNOWN|/data/attributes/sauce",
        "'cfBundleVersion':'2',|''|ENTITY_ERROR.ATTRIBUTE.REQUIRED|/data/attributes/cfBundleVersion",
        "'cfBundleVersion':'2'|'cfBundleVersion':null|ENTITY_ERROR.ATTRIBUTE.REQUIRED|/data/attributes/cfBundleVersion",
        "'cfBundleVersion':'2'|'cfBundleVersion':'two'|ENTITY_ERROR.ATTRIBUTE.INVALID|/data/attributes/cfBundleVersion",
        "'type':'apps'|'type':'builds'|ENTITY_ERROR.RELATIONSHIP.INVALID|/data/relationships/app",
        "'id':'APP'|'id':'1'|ENTITY_ERROR.RELATIONSHIP.INVALID|/data/relationships/app/data/id",
        "'app':{|'ape':{|ENTITY_ERROR.RELATIONSHIP.UNKNOWN|/data/relationships/ape",
        "'type':'buildUploads'|'type':'builds'|ENTITY_ERROR|/data/type",
      })
  void saysWhatIsWrongWithABody(String part, String replacement, String code, String pointer) {
    String good =
        "{'data':{'type':'buildUploads','attributes':{'cfBundleVersion':'2','cfBundleShortVersionString':'1.1','platform':'IOS'},"
            + "'relationships':{'app':{'data':{'type':'apps','id':'APP'}}}}}";
    String body =
        good.replace(part, replacement.equals("''") ? "" : replacement).replace("APP", app.id());
    Caller.Reply reply = caller.post("/v1/buildUploads", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.json().path("errors").path(0).path("source").path("pointer").asText())
        .isEqualTo(pointer);
    assertThat(simulator.snapshot().buildUploads()).isEmpty();
  }

  @Test
  void namesRelationshipsThatAnItemLacks() {
    String submission = caller.createSubmission(app.id()).id();
    String item =
        "{'data':{'type':'reviewSubmissionItems','relationships':{'reviewSubmission':{'data':{'type':'reviewSubmissions','id':'"
            + submission
            + "'}},'%s':{'data':{'type':'%s','id':'1'}}}}}";

    Caller.Reply unknown =
        caller.post("/v1/reviewSubmissionItems", item.formatted("subscription", "subscriptions"));
    assertThat(unknown.code()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.UNKNOWN");
    assertThat(unknown.text())
        .contains("'subscription' is not a relationship on the resource 'reviewSubmissionItems'");

    Caller.Reply otherType =
        caller.post(
            "/v1/reviewSubmissionItems", item.formatted("appStoreVersion", "appStoreVersion"));
    assertThat(otherType.code()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID");
    assertThat(otherType.text())
        .contains(
            "The given related type 'appStoreVersion' is not valid for the relationship"
                + " 'appStoreVersion'");
  }

  /// review-live.md, B.
  @Test
  void takesNoItemsWithASubmission() {
    Caller.Reply inline =
        caller.post(
            "/v1/reviewSubmissions",
            "{'data':{'type':'reviewSubmissions','attributes':{'platform':'IOS'},'relationships':{'app':{'data':{'type':'apps','id':'"
                + app.id()
                + "'}},'items':{'data':[]}}}}");
    assertThat(inline.status()).isEqualTo(409);
    assertThat(inline.text()).contains("'items' can not be included in a 'CREATE' operation");
  }

  @Test
  void listsAllFaultsOfABody() {
    Caller.Reply reply = caller.post("/v1/buildUploads", "{'data':{'type':'buildUploads'}}");
    assertThat(reply.codes())
        .containsExactlyInAnyOrder(
            "ENTITY_ERROR.ATTRIBUTE.REQUIRED",
            "ENTITY_ERROR.ATTRIBUTE.REQUIRED",
            "ENTITY_ERROR.ATTRIBUTE.REQUIRED",
            "ENTITY_ERROR.RELATIONSHIP.REQUIRED");
  }

  @Test
  void answers400ToNoJson() {
    Caller.Reply cut = caller.post("/v1/buildUploads", "{'data':");
    assertThat(cut.status()).isEqualTo(400);
    assertThat(cut.code()).isEqualTo("ENTITY_INVALID");
    assertThat(caller.post("/v1/buildUploads", "").code()).isEqualTo("ENTITY_INVALID");
    assertThat(caller.post("/v1/buildUploads", "{'data':{'type':'a','type':'b'}}").status())
        .isEqualTo(400);
  }

  /// A linkage with attributes: public records of EAS CLI.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|data",
        "{'meta':{}}|data",
        "{'data':[]}|data",
        "{'data':{'type':'buildUploads'},'sauce':1}|sauce",
        "{'data':{'type':'buildUploads','sauce':1}}|data.sauce",
        "{'data':{'type':'buildUploads','attributes':[]}}|data.attributes",
        "{'data':{'type':'buildUploads','relationships':1}}|data.relationships",
        "{'data':{'type':'buildUploads','relationships':{'app':{'data':{'type':'apps','id':'1','attributes':{}}}}}}|data.relationships.app.data.attributes",
      })
  void answers422ToAnotherDocument(String body, String place) {
    Caller.Reply reply = caller.post("/v1/buildUploads", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    assertThat(reply.codes()).containsExactly("ENTITY_UNPROCESSABLE");
    assertThat(reply.text())
        .contains(
            "The request entity is not a valid request document object",
            "Unexpected or invalid value at '" + place + "'");
  }

  @Test
  void refusesAnIdThatIsNotThePath() {
    String version = caller.get("/v1/apps/" + app.id() + "/appStoreVersions").ids().getFirst();
    Caller.Reply reply =
        caller.patch(
            "/v1/appStoreVersions/" + version, "{'data':{'type':'appStoreVersions','id':'other'}}");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("ENTITY_ERROR");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/v1/reviewSubmissions|PARAMETER_ERROR.REQUIRED|filter[app]",
        "/v1/apps?filter[colour]=red|PARAMETER_ERROR.ILLEGAL|filter[colour]",
        "/v1/apps?limit=201|PARAMETER_ERROR.INVALID|limit",
        "/v1/apps?limit=x|PARAMETER_ERROR.INVALID|limit",
        "/v1/apps?include=sauce|PARAMETER_ERROR.INVALID|include",
        "/v1/apps?fields[apps]=sauce|PARAMETER_ERROR.INVALID|fields[apps]",
        "/v1/apps?fields[users]=username|PARAMETER_ERROR.ILLEGAL|fields[users]",
        "/v1/apps?limit[appStoreVersions]=51|PARAMETER_ERROR.INVALID|limit[appStoreVersions]",
        "/v1/apps?cursor=nonsense|PARAMETER_ERROR.INVALID|cursor",
        "/v1/builds?filter[processingState]=DONE|PARAMETER_ERROR.INVALID|filter[processingState]",
        "/v1/apps?filter[id]=|PARAMETER_ERROR.INVALID|filter[id]",
        "/v1/builds?filter[expired]=nonsense|PARAMETER_ERROR.INVALID|filter[expired]",
        "/v1/builds?filter[expired]=0|PARAMETER_ERROR.INVALID|filter[expired]",
        "/v1/builds?filter[expired]=false,maybe|PARAMETER_ERROR.INVALID|filter[expired]",
        "/v1/builds?filter[usesNonExemptEncryption]=no|PARAMETER_ERROR.INVALID|filter[usesNonExemptEncryption]",
        "/v1/builds?exists[usesNonExemptEncryption]=1|PARAMETER_ERROR.INVALID|exists[usesNonExemptEncryption]",
        "/v1/betaGroups?filter[isInternalGroup]=internal|PARAMETER_ERROR.INVALID|filter[isInternalGroup]",
        "/v1/preReleaseVersions?filter[builds.expired]=x|PARAMETER_ERROR.INVALID|filter[builds.expired]",
      })
  void saysWhatIsWrongWithAQuery(String path, String code, String parameter) {
    Caller.Reply reply = caller.get(path.replace("[", "%5B").replace("]", "%5D"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.json().path("errors").path(0).path("source").path("parameter").asText())
        .isEqualTo(parameter);
  }

  @Test
  void namesTheValueThatIsWrong() {
    assertThat(detail("/v1/builds?filter%5Bexpired%5D=false,nonsense"))
        .isEqualTo("'nonsense' is not a valid value: must be one of true, false");
    assertThat(detail("/v1/builds?filter%5BprocessingState%5D=VALID,Done"))
        .startsWith("'Done' is not a valid value: must be one of ");
    assertThat(detail("/v1/apps/" + app.id() + "/buildUploads?filter%5Bstate%5D=complete"))
        .startsWith("'complete' is not a valid value: must be one of AWAITING_UPLOAD");
    assertThat(detail("/v1/apps?fields%5Bapps%5D=name,sauce"))
        .isEqualTo("'sauce' is not a valid field name");
  }

  /// A public record (MortenGregersen/Bagbutik#181).
  @Test
  void saysThatAParameterIsNotForThisRequest() {
    assertThat(caller.get("/v1/apps?filter%5Bcolour%5D=red").text())
        .contains("A given parameter is not allowed for this request");
  }

  private String detail(String path) {
    return caller.get(path).json().path("errors").path(0).path("detail").asText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "GET|/v1/buildUploads|resource 'buildUploads' does not allow 'GET_COLLECTION'. Allowed"
            + " operations are: CREATE, DELETE, GET_INSTANCE",
        "GET|/v1/appStoreVersions|'GET_COLLECTION'",
        "GET|/v1/webhooks|'GET_COLLECTION'",
        "GET|/v1/reviewSubmissionItems/1|'GET_INSTANCE'",
        "POST|/v1/apps|'CREATE'. Allowed operations are: GET_COLLECTION, GET_INSTANCE, UPDATE",
        "DELETE|/v1/reviewSubmissions/1|'DELETE'. Allowed operations are: CREATE, GET_COLLECTION,"
            + " GET_INSTANCE, UPDATE",
        "PATCH|/v2/appAvailabilities/1|'UPDATE'. Allowed operations are: CREATE, GET_INSTANCE",
        "POST|/v1/appStoreVersionSubmissions|'CREATE'. Allowed operation is: DELETE",
        "GET|/v1/ageRatingDeclarations/1|'GET_INSTANCE'. Allowed operation is: UPDATE",
        "GET|/v1/builds/1/betaGroups|The relationship 'betaGroups' does not allow 'GET_RELATED'."
            + " Allowed operations are: CREATE, DELETE",
        "GET|/v1/builds/1/relationships/betaGroups|'GET_RELATIONSHIP'. Allowed operations are:"
            + " CREATE, DELETE",
        "PATCH|/v1/betaGroups/1/relationships/builds|The relationship 'builds' does not allow"
            + " 'REPLACE'. Allowed operations are: CREATE, DELETE, GET_RELATED, GET_RELATIONSHIP",
        "POST|/v1/appStoreVersions/1/relationships/build|'CREATE'. Allowed operations are:"
            + " GET_RELATED, GET_RELATIONSHIP, REPLACE",
      })
  void answers403ToOperationsThatAResourceDoesNotHave(String method, String path, String detail) {
    Caller.Reply reply = caller.send(method, path, method.equals("GET") ? null : "{}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("FORBIDDEN_ERROR");
    assertThat(reply.json().path("errors").path(0).path("title").asText())
        .isEqualTo("The given operation is not allowed");
    assertThat(reply.json().path("errors").path(0).path("detail").asText())
        .contains("does not allow '")
        .contains(detail);
  }

  /// A build's bundles can be included, and not read (a public record).
  @Test
  void answers403ToARelationshipThatCanOnlyBeIncluded() {
    Caller.Reply reply = caller.get("/v1/builds/1/buildBundles");
    assertThat(reply.status()).as(reply.text()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("FORBIDDEN_ERROR");
    assertThat(reply.text()).contains("'buildBundles' has no allowed operations");
    assertThat(caller.get("/v1/buildBundles/1").status()).isEqualTo(403);
  }

  /// The words of 2021 in fastlane/fastlane#17910.
  @Test
  void listsReadsFirstWhenToldTo() {
    simulator.guesses().turn(Guess.ALLOWED_OPERATIONS_READS_FIRST);
    assertThat(
            caller
                .delete("/v1/betaAppReviewSubmissions/1")
                .json()
                .path("errors")
                .path(0)
                .path("detail")
                .asText())
        .isEqualTo(
            "The resource 'betaAppReviewSubmissions' does not allow 'DELETE'. Allowed operations"
                + " are: GET_COLLECTION, GET_INSTANCE, CREATE");
  }

  @ParameterizedTest
  @CsvSource({"/v1/sauces", "/v2/apps", "/", "/v1/buildUploads/1/complete", "/v1/apps/1/sauces"})
  void answers404ToUnknownPaths(String path) {
    assertThat(caller.get(path).status()).isEqualTo(404);
    assertThat(caller.get(path).code()).isEqualTo("NOT_FOUND");
  }

  /// What a client sends whose id is empty. (fastlane/fastlane#21524)
  @ParameterizedTest
  @CsvSource({"/v1/apps/", "/v1/apps//appStoreVersions", "/v1/apps/1/", "/v1/sauces/"})
  void answers404ToAPathWithoutAnId(String path) {
    Caller.Reply reply = caller.get(path);
    assertThat(reply.status()).as(reply.text()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("PATH_ERROR");
    assertThat(reply.text())
        .contains("The URL path is not valid", "'" + path + "' is not a valid URL");
  }

  /// Nobody can answer the questions on privacy by the public API.
  @Test
  void answers404ToResourcesOfApplesOwnPages() {
    Caller.Reply reply = caller.get("/v1/appDataUsages");
    assertThat(reply.status()).as(reply.text()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("PATH_ERROR");
    assertThat(reply.text()).contains("The resource 'v1/appDataUsages' does not exist");
    assertThat(caller.post("/v1/bulkBetaTesterAssignments", "{}").code()).isEqualTo("PATH_ERROR");
  }

  @Test
  void answers404ToUnknownIds() {
    assertThat(caller.get("/v1/builds/1").code()).isEqualTo("NOT_FOUND");
    assertThat(caller.delete("/v1/buildUploads/1").code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void refusesForeignHosts() throws Exception {
    try (var socket = new java.net.Socket("127.0.0.1", simulator.baseUri().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/apps HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes());
      assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 403");
    }
    try (var socket = new java.net.Socket("127.0.0.1", simulator.baseUri().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/apps HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes());
      assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 403");
    }
    try (var socket = new java.net.Socket("127.0.0.1", simulator.baseUri().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/apps HTTP/1.1\r\nHost: localhost:3001\r\nOrigin: http://[::1]:3000\r\nConnection: close\r\n\r\n"
                  .getBytes());
      assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 401");
    }
  }
}
