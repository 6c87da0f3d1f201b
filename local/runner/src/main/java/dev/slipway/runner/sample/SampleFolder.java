package dev.slipway.runner.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Generates a folder in the layout of `fastlane deliver`, with an `.ipa` and a `release.json`:
/// everything that a version on the App Store needs. Immutable; every method returns a changed
/// copy. The same folder gives the same bytes; folders of two versions differ only in the `.ipa`
/// and the release notes.
public final class SampleFolder {
  /// Number of available languages.
  public static final int MOST_LOCALES = SampleLocale.values().length;

  /// Number of available displays of an app for iPhone and iPad: an iPhone, an iPad and another
  /// iPhone. Apple TV and Apple Vision Pro have one each.
  public static final int MOST_DISPLAYS = SampleDisplay.of(SamplePlatform.IOS).size();

  private static final String REVIEW = "metadata/review_information/";

  private final SampleIpa.Spec ipa;
  private final int locales;
  private final int displays;
  private final int screenshots;
  private final int previews;
  private final Set<Part> parts;
  private final Map<String, byte[]> more;
  private final String releaseJson;

  /// The parts of a folder that can be left out.
  public enum Part {
    /// `metadata/<locale>/*.txt`
    TEXTS,
    /// `metadata/<locale>/release_notes.txt`, which a first version has no use for
    WHATS_NEW,
    /// `metadata/copyright.txt` and the files of the categories
    APP_INFORMATION,
    /// `metadata/review_information/`, without the demo account
    REVIEW_CONTACT,
    /// `demo_user.txt` and `demo_password.txt` of the review information
    DEMO_ACCOUNT,
    /// `app_rating_config.json`
    AGE_RATING
  }

  /// Receives the files one by one.
  public interface Destination {
    /// Receives one file.
    ///
    /// @param path path within the folder
    void put(String path, byte[] content) throws IOException;
  }

  private SampleFolder(
      SampleIpa.Spec ipa,
      int locales,
      int displays,
      int screenshots,
      int previews,
      Set<Part> parts,
      Map<String, byte[]> more,
      String releaseJson) {
    this.ipa = ipa;
    this.locales = locales;
    this.displays = displays;
    this.screenshots = screenshots;
    this.previews = previews;
    this.parts = parts;
    this.more = more;
    this.releaseJson = releaseJson;
  }

  /// Returns a folder with every language, three screenshots of every display, two previews, all
  /// parts, and a `release.json` with a phased release.
  public static SampleFolder of(SampleIpa.Spec ipa) {
    return new SampleFolder(
        ipa,
        MOST_LOCALES,
        MOST_DISPLAYS,
        3,
        2,
        EnumSet.allOf(Part.class),
        Map.of(),
        "{\"phasedRelease\": true}");
  }

  /// Returns a copy with the first `number` languages: en-US, de-DE, ja, ar-SA, zh-Hans and so on.
  ///
  /// @param number 1 to [#MOST_LOCALES]
  public SampleFolder locales(int number) {
    return new SampleFolder(
        ipa,
        within(number, 1, MOST_LOCALES),
        displays,
        screenshots,
        previews,
        parts,
        more,
        releaseJson);
  }

  /// Returns a copy with the first `number` displays of the app's platform: APP_IPHONE_67,
  /// APP_IPAD_PRO_3GEN_129, APP_IPHONE_65; APP_APPLE_TV; APP_APPLE_VISION_PRO.
  ///
  /// @param number 0 to [#MOST_DISPLAYS]
  public SampleFolder displays(int number) {
    return new SampleFolder(
        ipa,
        locales,
        within(number, 0, MOST_DISPLAYS),
        screenshots,
        previews,
        parts,
        more,
        releaseJson);
  }

  /// Returns a copy with `number` screenshots of each display in each language.
  ///
  /// @param number 0 to 10
  public SampleFolder screenshots(int number) {
    return new SampleFolder(
        ipa, locales, displays, within(number, 0, 10), previews, parts, more, releaseJson);
  }

  /// Returns a copy with `number` previews of the platform's first display, in the first language.
  ///
  /// @param number 0 to 3
  public SampleFolder previews(int number) {
    return new SampleFolder(
        ipa, locales, displays, screenshots, within(number, 0, 3), parts, more, releaseJson);
  }

  /// Returns a copy without this part.
  public SampleFolder without(Part part) {
    var left = EnumSet.noneOf(Part.class);
    left.addAll(parts);
    left.remove(part);
    return new SampleFolder(ipa, locales, displays, screenshots, previews, left, more, releaseJson);
  }

  /// Returns a copy with a file added or replaced.
  public SampleFolder file(String path, byte[] content) {
    var changed = new LinkedHashMap<>(more);
    changed.put(path, content.clone());
    return new SampleFolder(
        ipa, locales, displays, screenshots, previews, parts, changed, releaseJson);
  }

  /// Returns a copy with a text file added or replaced.
  public SampleFolder file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Returns a copy with this `release.json`.
  public SampleFolder releaseJson(String json) {
    return new SampleFolder(ipa, locales, displays, screenshots, previews, parts, more, json);
  }

