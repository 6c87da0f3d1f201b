package dev.slipway.localaws.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.http.Service;
import dev.slipway.localaws.signature.HeaderSignature;
import dev.slipway.localaws.signature.SignatureFault;
import dev.slipway.wire.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// Secrets Manager over JSON 1.1. Safe for use by many threads: one operation at a time.
public final class SecretsService implements Service {
  private static final String TARGET_PREFIX = "secretsmanager.";
  private static final int LARGEST_REQUEST_BYTES = 512 * 1024;

  private final SecretStore store;
  private final SecretsOperations operations;
  private final HeaderSignature signatures;

  /// Reads the secrets in `directory`.
  public SecretsService(
      Path directory,
      InstantSource clock,
      String region,
      String accountId,
      HeaderSignature signatures)
      throws IOException {
    this.signatures = signatures;
    this.store = new SecretStore(directory, clock);
    this.operations = new SecretsOperations(store, clock, region, accountId);
  }

  @Override
  public String name() {
    return "secretsmanager";
  }

  @Override
  public Call call(Request request) throws IOException {
    String operation = request.header("X-Amz-Target").orElse("").substring(TARGET_PREFIX.length());
    byte[] body = request.body().readNBytes(LARGEST_REQUEST_BYTES);
    JsonNode json;
    try {
      json = SecretsJson.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      json = JsonNodeFactory.instance.missingNode();
    }
    return new SecretsCall(request, operation, body, new SecretsInput(json));
  }

  @Override
  public Answer failure(Request request, int status, String code, String message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("__type", code);
    json.put("message", message);
    json.put("Message", message);
    return answer(status, json);
  }

  private static Answer answer(int status, ObjectNode json) {
    return Answer.of(status, "application/x-amz-json-1.1", json.toString());
  }

  private final class SecretsCall implements Call {
    private final Request request;
    private final String operation;
    private final byte[] body;
    private final SecretsInput input;

    private SecretsCall(Request request, String operation, byte[] body, SecretsInput input) {
      this.body = body;
      this.request = request;
      this.operation = operation;
      this.input = input;
    }

    @Override
    public String operation() {
      return operation;
    }

    @Override
    public String bucket() {
      return "";
    }

    @Override
    public String key() {
      return input.text("SecretId").or(() -> input.text("Name")).orElse("");
    }

    @Override
    public Answer run() throws IOException {
      try {
        signatures.verify(request, name(), body);
      } catch (SignatureFault e) {
        return failure(request, 400, e.reason().jsonCode(), e.text());
      }
      if (!input.json().isObject()) {
        return failure(request, 400, "SerializationException", "The body is not a JSON object");
      }
      try {
        synchronized (store) {
          return answer(200, perform());
        }
      } catch (SecretsFailure e) {
        return failure(request, 400, e.type(), e.text());
      }
    }

    private ObjectNode perform() throws IOException {
      return switch (operation) {
        case "CreateSecret" -> operations.create(input);
        case "PutSecretValue" -> operations.put(input);
        case "GetSecretValue" -> operations.value(input);
        case "DescribeSecret" -> operations.describe(input);
        case "UpdateSecret" -> operations.update(input);
        case "UpdateSecretVersionStage" -> operations.updateStage(input);
        case "DeleteSecret" -> operations.delete(input);
        case "RestoreSecret" -> operations.restore(input);
        case "TagResource" -> operations.tag(input);
        case "UntagResource" -> operations.untag(input);
        case "ListSecretVersionIds" -> operations.listVersionIds(input);
        case "ListSecrets" -> operations.list(input);
        default ->
            throw SecretsFailure.of(
                "UnknownOperationException", "The stand-in does not support this: " + operation);
      };
    }
  }
}
