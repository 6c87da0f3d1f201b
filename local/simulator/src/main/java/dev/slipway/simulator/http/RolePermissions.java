package dev.slipway.simulator.http;

import dev.slipway.simulator.catalogue.Operation;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.Guesses;
import dev.slipway.simulator.state.SimulatorKey;
import java.util.Set;

/// Says which role may do what: the table of apple-help "Role permissions" as far as it is known,
/// otherwise a guess.
final class RolePermissions {
  private static final Set<String> UPLOAD = Set.of("buildUploads", "buildUploadFiles");
  private static final Set<String> REVIEW = Set.of("reviewSubmissions", "reviewSubmissionItems");
  private static final Set<String> PROVISIONING = Set.of("bundleIds", "certificates");
  private static final Set<String> PROMOTION =
      Set.of(
          "appStoreVersionLocalizations",
          "appScreenshotSets",
          "appScreenshots",
          "appPreviewSets",
          "appPreviews");
  private static final Set<String> FINANCE_READS =
      Set.of(
          "GET /v1/apps",
          "GET /v1/apps/{id}",
          "GET /v1/users",
          "GET /v1/users/{id}",
          "GET /v1/actors",
          "GET /v1/actors/{id}",
          "GET /v1/apps/{id}/analyticsReportRequests");

  private RolePermissions() {}

  /// Returns whether the key may call this operation on any resource. `BetaGroups` checks further,
  /// because a Developer may change only internal groups.
  static boolean allows(SimulatorKey key, Operation operation, Guesses guesses) {
    String root = operation.root();
    String relationship = operation.relationship() == null ? "" : operation.relationship();
    boolean manages = key.hasAny("ADMIN", "APP_MANAGER");
    if (PROVISIONING.contains(root)) {
      return !key.individual() && key.hasAny("ADMIN", "APP_MANAGER", "DEVELOPER");
    }
    if (root.equals("userInvitations")) {
      return manages || !guesses.turned(Guess.INVITATIONS_NEED_A_ROLE);
    }
    // One measurement, 2026-08-27 (app-store-connect.md, 2.3).
    if (relationship.equals("analyticsReportRequests")) {
      return !key.individual() && key.hasAny("ADMIN", "SALES", "FINANCE");
    }
    // Account Holder, Admin and App Manager (asset-library.md, 1).
    if (REVIEW.contains(root)
        || root.startsWith("appAssetLibrar")
        || Set.of("assetLibrary", "placements").contains(relationship)
        || root.startsWith("webhook")
        || root.equals("appAvailabilities")
        || Set.of("reviewSubmissions", "appAvailabilityV2", "webhooks").contains(relationship)) {
      return manages;
    }
    if (operation.method().equals("GET")) {
      return manages
          || key.hasAny("DEVELOPER", "MARKETING", "CUSTOMER_SUPPORT")
          || FINANCE_READS.contains(operation.key())
          || !guesses.turned(Guess.SALES_READS_APPS_ALONE);
    }
    if (UPLOAD.contains(root) || root.equals("betaGroups") || relationship.equals("betaGroups")) {
      return key.hasAny("ADMIN", "APP_MANAGER", "DEVELOPER");
    }
    if (PROMOTION.contains(root) && key.hasAny("MARKETING")) {
      return !guesses.turned(Guess.MARKETING_ON_THE_WEB_ALONE);
    }
    return manages;
  }
}