  /// Returns a copy with this app.
  public SampleFolder ipa(SampleIpa.Spec spec) {
    return new SampleFolder(
        spec, locales, displays, screenshots, previews, parts, more, releaseJson);
  }

  /// Returns the demo account's password, which is invented for this app.
  public String demoPassword() {
    return "sample-password-" + Integer.toHexString(ipa.bundleId().hashCode());
  }

  /// Writes the files into a directory, which is created when it does not exist.
  public void writeTo(Path directory) throws IOException {
    writeTo(
        (path, content) -> {
          Path file = directory.resolve(path);
          Files.createDirectories(file.getParent());
          Files.write(file, content);
        });
  }

  /// Uploads the files to a bucket.
  ///
  /// @param prefix prefix of the keys, ending with a slash
  public void writeTo(S3Client s3, String bucket, String prefix) throws IOException {
    writeTo(
        (path, content) ->
            s3.putObject(
                put -> put.bucket(bucket).key(prefix + path), RequestBody.fromBytes(content)));
  }

  /// Passes all files to the destination, `release.json` last, because it starts the release.
  public void writeTo(Destination destination) throws IOException {
    Destination others =
        (path, content) -> {
          if (!more.containsKey(path)) {
            destination.put(path, content);
          }
        };
    var app = new ByteArrayOutputStream();
    SampleIpa.write(app, ipa);
    others.put("Sample.ipa", app.toByteArray());
    for (SampleLocale locale : List.of(SampleLocale.values()).subList(0, locales)) {
      if (parts.contains(Part.TEXTS)) {
        texts(others, locale);
      }
      screenshots(others, locale);
    }
    for (int number = 1; number <= previews; number++) {
      others.put(
          "app_previews/%s/%s-%d.mp4"
              .formatted(SampleLocale.EN_US.code(), ipa.platform().previewType(), number),
          ipa.platform().preview(number));
    }
    application(others);
    for (var entry : more.entrySet()) {
      destination.put(entry.getKey(), entry.getValue());
    }
    destination.put("release.json", releaseJson.getBytes(StandardCharsets.UTF_8));
  }

  private void texts(Destination destination, SampleLocale locale) throws IOException {
    String folder = "metadata/" + locale.code() + "/";
    String site = "https://www.slipway.dev/" + locale.code();
    text(destination, folder + "name.txt", "Slipway Sample");
    text(destination, folder + "subtitle.txt", locale.subtitle());
    text(destination, folder + "description.txt", locale.description());
    text(destination, folder + "keywords.txt", locale.keywords());
    if (parts.contains(Part.WHATS_NEW)) {
      String whatsNew = locale.whatsNew() + "\n\n(" + ipa.shortVersion() + ")";
      text(destination, folder + "release_notes.txt", whatsNew);
    }
    text(destination, folder + "promotional_text.txt", locale.promotionalText());
    text(destination, folder + "support_url.txt", site + "/support");
    text(destination, folder + "marketing_url.txt", site);
    text(destination, folder + "privacy_url.txt", site + "/privacy");
    if (ipa.platform() == SamplePlatform.TV_OS) {
      text(destination, folder + "apple_tv_privacy_policy.txt", "All stays on this device.");
    }
  }

  private void screenshots(Destination destination, SampleLocale locale) throws IOException {
    int language = List.of(SampleLocale.values()).indexOf(locale);
    List<SampleDisplay> available = SampleDisplay.of(ipa.platform());
    for (SampleDisplay display : available.subList(0, Math.min(displays, available.size()))) {
      for (int number = 1; number <= screenshots; number++) {
        destination.put(
            "screenshots/%s/%s-%02d.png".formatted(locale.code(), display.device(), number),
            SamplePicture.of(display, language, number));
      }
    }
  }

  private void application(Destination destination) throws IOException {
    if (parts.contains(Part.APP_INFORMATION)) {
      text(destination, "metadata/copyright.txt", "2026 Slipway Sample");
      text(destination, "metadata/primary_category.txt", "PRODUCTIVITY");
      text(destination, "metadata/secondary_category.txt", "UTILITIES");
    }
    if (parts.contains(Part.REVIEW_CONTACT)) {
      text(destination, REVIEW + "first_name.txt", "Ada");
      text(destination, REVIEW + "last_name.txt", "Sample");
      text(destination, REVIEW + "phone_number.txt", "+44 20 7946 0958");
      text(destination, REVIEW + "email_address.txt", "review@slipway.dev");
      text(destination, REVIEW + "notes.txt", "Sign in with the demo account.");
    }
    if (parts.contains(Part.DEMO_ACCOUNT)) {
      text(destination, REVIEW + "demo_user.txt", "reviewer");
      text(destination, REVIEW + "demo_password.txt", demoPassword());
    }
    if (parts.contains(Part.AGE_RATING)) {
      text(destination, "app_rating_config.json", SampleAgeRating.JSON);
    }
  }

  /// Writes a text with a line break at the end, as editors do.
  private static void text(Destination destination, String path, String text) throws IOException {
    destination.put(path, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static int within(int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "There can be %d to %d, not %d.".formatted(least, most, number));
    }
    return number;
  }
}
