package dev.slipway.releases.content;

import dev.slipway.drops.DropObjects;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.ImageFacts;
import dev.slipway.drops.media.MediaFile;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook;
import dev.slipway.drops.media.MediaMemory;
import dev.slipway.drops.media.creative.CreativeFile;
import dev.slipway.drops.media.creative.CreativeSlot;
import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.DemoPassword;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.ReviewInformation;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.drops.metadata.TextField;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A drop's folder in memory, made by hand.
public final class Drop implements DropObjects, MediaMemory {
  public static final String PHONE = "APP_IPHONE_67";
  public static final String PAD = "APP_IPAD_PRO_3GEN_129";

  private final Map<String, byte[]> bytes = new LinkedHashMap<>();
  private final Map<String, String> checksums = new ConcurrentHashMap<>();
  private final SortedMap<String, Map<TextField, SourcedText>> texts = new TreeMap<>();
  private final Map<TextField, SourcedText> fallback = new HashMap<>();
  private final Map<CategoryName, SourcedText> categories = new HashMap<>();
  private final Map<ReviewField, SourcedText> review = new HashMap<>();
  private final List<MediaFile> media = new ArrayList<>();
  private final List<CreativeFile> creatives = new ArrayList<>();
  private @Nullable DemoPassword password;
  private @Nullable ObjectVersion attachment;
  private @Nullable AgeRating ageRating;

  public Drop text(String locale, TextField field, String value) {
    texts
        .computeIfAbsent(locale, _ -> new HashMap<>())
        .put(field, new SourcedText(value, "metadata/" + locale + "/" + field.fileName()));
    return this;
  }

  public Drop fallback(TextField field, String value) {
    fallback.put(field, new SourcedText(value, "metadata/default/" + field.fileName()));
    return this;
  }

  public Drop category(CategoryName name, String value) {
    categories.put(name, new SourcedText(value, "metadata/" + name.fileName()));
    return this;
  }

  public Drop ageRating(Map<String, Object> answers) {
    ageRating = new AgeRating(answers, "app_rating_config.json");
    return this;
  }

  public Drop review(ReviewField field, String value) {
    review.put(field, new SourcedText(value, "metadata/review_information/" + field.fileName()));
    return this;
  }

  public Drop password(String value) {
    password = new DemoPassword(value, "metadata/review_information/demo_password.txt");
    return this;
  }

