package dev.slipway.drops.manifest;

import dev.slipway.drops.DropNames;
import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.ipa.AppPlatform;
import dev.slipway.drops.manifest.ManifestFields.Fault;
import dev.slipway.drops.manifest.PurchaseTerms.Which;
import dev.slipway.drops.manifest.ReleaseManifest.WithoutIpa;
import dev.slipway.json.Json;
import dev.slipway.json.JsonPlaces;
import dev.slipway.json.JsonPlaces.Place;
import dev.slipway.json.JsonShapeException;
import dev.slipway.problems.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a `release.json` and collects its faults. For one document only.
final class ManifestParser {
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18}){0,2}");
  private static final Pattern FRAME_TIME_CODE =
      Pattern.compile("[0-9]{2}:[0-5][0-9]:[0-5][0-9]:[0-9]{2}");
  private static final Pattern BUNDLE_ID = Pattern.compile("[A-Za-z0-9.-]{1,155}");
  private static final List<String> WITHOUT_IPA = List.of("bundleId", "platform", "build");

  /// What may stand beside `live`.
  private static final Set<String> LIVE_FIELDS =
      Set.of("$schema", "live", "bundleId", "platform", "dryRun");

  /// What may stand beside `purchases` without a version.
  private static final Set<String> PURCHASES_FIELDS =
      Set.of("$schema", "live", "bundleId", "platform", "purchases", "dryRun");

  private static final int MIN_WHATS_NEW_LENGTH = 4;
  private static final int MAX_TEXT_LENGTH = 4000;
  private static final Set<String> WHOLE = Set.of(Which.READY.name(), Which.NONE.name());
  private static final int MAX_PURCHASES = 500;
  private static final int MAX_PRODUCT_ID_LENGTH = 100;
  private static final List<String> FIELDS =
      List.of(
          "$schema",
          "version",
          "ipa",
          "bundleId",
          "platform",
          "build",
          "live",
          "releaseType",
          "earliestReleaseDate",
          "phasedRelease",
          "whatsNew",
          "usesNonExemptEncryption",
          "copyright",
          "contentRights",
          "price",
          "availability",
          "ageRatingConfig",
          "removeMissingLocales",
          "skipScreenshots",
          "previewFrameTimeCode",
          "media",
          "testFlight",
          "submit",
          "onConflict",
          "onForeignItems",
          "purchases",
          "dryRun");

  private final List<Fault> faults = new ArrayList<>();

  ManifestReading parse(byte[] utf8) {
    if (utf8.length > ReleaseManifest.MAX_SIZE_BYTES) {
      return unreadable("The file is larger than 1 MiB.");
    }
    String text;
    try {
      text = decoded(utf8);
    } catch (CharacterCodingException e) {
      return unreadable("The file must be encoded as UTF-8.");
    }
    Map<String, @Nullable Object> document;
    try {
      document = Json.parse(text).asMap();
    } catch (JsonShapeException e) {
      return unreadable(JsonPlaces.whyNotAnObject(text));
    }
    ReleaseManifest manifest = manifest(new ManifestFields("$", document, faults));
    return faults.isEmpty()
        ? new ManifestReading.Sound(manifest)
        : new ManifestReading.Faulty(findings(JsonPlaces.of(text)), manifest);
  }

  private List<Finding> findings(Map<String, Place> places) {
    return faults.stream()
        .map(
            fault -> {
              Place place = places.get(fault.path());
              String wrong = place == null ? fault.wrong() : place.saying(fault.wrong());
              return ReadingCheck.RELEASE_JSON_FAULT.because(fault.path(), fault.found(), wrong);
            })
        .toList();
  }

  private static ManifestReading unreadable(String wrong) {
    return new ManifestReading.Faulty(
        List.of(ReadingCheck.RELEASE_JSON_FAULT.because("$", null, wrong)), null);
  }

  private static ReleaseManifest manifest(ManifestFields fields) {
    fields.refuseOthersThan(FIELDS);
    fields.text("$schema", _ -> true, "the address of the schema");
    String version =
        fields.text(
            "version",
            VERSION.asMatchPredicate(),
            "one to three numbers with dots, such as \"2.4.0\"");
    String ipa =
        fields.text(
            "ipa",
            DropNames::isIpaName,
            "the name of an .ipa in the same folder, such as \"App.ipa\"");
    ReleaseType releaseType = fields.constant("releaseType", ReleaseType.class);
    return new ReleaseManifest(
        version,
        ipa,
        releaseType,
        earliestReleaseDate(fields, releaseType),
        fields.truth("phasedRelease"),
        fields.textsByLocale("whatsNew", MIN_WHATS_NEW_LENGTH, MAX_TEXT_LENGTH),
        fields.truth("usesNonExemptEncryption"),
        fields.text(
            "copyright",
            ManifestFields.SOMETHING_VISIBLE.asPredicate(),
            "text, such as \"2026 Example Ltd\""),
        fields.constant("contentRights", ContentRights.class),
        PricingFields.price(fields),
        PricingFields.availability(fields),
        fields.text(
            "ageRatingConfig",
            DropNames::isJsonPath,
            "the name of a .json file in the same folder, such as \"app_rating_config.json\""),
        fields.truth("removeMissingLocales", false),
        fields.truth("skipScreenshots", false),
        fields.text(
            "previewFrameTimeCode",
            FRAME_TIME_CODE.asMatchPredicate(),
            "hours, minutes, seconds and frames, such as \"00:00:05:00\""),
        fields.constant("media", MediaWay.class),
        TestFlightFields.read(fields),
        fields.truth("submit", true),
        fields.constant("onConflict", OnConflict.class, OnConflict.QUEUE),
        fields.constant("onForeignItems", OnForeignItems.class, OnForeignItems.STOP),
        purchases(fields),
        fields.truth("dryRun", false),
        withoutIpa(fields));
  }

  /// Reads what stands for the `.ipa`; null when nothing does. A build is found by its app and
  /// version, because build numbers repeat across versions (apple-2026.md, 5).
  private static @Nullable WithoutIpa withoutIpa(ManifestFields fields) {
    boolean live = fields.truth("live", false);
    if (live) {
      refuseBeside(
          fields,
          LIVE_FIELDS,
          "A release with \"live\": true changes promotional texts and nothing else. Remove this"
              + " field, or release it with a new version, without \"live\".");
      return new WithoutIpa(
          bundleId(fields), fields.constant("platform", AppPlatform.class), null, true);
    }
    if (WITHOUT_IPA.stream().noneMatch(fields::has)) {
      return null;
    }
    if (fields.has("purchases") && Stream.of("version", "build", "ipa").noneMatch(fields::has)) {
      refuseBeside(
          fields,
          PURCHASES_FIELDS,
          "A release that names neither a version nor a build submits purchases and nothing else."
              + " Remove this field, or add \"version\" and \"build\".");
      if (Which.NONE.name().equals(fields.raw("purchases"))) {
        fields.fault(
            "purchases", "A release of purchases alone submits some: \"READY\", or Product IDs.");
      }
      return new WithoutIpa(
          bundleId(fields), fields.constant("platform", AppPlatform.class), null, false);
    }
    for (String required : List.of("bundleId", "version")) {
      if (!fields.has(required)) {
        fields.fault(required, "A folder without an .ipa needs \"" + required + "\".");
      }
    }
    if (fields.has("ipa")) {
      fields.fault(
          "ipa", "\"bundleId\", \"platform\" and \"build\" are for a folder without an .ipa.");
    }
    boolean submits = !Boolean.FALSE.equals(fields.raw("submit"));
    if (!fields.has("build") && (submits || fields.has("testFlight"))) {
      fields.fault(
          "build",
          "Without an .ipa, name a build that Apple has: \"LATEST\" or {\"number\": \"417\"}. Only"
              + " a release with \"submit\": false and without \"testFlight\" needs no build.");
    }
    return new WithoutIpa(
        bundleId(fields), fields.constant("platform", AppPlatform.class), build(fields), false);
  }

  /// Refuses all fields but these of a release that changes less than a version.
  private static void refuseBeside(ManifestFields fields, Set<String> taken, String wrong) {
    if (!fields.has("bundleId")) {
      fields.fault("bundleId", "A folder without an .ipa names the app by its bundle ID.");
    }
    FIELDS.stream()
        .filter(name -> fields.has(name) && !taken.contains(name))
        .forEach(name -> fields.fault(name, wrong));
  }

  private static @Nullable String bundleId(ManifestFields fields) {
    return fields.text(
        "bundleId", BUNDLE_ID.asMatchPredicate(), "a bundle ID, such as \"com.example.app\"");
  }

  private static @Nullable String build(ManifestFields manifest) {
    if (!(manifest.raw("build") instanceof Map<?, ?>)) {
      return manifest.text(
          "build",
          ReleaseManifest.LATEST_BUILD::equals,
          "\"LATEST\" or an object, such as {\"number\": \"417\"}");
    }
    ManifestFields fields = manifest.object("build");
    if (fields == null) {
      return null;
    }
    fields.refuseOthersThan(List.of("number"));
    if (!fields.has("number")) {
      fields.fault("number", "The build number (CFBundleVersion) is missing.");
    }
    return fields.text(
        "number", VERSION.asMatchPredicate(), "a build number in quotes, such as \"417\"");
  }

  private static @Nullable PurchaseTerms purchases(ManifestFields manifest) {
    String name = "purchases";
    if (manifest.raw(name) instanceof List<?> items) {
      if (items.isEmpty()) {
        manifest.fault(name, "Name at least one Product ID, or write \"NONE\".");
      }
      return new PurchaseTerms(
          Which.LISTED, manifest.names(name, MAX_PURCHASES, MAX_PRODUCT_ID_LENGTH));
    }
    String which =
        manifest.text(name, WHOLE::contains, "\"READY\", \"NONE\" or a list of Product IDs");
    return which == null ? null : new PurchaseTerms(Which.valueOf(which), List.of());
  }

  private static @Nullable OffsetDateTime earliestReleaseDate(
      ManifestFields fields, @Nullable ReleaseType releaseType) {
    String name = "earliestReleaseDate";
    boolean scheduled = releaseType == ReleaseType.SCHEDULED;
    if (!fields.has(name)) {
      if (scheduled) {
        fields.fault(name, "A SCHEDULED release needs a date and time on a whole hour.");
      }
      return null;
    }
    OffsetDateTime date = ReleaseDate.parse(fields.raw(name));
    if (date == null) {
      fields.fault(
          name,
          "The value must be a date and time on a whole hour with its offset, such as"
              + " \"2026-06-17T12:00:00-07:00\".");
    } else if (!ReleaseDate.isWholeHour(date)) {
      fields.fault(name, "The date must be a whole hour in UTC. " + ReleaseDate.nearest(date));
    }
    if (!scheduled) {
      fields.fault(name, "A date is only allowed with \"releaseType\": \"SCHEDULED\".");
    }
    return date;
  }

  private static String decoded(byte[] utf8) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
