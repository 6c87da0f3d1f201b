package dev.slipway.simulator.http;

import dev.slipway.simulator.catalogue.AppleOperations;
import dev.slipway.simulator.catalogue.AppleOperations.AppleOperation;
import dev.slipway.simulator.catalogue.Catalogue;
import dev.slipway.simulator.errors.ApiError;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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

  /// Resources that Apple shows within others alone (first-release-live.md, B1; of bundles by
  /// analogy).
  private static final Set<String> WITHIN_OTHERS = Set.of("/v1/buildBundles", "/v2/appPrices");

  /// Resources of App Store Connect's own pages, which the public API knows by name and does not
  /// have: 404 with another code than elsewhere (asset-library.md, 2, L; public records of the
  /// others).
  private static final Set<String> OF_ITS_PAGES =
      Set.of(
          "/v1/appAssetLibraryPlacementsDeletionRequests",
          "/v1/appDataUsageCategories",
          "/v1/appDataUsageDataProtections",
          "/v1/appDataUsageGroupings",
          "/v1/appDataUsagePurposes",
          "/v1/appDataUsages",
          "/v1/bulkBetaTesterAssignments");

  private UnknownOperation() {}

  /// Returns a 501 for an operation of Apple's, a special 403 for one that a known resource or
  /// relationship does not have, and a 404 for any other path, also for a relationship that a known
  /// resource does not have (first-release-live.md, B1), unless it can be included.
  ///
  /// @param readsFirst whether the allowed operations come in that order instead of by name
  static ApiError error(String method, String path, boolean readsFirst) {
    AppleOperation operation = AppleOperations.instance().find(method, path);
    if (operation != null) {
      return ApiError.notBuilt(operation.key());
    }
    String[] segments = path.split("/", -1);
    if (segments.length > 3 && List.of(segments).subList(1, segments.length).contains("")) {
      return pathError("'" + path + "' is not a valid URL");
    }
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
              WITHIN_OTHERS.contains(root)
                  ? noOperations("resource '" + segments[2])
                  : OF_ITS_PAGES.contains(root)
                      ? pathError("The resource '" + root.substring(1) + "' does not exist")
                      : unknown());
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
            unknownRelationship(root, segments[2], name));
      }
      default -> unknown();
    };
  }

  private static ApiError unknownRelationship(String root, String type, String name) {
    if (on(root).count() + on(root + "/{id}").count() == 0) {
      return unknown();
    }
    return Catalogue.instance().hasRelationship(type, name)
        ? noOperations("relationship '" + name)
        : ApiError.notFound("The relationship '" + name + "' does not exist");
  }

  private static Stream<AppleOperation> on(String template) {
    return AppleOperations.instance().on(template).stream();
  }

  private static ApiError unknown() {
    return ApiError.notFound("The path provided does not match a defined resource type.");
  }

  /// Of a path with nothing where an id should be (fastlane/fastlane#21524, Bagbutik#231), and of
  /// what only App Store Connect's own pages have.
  private static ApiError pathError(String detail) {
    return new ApiError(
        404, "PATH_ERROR", "The URL path is not valid", detail, null, null, null, null);
  }

  /// Of a resource that Apple shows within others alone; the words are not known beyond "no allowed
  /// operations" (first-release-live.md, B1). Of a relationship that can only be included, which is
  /// "forbidden" (a public record of a build's bundles), by analogy.
  private static ApiError noOperations(String what) {
    return ApiError.operationNotAllowed("The " + what + "' has no allowed operations");
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
