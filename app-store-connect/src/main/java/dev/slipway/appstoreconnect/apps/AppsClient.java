package dev.slipway.appstoreconnect.apps;

import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionSummary;
import dev.slipway.appstoreconnect.builds.PreReleaseVersions;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.purchases.ProductOverview;
import dev.slipway.appstoreconnect.resource.Document;
import dev.slipway.appstoreconnect.resource.Page;
import dev.slipway.appstoreconnect.resource.PageCursor;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.testflight.TestInformation;
import dev.slipway.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Finds and lists app records, and declares their content rights. It never creates any: only a
/// person can, in App Store Connect. Thread-safe.
public final class AppsClient {
  private static final int MAX_IDS = 100;
  private static final int MAX_PAGE = 200;
  private static final int MAX_PAGES = 5;

  /// Apps whose identifiers begin with the wanted one.
  private static final String MATCHES = "20";

  private static final String VERSIONS = "appStoreVersions";
  private static final String PLATFORM = "platform";

  private final ApiConnection connection;

  public AppsClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns the app with exactly this bundle identifier; absent if the key sees none. Apple's
  /// filter also returns longer identifiers with this prefix (fastlane, models/app.rb).
  public Optional<App> findByBundleId(String bundleId) {
    return find(
        ApiRequest.get("/v1/apps")
            .query("filter[bundleId]", bundleId)
            .query("fields[apps]", App.FIELDS)
            .query("limit", "200"),
        App::read,
        app -> app.bundleId().equals(bundleId));
  }

  /// Returns the app with exactly this bundle identifier, as above, and parts of it, in one call.
  /// Among the identifiers that begin with it, it is the first.
  ///
  /// @throws dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden also when the
  ///   key's role may not read one of the parts
  public Optional<AppOverview> findByBundleId(String bundleId, Set<AppPart> parts) {
    return find(
        with(
            ApiRequest.get("/v1/apps")
                .query("filter[bundleId]", bundleId)
                .query("sort", "bundleId")
                .query("limit", MATCHES),
            parts),
        app -> overview(app, parts),
        overview -> overview.app().bundleId().equals(bundleId));
  }

  private <T> Optional<T> find(
      ApiRequest request, Function<Resource, T> reading, Predicate<T> wanted) {
    var page = connection.send(request, document -> document.page(reading));
    while (true) {
      var found = page.items().stream().filter(wanted).findFirst();
      var next = page.next();
      if (found.isPresent() || next == null) {
        return found;
      }
      page = connection.follow(next, request, document -> document.page(reading));
    }
  }

  /// Returns the app whose bundle identifier differs from this one in case alone, among the first
  /// 1,000 apps that the key sees. Whether Apple's filter ignores case is not known, so all are
  /// listed.
  public Optional<App> findInOtherCase(String bundleId) {
    var request = listing(MAX_PAGE);
    var page = connection.send(request, AppsClient::page);
    for (int pages = 1; ; pages++) {
      for (App app : page.items()) {
        if (app.bundleId().equalsIgnoreCase(bundleId) && !app.bundleId().equals(bundleId)) {
          return Optional.of(app);
        }
      }
      var next = page.next();
      if (next == null || pages == MAX_PAGES) {
        return Optional.empty();
      }
      page = connection.follow(next, request, AppsClient::page);
    }
  }

  /// Returns the first page of all apps that the key sees.
  ///
  /// @param limit 1 to 200
  public Page<App> list(int limit) {
    return connection.send(listing(limit), AppsClient::page);
  }

  /// Returns a further page.
  public Page<App> list(int limit, PageCursor cursor) {
    return connection.follow(cursor, listing(limit), AppsClient::page);
  }

  /// Returns many apps with their newest versions in one call; apps that the key does not see are
  /// missing.
  ///
  /// @param apps 1 to 100
  public List<AppWithVersions> withVersions(List<AppId> apps) {
    if (apps.isEmpty() || apps.size() > MAX_IDS) {
      throw new IllegalArgumentException("1 to 100 apps per call");
    }
    var request =
        including(ApiRequest.get("/v1/apps").query("filter[id]", apps).query("limit", "200"));
    return connection.send(
        request, document -> document.all().stream().map(AppsClient::withVersions).toList());
  }

