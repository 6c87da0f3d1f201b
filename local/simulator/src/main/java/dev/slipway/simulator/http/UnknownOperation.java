package dev.slipway.simulator.http;

import dev.slipway.simulator.catalogue.AppleOperations;
import dev.slipway.simulator.catalogue.AppleOperations.AppleOperation;
import dev.slipway.simulator.errors.ApiError;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Answers a call that the simulator has not built, or that Apple does not have.
///
/// The words for an operation that Apple does not have: of resources fastlane/fastlane#17910 and
/// review-live.md, B; of relationships live answers of 2026 such as "The relationship 'betaGroups'
/// does not allow 'GET_RELATED'. Allowed operations are: CREATE, DELETE".
final class UnknownOperation {
  private static final List<String> READS_FIRST =
      List.of(
          "GET_COLLECTION",
          "GET_INSTANCE",
          "GET_RELATED",
          "GET_RELATIONSHIP",
          "CREATE",
          "REPLACE",
          "UPDATE",
          "DELETE");

  private static final String APP_PRICES = "/v2/appPrices";

  /// The web page uses it; the public API answers 404 with another code than elsewhere
  /// (asset-library.md, 2, L).
  private static final String BATCH_DELETION = "/v1/appAssetLibraryPlacementsDeletionRequests";

  private UnknownOperation() {}

  /// Returns a 501 for an operation of Apple's, a special 403 for one that a known resource or
  /// relationship does not have, and a 404 for any other path, also for a relationship that a known
  /// resource does not have (first-release-live.md, B1).
  ///
  /// @param readsFirst whether the allowed operations come in that order instead of by name
  static ApiError error(String method, String path, boolean readsFirst) {
    AppleOperation operation = AppleOperations.instance().find(method, path);
    if (operation != null) {
      return ApiError.notBuilt(operation.key());
    }
    String[] segments = path.split("/", -1);
    String root = segments.length < 3 ? "" : "/" + segments[1] + "/" + segments[2];
    boolean linkage = segments.length == 6 && segments[4].equals("relationships");
    return switch (segments.length) {
      case 3, 4 ->
          refusal(
              "resource '" + segments[2],
              resource(method, segments.length == 4),
              Stream.concat(
                  on(root).map(one -> resource(one.method(), false)),
                  on(root + "/{id}").map(one -> resource(one.method(), true))),
              readsFirst,
              switch (root) {
                case APP_PRICES -> noOperations(segments[2]);
                case BATCH_DELETION -> unknown("PATH_ERROR");
                default -> unknown();
              });
      case 5, 6 -> {
        String name = segments[segments.length - 1];
        if (segments.length == 6 && !linkage) {
          yield unknown();
        }
        yield refusal(
            "relationship '" + name,
            relationship(method, linkage),
            Stream.concat(
                on(root + "/{id}/" + name).map(one -> relationship(one.method(), false)),
                on(root + "/{id}/relationships/" + name)
                    .map(one -> relationship(one.method(), true))),
            readsFirst,
            on(root).count() + on(root + "/{id}").count() == 0
                ? unknown()
                : ApiError.notFound("The relationship '" + name + "' does not exist"));
      }
      default -> unknown();
    };
  }

  private static Stream<AppleOperation> on(String template) {
    return AppleOperations.instance().on(template).stream();
  }

  private static ApiError unknown() {
    return unknown("NOT_FOUND");
  }

  private static ApiError unknown(String code) {
    return new ApiError(
        404,
        code,
        "The specified resource does not exist",
        "The path provided does not match a defined resource type.",
        null,
        null,
        null,
        null);
  }

  /// Of a resource that Apple shows within others alone; the words are not known beyond "no allowed
  /// operations" (first-release-live.md, B1).
  private static ApiError noOperations(String type) {
    return ApiError.operationNotAllowed("The resource '" + type + "' has no allowed operations");
  }

  private static ApiError refusal(
      String what,
      String operation,
      Stream<String> allowedNames,
      boolean readsFirst,
      ApiError otherwise) {
    Comparator<String> order =
        readsFirst ? Comparator.comparingInt(READS_FIRST::indexOf) : Comparator.naturalOrder();
    List<String> allowed = allowedNames.distinct().sorted(order).toList();
    if (allowed.isEmpty()) {
      return otherwise;
    }
    return ApiError.operationNotAllowed(
        "The "
            + what
            + "' does not allow '"
            + operation
            + "'. "
            + (allowed.size() == 1 ? "Allowed operation is: " : "Allowed operations are: ")
            + String.join(", ", allowed));
  }

  private static String resource(String method, boolean instance) {
    return switch (method) {
      case "GET" -> instance ? "GET_INSTANCE" : "GET_COLLECTION";
      case "POST" -> "CREATE";
      case "PATCH" -> "UPDATE";
      default -> method;
    };
  }

  private static String relationship(String method, boolean linkage) {
    return switch (method) {
      case "GET" -> linkage ? "GET_RELATIONSHIP" : "GET_RELATED";
      case "POST" -> "CREATE";
      case "PATCH" -> "REPLACE";
      default -> method;
    };
  }
}
