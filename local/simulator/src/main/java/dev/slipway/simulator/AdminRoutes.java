package dev.slipway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.builds.NewEncryptionDeclaration;
import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.review.ForeignItem;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.Quirks;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.TeamRefusal;
import dev.slipway.simulator.settings.Unmet;
import dev.slipway.wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Serves `/admin/...`, which offers over HTTP what a test does through Java. `SimulatorMain` lists
/// the routes.
final class AdminRoutes {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LARGEST_BODY = 1024 * 1024;

  private final AppStoreConnectSimulator simulator;

  AdminRoutes(AppStoreConnectSimulator simulator) {
    this.simulator = simulator;
  }

  private record Reply(int status, JsonNode body) {}

  void handle(HttpExchange exchange) throws IOException {
    Reply reply;
    if (!"1".equals(exchange.getRequestHeaders().getFirst("X-Slipway-Admin"))) {
      reply = problem(403, "Admin calls need the header X-Slipway-Admin: 1");
    } else {
      String text =
          new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
      try {
        JsonNode body = text.isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(text);
        reply = route(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
      } catch (IOException e) {
        reply = problem(400, "The body is not JSON");
      } catch (IllegalArgumentException | DateTimeException e) {
        reply = problem(400, String.valueOf(e.getMessage()));
      } catch (IllegalStateException e) {
        reply = problem(409, String.valueOf(e.getMessage()));
      }
    }
    byte[] bytes = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(reply.body());
    Answer.of(reply.status(), "application/json", bytes).send(exchange);
    exchange.close();
  }

  private static Reply problem(int status, String message) {
    return new Reply(status, MAPPER.createObjectNode().put("error", message));
  }

  private static Reply done() {
    return new Reply(200, MAPPER.createObjectNode().put("done", true));
  }

  private Reply route(String method, String path, JsonNode body) {
    String[] segments = path.split("/", -1);
    String what = segments.length > 2 ? segments[2] : "";
    String id = segments.length > 3 ? segments[3] : "";
    String verb = segments.length > 4 ? segments[4] : "";
    return switch (method + " " + what) {
      case "POST keys" -> createKey(body);
      case "DELETE keys" -> {
        simulator.revokeKey(id);
        yield done();
      }
      case "POST apps" -> createApp(body);
      case "POST faults" -> {
        simulator.faults().add(fault(body));
        yield done();
      }
      case "GET faults" -> {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode pending = json.putArray("pending");
        simulator.faults().pending().forEach(fault -> pending.add(fault.toString()));
        yield new Reply(200, json);
      }
      case "DELETE faults" -> {
        simulator.faults().clear();
        yield done();
      }
      case "GET clock" -> clock();
      case "POST clock" -> moveClock(body);
      case "POST reviews" -> review(id, verb, body);
      case "POST beta-reviews" -> betaReview(id, verb);
      case "POST foreign-items" -> {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(
            "reviewSubmissionId",
            simulator.addForeignItem(
                body.path("appId").asText(),
                ForeignItem.valueOf(body.path("kind").asText("APP_EVENT"))));
        yield new Reply(201, json);
      }
      case "POST purchases" -> purchase(body);
      case "POST encryption-declarations" -> encryptionDeclaration(id, body);
      case "POST reserved-names" -> {
        simulator.reserveName(body.path("name").asText(), body.path("locale").asText("en-US"));
        yield done();
      }
      case "POST content-statuses" -> {
        List<String> names = new ArrayList<>();
        body.path("territories").forEach(name -> names.add(name.asText()));
        String[] territories = names.toArray(new String[0]);
        if (body.path("contentStatus").isTextual()) {
          simulator.addContentStatus(
              body.path("appId").asText(), body.path("contentStatus").asText(), territories);
        } else {
          simulator.clearContentStatuses(body.path("appId").asText(), territories);
        }
        yield done();
      }
      case "POST quirks" -> {
        quirks(body);
        yield done();
      }
      case "POST guesses" -> guesses(body);
      case "GET state" -> new Reply(200, MAPPER.valueToTree(StateView.of(simulator)));
      case "POST reset" -> {
        simulator.reset();
        yield done();
      }
      default -> problem(404, "No admin route " + method + " " + path);
    };
  }

  /// Adds an encryption declaration; with an id, moves that one into another state.
  private Reply encryptionDeclaration(String id, JsonNode body) {
    String state = body.path("state").asText("APPROVED");
    if (!id.isEmpty()) {
      simulator.decideEncryptionDeclaration(id, state);
      return done();
    }
    ObjectNode json = MAPPER.createObjectNode();
    json.put(
        "id",
        simulator.addEncryptionDeclaration(
            new NewEncryptionDeclaration(
                body.path("appId").asText(),
                state,
                body.path("platform").textValue(),
                body.path("exempt").asBoolean(),
                body.path("codeValue").textValue())));
    return new Reply(201, json);
  }

  private Reply createKey(JsonNode body) {
    KeyRole role = KeyRole.valueOf(body.path("role").asText("APP_MANAGER"));
    KeyKind kind = KeyKind.valueOf(body.path("kind").asText("TEAM"));
    SimulatedKey key =
        simulator.createKey(role, kind, body.path("issuerId").asText(simulator.issuerId()));
    ObjectNode json = MAPPER.createObjectNode();
    json.put("keyId", key.keyId());
    json.put("issuerId", key.issuerId());
    json.put("kind", key.kind().name());
    json.put("role", role.name());
    json.put("privateKeyPem", key.privateKeyPem());
    return new Reply(201, json);
  }

  private Reply createApp(JsonNode body) {
    if (!body.path("bundleId").isTextual() || !body.path("name").isTextual()) {
      throw new IllegalArgumentException("An app needs bundleId and name");
    }
    NewApp app = NewApp.of(body.path("bundleId").asText(), body.path("name").asText());
    if (body.path("liveVersion").isTextual()) {
      app = app.liveVersion(body.path("liveVersion").asText(), body.path("liveBuild").asText("1"));
    }
    if (body.path("platform").isTextual()) {
      app = app.withPlatform(body.path("platform").asText());
    }
    if (body.path("locales").isArray()) {
      List<String> locales = new ArrayList<>();
      body.path("locales").forEach(locale -> locales.add(locale.asText()));
      app = app.locales(locales.toArray(new String[0]));
    }
    if (body.path("issuerId").isTextual()) {
      app = app.withIssuerId(body.path("issuerId").asText());
    }
    for (JsonNode group : body.path("betaGroups")) {
      String name = group.path("name").asText();
      app =
          group.path("hasAccessToAllBuilds").asBoolean()
              ? app.betaGroupWithAllBuilds(name)
              : app.betaGroup(name, group.path("isInternalGroup").asBoolean());
    }
    if (body.path("incomplete").asBoolean()) {
      app = app.incomplete();
    }
    if (body.path("madeOnWeb").asBoolean()) {
      app = app.incomplete().withPriced(false).withAvailable(false);
    }
    if (body.path("screenshotDisplayTypes").isArray()) {
      List<String> types = new ArrayList<>();
      body.path("screenshotDisplayTypes").forEach(type -> types.add(type.asText()));
      app = app.screenshotDisplayTypes(types.toArray(new String[0]));
    }
    return new Reply(201, MAPPER.valueToTree(simulator.createApp(app)));
  }

  private Reply purchase(JsonNode body) {
    NewPurchase purchase =
        new NewPurchase(
            body.path("productId").asText(),
            body.path("name").asText(body.path("productId").asText()),
            body.path("type").textValue(),
            body.path("group").textValue(),
            NewPurchase.Stage.valueOf(body.path("stage").asText("READY")));
    ObjectNode json = MAPPER.createObjectNode();
    json.put("versionId", simulator.addPurchase(body.path("appId").asText(), purchase));
    return new Reply(201, json);
  }

  private static Fault fault(JsonNode body) {
    Duration duration = Duration.parse(body.path("duration").asText("PT5S"));
    Fault fault =
        switch (body.path("kind").asText()) {
          case "status" ->
              body.path("code").isTextual()
                  ? Fault.status(
                      body.path("status").asInt(),
                      body.path("code").asText(),
                      body.path("title").asText(),
                      body.path("detail").asText())
                  : Fault.status(body.path("status").asInt(500));
          case "agreements" -> Fault.agreements();
          case "team" ->
              TeamRefusal.valueOf(body.path("refusal").asText(TeamRefusal.PROVIDER_UNKNOWN.name()))
                  .fault();
          case "cut" -> Fault.cutBeforeAnswer();
          case "html" -> Fault.htmlErrorPage(body.path("status").asInt(502));
          case "truncated" -> Fault.truncatedBody();
          case "delay" -> Fault.delay(duration);
          case "partUrlExpired" -> Fault.partUrlExpired();
          case "processingFailure" ->
              Fault.processingFailure(
                  body.path("code").asText("90683"), body.path("detail").asText(""));
          case "invalidBinary" -> Fault.invalidBinary();
          case "processingWithoutEnd" -> Fault.processingWithoutEnd();
          case "otherComposite" -> Fault.otherComposite();
          case "strayNotFound" -> Fault.strayNotFound();
          case "stuckAsset" -> Fault.stuckAsset(body.path("fileName").asText("*"));
          case "assetFailure" -> {
            String code = body.path("code").asText("IMAGE_TOOL_FAILURE");
            yield Fault.assetFailure(
                body.path("fileName").asText("*"), code, body.path("detail").asText(code));
          }
          case "slowConsistency" -> Fault.slowConsistency(duration);
          case "webhookLost" -> Fault.webhookLost();
          case "webhookTwice" -> Fault.webhookTwice();
          case "webhookLate" -> Fault.webhookLate(duration);
          case "webhookOvertaken" -> Fault.webhookOvertaken();
          case "webhookForged" -> Fault.webhookForged();
          default ->
              throw new IllegalArgumentException(
                  "kind must be status, agreements, team, cut, html, truncated, delay,"
                      + " partUrlExpired, processingFailure, invalidBinary, processingWithoutEnd,"
                      + " otherComposite, strayNotFound, stuckAsset, assetFailure, slowConsistency,"
                      + " webhookLost, webhookTwice, webhookLate, webhookOvertaken or"
                      + " webhookForged");
        };
    if (body.path("path").isTextual()) {
      fault = fault.on(body.path("method").asText("*"), body.path("path").asText());
    }
    if (body.path("onParts").asBoolean()) {
      fault = fault.onParts();
    }
    fault = fault.nth(body.path("nth").asInt(1)).times(body.path("times").asInt(1));
    if (body.path("retryAfterSeconds").isInt()) {
      fault = fault.retryAfter(Duration.ofSeconds(body.path("retryAfterSeconds").asInt()));
    }
    return body.path("afterEffect").asBoolean() ? fault.afterEffect() : fault;
  }

  private Reply clock() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("now", simulator.clock().instant().toString()).put("speed", simulator.clock().speed());
    return new Reply(200, json);
  }