  Drop attachment(String name, String content) {
    attachment =
        file("metadata/review_information/" + name, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /// A screenshot that Apple takes.
  public Drop screenshot(String locale, String displayType, String name, String content) {
    byte[] png = displayType.equals(PHONE) ? png(1290, 2796, content) : png(2048, 2732, content);
    return media(locale, MediaKind.SCREENSHOT, displayType, name, png);
  }

  /// A file of `screenshots/default/`.
  Drop shared(String displayType, String name, String content, String... locales) {
    var file = file("screenshots/default/" + name, png(1290, 2796, content));
    var look = new MediaLook(MediaLook.Format.UNKNOWN, 0, 0, null, null, null, null, null, null);
    for (String locale : locales) {
      media.add(new MediaFile(file, locale, MediaKind.SCREENSHOT, displayType, look));
    }
    return this;
  }

  /// A picture for a slot of the product page that Apple takes.
  ///
  /// @param folder of the locale; `default` for a file that locales share
  Drop creative(String locale, CreativeSlot slot, String folder, String name, String content) {
    byte[] png =
        switch (slot) {
          case PRODUCT_PAGE_HEADER -> png(3840, 1646, content);
          case APP_STORE_SEARCH_RESULTS -> png(1920, 1280, content);
        };
    var file = file("screenshots/" + folder + "/" + slot + "/" + name, png);
    var look = new MediaLook(MediaLook.Format.UNKNOWN, 0, 0, null, null, null, null, null, null);
    creatives.add(
        new CreativeFile(
            slot, new MediaFile(file, locale, MediaKind.SCREENSHOT, slot.placementType(), look)));
    return this;
  }

  Drop media(String locale, MediaKind kind, String displayType, String name, byte[] content) {
    var file = file("screenshots/" + locale + "/" + name, content);
    var look = new MediaLook(MediaLook.Format.UNKNOWN, 0, 0, null, null, null, null, null, null);
    media.add(new MediaFile(file, locale, kind, displayType, look));
    return this;
  }

  /// A screenshot of [#PHONE] whose EXIF orientation says that it lies on its side.
  Drop turned(String locale, String name) {
    byte[] exif = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0};
    var file = file("screenshots/" + locale + "/" + name, png(1290, 2796, name, exif));
    var facts = new ImageFacts(8, 6, ImageFacts.Colours.RGB, null);
    var look =
        new MediaLook(MediaLook.Format.PNG, 1290, 2796, false, null, null, facts, null, null);
    media.add(new MediaFile(file, locale, MediaKind.SCREENSHOT, PHONE, look));
    return this;
  }

  public DropContent content() {
    return new DropContent(
        texts,
        fallback,
        null,
        categories,
        new ReviewInformation(review, password, attachment),
        ageRating,
        media,
        creatives,
        List.of());
  }

  public ObjectVersion path(String path) {
    return newest(path).orElseThrow();
  }

  public String checksum(String path) {
    return digest(bytes.get(path));
  }

  private ObjectVersion file(String path, byte[] content) {
    bytes.put(path, content);
    return describe(path, content);
  }

  private static ObjectVersion describe(String path, byte[] content) {
    return new ObjectVersion(path, "v-" + digest(content).substring(0, 8), "\"e\"", content.length);
  }

  @Override
  public Optional<ObjectVersion> newest(String key) {
    return list(key, Integer.MAX_VALUE).stream().filter(file -> file.key().equals(key)).findFirst();
  }

  @Override
  public List<ObjectVersion> list(String prefix, int limit) {
    return bytes.entrySet().stream()
        .filter(file -> file.getKey().startsWith(prefix))
        .map(file -> describe(file.getKey(), file.getValue()))
        .limit(limit)
        .toList();
  }

  @Override
  public InputStream open(ObjectVersion file, long offset, long length) throws IOException {
    byte[] content = bytes.get(file.key());
    if (content == null) {
      throw new IOException("gone");
    }
    return new ByteArrayInputStream(content, (int) offset, (int) length);
  }

  @Override
  public @Nullable MediaLook look(ObjectVersion file) {
    return null;
  }

  @Override
  public @Nullable String md5(ObjectVersion file) {
    return checksums.get(file.key() + file.versionId());
  }

  @Override
  public void rememberLook(ObjectVersion file, MediaLook look) {}

  @Override
  public void rememberMd5(ObjectVersion file, String md5Hex) {
    checksums.put(file.key() + file.versionId(), md5Hex);
  }

  /// The head of a PNG of this size, and bytes that make it one of its kind.
  public static byte[] png(int width, int height, String content) {
    return png(width, height, content, null);
  }

  private static byte[] png(int width, int height, String content, byte @Nullable [] exif) {
    var out = new ByteArrayOutputStream();
    try (var png = new DataOutputStream(out)) {
      png.writeLong(0x89504E470D0A1A0AL);
      png.writeInt(13);
      png.writeBytes("IHDR");
      png.writeInt(width);
      png.writeInt(height);
      png.write(new byte[] {8, 2, 0, 0, 0});
      png.writeInt(0);
      if (exif != null) {
        chunk(png, "eXIf", exif);
      }
      chunk(png, "IDAT", content.getBytes(StandardCharsets.UTF_8));
      chunk(png, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void chunk(DataOutputStream png, String type, byte[] content) throws IOException {
    png.writeInt(content.length);
    png.writeBytes(type);
    png.write(content);
    png.writeInt(0);
  }

  public static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