  /// Returns an app and parts of it, in one call; empty if the key does not see the app.
  ///
  /// @throws dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden also when the
  ///   key's role may not read one of the parts
  public Optional<AppOverview> overview(AppId id, Set<AppPart> parts) {
    try {
      return Optional.of(
          connection.send(
              with(ApiRequest.get("/v1/apps/{id}", id), parts),
              document -> overview(document.one(), parts)));
    } catch (NotFound none) {
      return Optional.empty();
    }
  }

  private static ApiRequest with(ApiRequest request, Set<AppPart> parts) {
    var included = new ArrayList<String>();
    var asked = request;
    for (AppPart part : parts) {
      switch (part) {
        case PRODUCTS -> {
          included.addAll(ProductOverview.INCLUDED);
          asked = ProductOverview.ask(asked);
        }
        case PRE_RELEASE_VERSIONS -> {
          included.add(PreReleaseVersions.INCLUDED);
          asked = PreReleaseVersions.ask(asked);
        }
        case PLATFORMS -> {
          included.add(VERSIONS);
          asked =
              asked
                  .query("fields[appStoreVersions]", PLATFORM)
                  .query("limit[appStoreVersions]", "50");
        }
        case TEST_INFORMATION -> {
          included.addAll(TestInformation.INCLUDED);
          asked = TestInformation.ask(asked);
        }
      }
    }
    var fields = new ArrayList<>(App.FIELDS);
    fields.addAll(included);
    asked = asked.query("fields[apps]", fields);
    return included.isEmpty() ? asked : asked.query("include", included);
  }

  private static AppOverview overview(Resource app, Set<AppPart> parts) {
    return new AppOverview(
        App.read(app),
        parts.contains(AppPart.PRODUCTS) ? ProductOverview.read(app) : null,
        parts.contains(AppPart.PRE_RELEASE_VERSIONS) ? PreReleaseVersions.read(app) : null,
        parts.contains(AppPart.PLATFORMS)
            ? Set.copyOf(app.relatedAll(VERSIONS, AppsClient::platform))
            : null,
        parts.contains(AppPart.TEST_INFORMATION) ? TestInformation.read(app) : null);
  }

  /// Returns the first page of all apps that the key sees, with their newest versions, in one call.
  ///
  /// @param limit 1 to 200
  public Page<AppWithVersions> listWithVersions(int limit) {
    var request =
        including(
            ApiRequest.get("/v1/apps")
                .query("sort", "bundleId")
                .query("limit", String.valueOf(limit)));
    return connection.send(request, document -> document.page(AppsClient::withVersions));
  }

  /// Declares whether the app shows third-party content: a legal statement.
  ///
  /// @throws IllegalArgumentException for UNKNOWN
  public App declareContentRights(AppId id, ContentRights contentRights) {
    if (contentRights == ContentRights.UNKNOWN) {
      throw new IllegalArgumentException("content rights must be known to be declared");
    }
    return connection.send(
        ApiRequest.patchAttributes(
            "/v1/apps/{id}", id, JsonFields.with("contentRightsDeclaration", contentRights)),
        document -> App.read(document.one()));
  }

  private static Platform platform(Resource version) {
    return version.constant(PLATFORM, Platform.class, Platform.UNKNOWN);
  }

  private static ApiRequest including(ApiRequest request) {
    var fields = new ArrayList<>(App.FIELDS);
    fields.add(VERSIONS);
    return request
        .query("fields[apps]", fields)
        .query("include", VERSIONS)
        .query("limit[appStoreVersions]", "10")
        .query("fields[appStoreVersions]", AppStoreVersionSummary.FIELDS);
  }

  private static AppWithVersions withVersions(Resource app) {
    return new AppWithVersions(
        App.read(app),
        app.relatedAll(VERSIONS, AppStoreVersionSummary::read),
        app.isComplete(VERSIONS));
  }

  private static ApiRequest listing(int limit) {
    return ApiRequest.get("/v1/apps")
        .query("fields[apps]", App.FIELDS)
        .query("sort", "bundleId")
        .query("limit", String.valueOf(limit));
  }

  private static Page<App> page(Document document) {
    return document.page(App::read);
  }
}
