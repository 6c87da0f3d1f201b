package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.drops.manifest.AvailabilityTerms;
import dev.slipway.drops.manifest.MediaWay;
import dev.slipway.drops.manifest.PriceTerms;
import dev.slipway.releases.content.diff.ContentRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rules of content for tests.
public final class Rules {
  private static final AppVersionState PREPARING = AppVersionState.PREPARE_FOR_SUBMISSION;

  private Rules() {}

  /// An update that leaves everything else as it is.
  public static ContentRules update(
      Map<String, String> previousWhatsNew, @Nullable String primaryLocale) {
    return new ContentRules(
        false,
        previousWhatsNew,
        false,
        primaryLocale,
        null,
        null,
        null,
        null,
        null,
        PREPARING,
        null);
  }

  /// The first version of an app.
  public static ContentRules first(@Nullable String primaryLocale) {
    return new ContentRules(
        true, Map.of(), false, primaryLocale, null, null, null, null, null, PREPARING, null);
  }

  public static ContentRules removingMissingLocales(ContentRules rules) {
    return new ContentRules(
        rules.firstVersion(),
        rules.previousWhatsNew(),
        true,
        rules.primaryLocale(),
        rules.contentRights(),
        rules.price(),
        rules.availability(),
        rules.previewFrameTimeCode(),
        rules.media(),
        rules.versionState(),
        rules.build());
  }

  public static ContentRules declaring(ContentRights contentRights, ContentRules rules) {
    return new ContentRules(
        rules.firstVersion(),
        rules.previousWhatsNew(),
        rules.removeMissingLocales(),
        rules.primaryLocale(),
        contentRights,
        rules.price(),
        rules.availability(),
        rules.previewFrameTimeCode(),
        rules.media(),
        rules.versionState(),
        rules.build());
  }

  public static ContentRules pricing(
      @Nullable PriceTerms price, @Nullable AvailabilityTerms availability, ContentRules rules) {
    return new ContentRules(
        rules.firstVersion(),
        rules.previousWhatsNew(),
        rules.removeMissingLocales(),
        rules.primaryLocale(),
        rules.contentRights(),
        price,
        availability,
        rules.previewFrameTimeCode(),
        rules.media(),
        rules.versionState(),
        rules.build());
  }

  public static ContentRules withPreviewFrame(String timeCode, ContentRules rules) {
    return new ContentRules(
        rules.firstVersion(),
        rules.previousWhatsNew(),
        rules.removeMissingLocales(),
        rules.primaryLocale(),
        rules.contentRights(),
        rules.price(),
        rules.availability(),
        timeCode,
        rules.media(),
        rules.versionState(),
        rules.build());
  }

  /// The same rules, with media by this way.
  public static ContentRules by(@Nullable MediaWay media, ContentRules rules) {
    return new ContentRules(
        rules.firstVersion(),
        rules.previousWhatsNew(),
        rules.removeMissingLocales(),
        rules.primaryLocale(),
        rules.contentRights(),
        rules.price(),
        rules.availability(),
        rules.previewFrameTimeCode(),
        media,
        rules.versionState(),
        rules.build());
  }
}