  private Reply moveClock(JsonNode body) {
    if (body.path("set").isTextual()) {
      simulator.clock().set(Instant.parse(body.path("set").asText()));
    }
    if (body.path("advance").isTextual()) {
      simulator.clock().advance(Duration.parse(body.path("advance").asText()));
    }
    if (body.path("speed").isNumber()) {
      simulator.clock().speed(body.path("speed").asDouble());
    }
    return clock();
  }

  private Reply review(String id, String verb, JsonNode body) {
    switch (verb) {
      case "start" -> simulator.reviews().startReview(id);
      case "approve" -> simulator.reviews().approve(id);
      case "reject" -> simulator.reviews().reject(id);
      case "metadata-reject" -> simulator.reviews().metadataReject(id);
      case "reply" -> simulator.reviews().reply(id);
      default -> {
        if (!id.equals("script")) {
          return problem(404, "The verb must be start, approve, reject, metadata-reject or reply");
        }
        simulator
            .reviews()
            .script(
                new ReviewScript(
                    ReviewScript.Mode.valueOf(body.path("mode").asText("BY_HAND")),
                    Duration.parse(body.path("waiting").asText("PT0S")),
                    Duration.parse(body.path("inReview").asText("PT0S"))));
      }
    }
    return done();
  }

  private Reply betaReview(String id, String verb) {
    switch (verb) {
      case "start" -> simulator.reviews().startBetaReview(id);
      case "approve" -> simulator.reviews().approveBeta(id);
      case "reject" -> simulator.reviews().rejectBeta(id);
      default -> {
        return problem(404, "The verb must be start, approve or reject");
      }
    }
    return done();
  }

  private Reply guesses(JsonNode body) {
    List<Guess> turned = new ArrayList<>();
    for (JsonNode name : body.path("turned")) {
      try {
        turned.add(Guess.valueOf(name.asText()));
      } catch (IllegalArgumentException e) {
        return problem(
            400, "'" + name.asText() + "' is not a guess. The guesses: " + List.of(Guess.values()));
      }
    }
    simulator.guesses().reset();
    simulator.guesses().turn(turned);
    return done();
  }

  private void quirks(JsonNode body) {
    Quirks quirks = simulator.quirks();
    quirks
        .completing(Duration.parse(body.path("completing").asText(quirks.completing().toString())))
        .settling(Duration.parse(body.path("settling").asText(quirks.settling().toString())))
        .uploadsADay(body.path("uploadsADay").asInt(quirks.uploadsADay()));
    if (body.path("unmet").isArray()) {
      List<Unmet> unmet = new ArrayList<>();
      body.path("unmet").forEach(name -> unmet.add(Unmet.valueOf(name.asText())));
      quirks.lacking(unmet.toArray(new Unmet[0]));
    }
  }
}
