package dev.slipway.simulator.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// One entry of an error document, in Apple's words as far as they are known.
///
/// @param status HTTP status
/// @param code Apple's code, from general to specific
/// @param title short text
/// @param detail long text; empty for an error that Apple sends without one
/// @param pointer JSON pointer into the request, or null
/// @param parameter query parameter, or null
/// @param meta free-form additions, or null
/// @param seeLink `links.see`, or null
public record ApiError(
    int status,
    String code,
    String title,
    String detail,
    @Nullable String pointer,
    @Nullable String parameter,
    @Nullable ObjectNode meta,
    @Nullable String seeLink) {

  private static ApiError of(int status, String code, String title, String detail) {
    return new ApiError(status, code, title, detail, null, null, null, null);
  }

  /// Returns the one 401 that answers any invalid token.
  ///
  /// @param learnMore whether the detail ends with the address of Apple's page on tokens
  public static ApiError unauthorized(boolean learnMore) {
    return of(
        401,
        "NOT_AUTHORIZED",
        "Authentication credentials are missing or invalid.",
        "Provide a properly configured and signed bearer token, and make sure that it has not"
            + " expired."
            + (learnMore
                ? " Learn more about Generating Tokens for API Requests "
                    + "https://developer.apple.com/go/?id=api-generating-tokens"
                : ""));
  }

  /// Returns the 403 for an operation that Apple offers to no key. (fastlane/fastlane#17910)
  public static ApiError operationNotAllowed(String detail) {
    return of(403, "FORBIDDEN_ERROR", "The given operation is not allowed", detail);
  }

  /// Returns the 501 for an operation that Apple has and this simulator has not, which is no answer
  /// of Apple's.
  ///
  /// @param operation method and template, for example `GET /v1/territories`
  public static ApiError notBuilt(String operation) {
    return of(
        501,
        "SIMULATOR_NOT_BUILT",
        "The simulator does not support this yet",
        "The operation " + operation + " exists at Apple, but not in this simulator.");
  }

  /// Returns a 403: the key's role lacks the permission.
  public static ApiError forbidden(String detail) {
    return of(403, "FORBIDDEN_ERROR", "This request is forbidden for security reasons", detail);
  }

  /// Returns a 404: the resource does not exist, or the key's team does not own it.
  public static ApiError notFound(String detail) {
    return of(404, "NOT_FOUND", "The specified resource does not exist", detail);
  }

  /// Returns the 404 for a resource that does not exist, or that the key's team does not own.
  public static ApiError noResource(String type, String id) {
    return notFound("There is no resource of type '" + type + "' with id '" + id + "'");
  }

  /// Reports a wrong query parameter; the kind is INVALID, ILLEGAL or REQUIRED.
  public static ApiError parameter(String kind, String parameter, String detail) {
    String title =
        switch (kind) {
          case "REQUIRED" -> "A required parameter is missing";
          case "ILLEGAL" -> "A given parameter is not allowed for this request";
          default -> "A parameter has an invalid value";
        };
    return new ApiError(400, "PARAMETER_ERROR." + kind, title, detail, null, parameter, null, null);
  }

  /// Reports a request that nobody can read.
  public static ApiError badRequest(String detail) {
    return of(400, "BAD_REQUEST", "The request could not be understood", detail);
  }

  /// Reports a body that is not JSON. Code and status: Apple's document; the title: a public
  /// record.
  public static ApiError noJson() {
    return of(
        400, "ENTITY_INVALID", "JSON processing failed", "The request body is not valid JSON.");
  }

  /// Reports a body that is JSON, and no document of the API's form. (public records of EAS CLI)
  ///
  /// @param place the wrong value, for example `data.relationships.builds.data.[0].attributes`
  public static ApiError noDocument(String place) {
    return unprocessable(
        "",
        "The request entity is not a valid request document object",
        "Unexpected or invalid value at '" + place + "'.");
  }

  /// Returns a 500, as Apple answers it when something fails on its side.
  public static ApiError unexpected() {
    return of(
        500,
        "UNEXPECTED_ERROR",
        "An unexpected error occurred.",
        "An unexpected error occurred on the server side. If this issue continues, contact us at"
            + " https://developer.apple.com/contact/.");
  }

  /// Reports an id of an inline resource that is not local (first-release-live.md, B1; the title is
  /// not known).
  public static ApiError includedIdInvalid(String pointer, String id) {
    return new ApiError(
        409,
        "ENTITY_ERROR.INCLUDED.INVALID_ID",
        "The provided included entity has an invalid id",
        "The provided included entity id '"
            + id
            + "' has invalid format. For inline creation, the id must be a local id with the format"
            + " '${local-id}'.",
        pointer,
        null,
        null,
        null);
  }

  /// Reports that the operation does not take such a document.
  public static ApiError entity(String pointer, String detail) {
    return new ApiError(
        409,
        "ENTITY_ERROR",
        "There is a problem with the request entity",
        detail,
        pointer,
        null,
        null,
        null);
  }

  /// Reports that the state of another resource prevents this. The suffix is empty or, for example,
  /// ".ENTITY_STATE_INVALID".
  public static ApiError state(String suffix, String detail) {
    return of(
        409,
        "STATE_ERROR" + suffix,
        "The request cannot be fulfilled because of the state of another resource.",
        detail);
  }

  /// Reports that the resource's state does not allow this.
  public static ApiError notInValidState(String type, String id) {
    return state(".ENTITY_STATE_INVALID", type + " with id '" + id + "' is not in valid state.");
  }

  /// Reports the same with another title.
  public static ApiError state(String suffix, String title, String detail) {
    return of(409, "STATE_ERROR" + suffix, title, detail);
  }

  /// Reports that something cannot be reviewed, with the reasons by path in `meta`. Apple's form is
  /// the same at the item and at the submission; the sentence with the id is the title
  /// (review-live.md, A9).
  public static ApiError notReviewable(String type, String id, ObjectNode associated) {
    ObjectNode meta = JsonNodeFactory.instance.objectNode();
    meta.set("associatedErrors", associated);
    return state(
            ".ENTITY_STATE_INVALID",
            type + " with id '" + id + "' is not in valid state.",
            "This resource cannot be reviewed, please check associated errors to see why.")
        .withMeta(meta);
  }

  /// Reports a build that a version does not take now (review-live.md, A8).
  public static ApiError buildNotAdded() {
    return new ApiError(
        409,
        "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE",
        "A relationship value is not acceptable for the current resource state.",
        "The specified pre-release build could not be added.",
        "/data/relationships/build",
        null,
        null,
        null);
  }

  /// Reports as TestFlight does that the resource cannot be used for this. The suffix is empty or,
  /// for example, ".ANOTHER_BUILD_IN_REVIEW".
  public static ApiError unprocessable(String suffix, String title, String detail) {
    return of(422, "ENTITY_UNPROCESSABLE" + suffix, title, detail);
  }

  /// Returns the same error with `meta`.
  public ApiError withMeta(ObjectNode meta) {
    return new ApiError(status, code, title, detail, pointer, parameter, meta, seeLink);
  }

  /// Returns the same error under another title.
  public ApiError titled(String other) {
    return new ApiError(status, code, other, detail, pointer, parameter, meta, seeLink);
  }

  /// Returns the same error with another code.
  public ApiError coded(String other) {
    return new ApiError(status, other, title, detail, pointer, parameter, meta, seeLink);
  }

  /// Returns the same error at another place of the request.
  public ApiError at(String pointer) {
    return new ApiError(status, code, title, detail, pointer, parameter, meta, seeLink);
  }

  /// Returns the entry as JSON, with a new `id`.
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", ErrorIds.next());
    json.put("status", Integer.toString(status));
    json.put("code", code);
    json.put("title", title);
    if (!detail.isEmpty()) {
      json.put("detail", detail);
    }
    if (pointer != null) {
      json.putObject("source").put("pointer", pointer);
    } else if (parameter != null) {
      json.putObject("source").put("parameter", parameter);
    }
    if (seeLink != null) {
      json.putObject("links").put("see", seeLink);
    }
    if (meta != null) {
      json.set("meta", (JsonNode) meta);
    }
    return json;
  }
}
