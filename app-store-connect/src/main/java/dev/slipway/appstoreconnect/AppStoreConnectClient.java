package dev.slipway.appstoreconnect;

import dev.slipway.appstoreconnect.appinfos.AgeRatingDeclarationsClient;
import dev.slipway.appstoreconnect.appinfos.AppInfoLocalizationsClient;
import dev.slipway.appstoreconnect.appinfos.AppInfosClient;
import dev.slipway.appstoreconnect.apps.AppsClient;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionLocalizationsClient;
import dev.slipway.appstoreconnect.appstoreversions.AppStoreVersionsClient;
import dev.slipway.appstoreconnect.appstoreversions.PhasedReleasesClient;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationsClient;
import dev.slipway.appstoreconnect.builds.BuildsClient;
import dev.slipway.appstoreconnect.builduploads.BuildUploadFilesClient;
import dev.slipway.appstoreconnect.builduploads.BuildUploadsClient;
import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.appstoreconnect.http.HttpApiConnection;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.library.AssetLibrariesClient;
import dev.slipway.appstoreconnect.library.LibraryAssetsClient;
import dev.slipway.appstoreconnect.library.PlacementsClient;
import dev.slipway.appstoreconnect.media.MediaAssetsClient;
import dev.slipway.appstoreconnect.media.MediaSetsClient;
import dev.slipway.appstoreconnect.pricing.AppAvailabilitiesClient;
import dev.slipway.appstoreconnect.pricing.AppPricePointsClient;
import dev.slipway.appstoreconnect.pricing.AppPriceSchedulesClient;
import dev.slipway.appstoreconnect.pricing.TerritoriesClient;
import dev.slipway.appstoreconnect.probes.ProbesClient;
import dev.slipway.appstoreconnect.purchases.PurchasesClient;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetailsClient;
import dev.slipway.appstoreconnect.reviewsubmissions.ReviewSubmissionsClient;
import dev.slipway.appstoreconnect.testflight.BetaAppLocalizationsClient;
import dev.slipway.appstoreconnect.testflight.BetaAppReviewDetailsClient;
import dev.slipway.appstoreconnect.testflight.BetaAppReviewSubmissionsClient;
import dev.slipway.appstoreconnect.testflight.BetaBuildLocalizationsClient;
import dev.slipway.appstoreconnect.testflight.BetaGroupsClient;
import dev.slipway.appstoreconnect.testflight.BetaTestersClient;
import dev.slipway.appstoreconnect.testflight.BuildBetaDetailsClient;
import dev.slipway.appstoreconnect.webhooks.WebhooksClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;

/// The entry point to Apple's App Store Connect API with one key. Thread-safe; create one per key
/// and keep it. Clients of different keys may share one [HttpClient].
///
/// Every call throws [dev.slipway.appstoreconnect.errors.AppStoreConnectException] unless Apple
/// answers it successfully. Reads are retried within the deadline; writes never are.
public final class AppStoreConnectClient {
  /// Apple's address.
  public static final URI APPLE = URI.create("https://api.appstoreconnect.apple.com");

  private final ApiConnection connection;

  /// @param baseUri https, or http on this machine for a simulator; the token goes nowhere else
  public AppStoreConnectClient(
      URI baseUri,
      TokenSource tokens,
      InstantSource clock,
      Sleeper sleeper,
      ClientOptions options) {
    this(HttpApiConnection.newHttpClient(), baseUri, tokens, clock, sleeper, options);
  }

  /// Creates a client over a connection pool from [HttpApiConnection#newHttpClient] that others
  /// share.
  public AppStoreConnectClient(
      HttpClient http,
      URI baseUri,
      TokenSource tokens,
      InstantSource clock,
      Sleeper sleeper,
      ClientOptions options) {
    this.connection = new HttpApiConnection(http, baseUri, tokens, clock, sleeper, options);
  }

  public AppsClient apps() {
    return new AppsClient(connection);
  }

  public BuildUploadsClient buildUploads() {
    return new BuildUploadsClient(connection);
  }

  public BuildUploadFilesClient buildUploadFiles() {
    return new BuildUploadFilesClient(connection);
  }

  public BuildsClient builds() {
    return new BuildsClient(connection);
  }

  public AppEncryptionDeclarationsClient appEncryptionDeclarations() {
    return new AppEncryptionDeclarationsClient(connection);
  }

  public AppStoreVersionsClient appStoreVersions() {
    return new AppStoreVersionsClient(connection);
  }

  public AppStoreVersionLocalizationsClient appStoreVersionLocalizations() {
    return new AppStoreVersionLocalizationsClient(connection);
  }

  public PhasedReleasesClient phasedReleases() {
    return new PhasedReleasesClient(connection);
  }

  public ReviewSubmissionsClient reviewSubmissions() {
    return new ReviewSubmissionsClient(connection);
  }

  public AppInfosClient appInfos() {
    return new AppInfosClient(connection);
  }

  public AppInfoLocalizationsClient appInfoLocalizations() {
    return new AppInfoLocalizationsClient(connection);
  }

  public AgeRatingDeclarationsClient ageRatingDeclarations() {
    return new AgeRatingDeclarationsClient(connection);
  }

  public MediaSetsClient mediaSets() {
    return new MediaSetsClient(connection);
  }

  public MediaAssetsClient mediaAssets() {
    return new MediaAssetsClient(connection);
  }

  public AssetLibrariesClient assetLibraries() {
    return new AssetLibrariesClient(connection);
  }

  public LibraryAssetsClient libraryAssets() {
    return new LibraryAssetsClient(connection);
  }

  public PlacementsClient placements() {
    return new PlacementsClient(connection);
  }

  public AppStoreReviewDetailsClient reviewDetails() {
    return new AppStoreReviewDetailsClient(connection);
  }

  public TerritoriesClient territories() {
    return new TerritoriesClient(connection);
  }

  public AppPricePointsClient appPricePoints() {
    return new AppPricePointsClient(connection);
  }

  public AppPriceSchedulesClient appPriceSchedules() {
    return new AppPriceSchedulesClient(connection);
  }

  public AppAvailabilitiesClient appAvailabilities() {
    return new AppAvailabilitiesClient(connection);
  }

  public BetaGroupsClient betaGroups() {
    return new BetaGroupsClient(connection);
  }

  public BetaTestersClient betaTesters() {
    return new BetaTestersClient(connection);
  }

  public BetaAppLocalizationsClient betaAppLocalizations() {
    return new BetaAppLocalizationsClient(connection);
  }

  public BetaAppReviewDetailsClient betaAppReviewDetails() {
    return new BetaAppReviewDetailsClient(connection);
  }

  public BetaBuildLocalizationsClient betaBuildLocalizations() {
    return new BetaBuildLocalizationsClient(connection);
  }

  public BetaAppReviewSubmissionsClient betaAppReviewSubmissions() {
    return new BetaAppReviewSubmissionsClient(connection);
  }

  public BuildBetaDetailsClient buildBetaDetails() {
    return new BuildBetaDetailsClient(connection);
  }

  public PurchasesClient purchases() {
    return new PurchasesClient(connection);
  }

  public WebhooksClient webhooks() {
    return new WebhooksClient(connection);
  }

  public ProbesClient probes() {
    return new ProbesClient(connection);
  }

  /// Returns the connection, for calls that have no client here.
  public ApiConnection connection() {
    return connection;
  }
}
