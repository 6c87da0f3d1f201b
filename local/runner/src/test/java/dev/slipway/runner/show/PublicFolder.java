package dev.slipway.runner.show;

import dev.slipway.runner.sample.SampleFolder;
import dev.slipway.runner.sample.SampleFolder.Part;
import dev.slipway.runner.sample.SampleIpa;
import dev.slipway.simulator.writes.TextRules;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/// Folders in the shape of those that public projects have for fastlane: their locales, counts and
/// kinds of files, with contents of our own. None of them has a build or a `release.json`.
enum PublicFolder {
  /// A small app: texts in one language, no pictures.
  TEXTS_OF_ONE_LANGUAGE {
    @Override
    SampleFolder folder() {
      return texts(1);
    }
  },

  /// What `fastlane deliver init` downloads: empty files for everything that is not set.
  DOWNLOADED_BY_DELIVER {
    @Override
    SampleFolder folder() {
      var folder = texts(2);
      for (String name :
          List.of(
              "metadata/secondary_category.txt",
              "metadata/primary_first_sub_category.txt",
              "metadata/primary_second_sub_category.txt",
              "metadata/secondary_first_sub_category.txt",
              "metadata/secondary_second_sub_category.txt",
              "metadata/review_information/demo_user.txt",
              "metadata/review_information/demo_password.txt",
              "metadata/review_information/notes.txt",
              "metadata/en-US/apple_tv_privacy_policy.txt",
              "metadata/en-US/marketing_url.txt",
              "metadata/en-US/promotional_text.txt",
              "metadata/trade_representative_contact_information/city_name.txt",
              "screenshots/README.txt")) {
        folder = folder.file(name, "\n");
      }
      return folder
          .file("metadata/primary_category.txt", "MZGenre.Productivity\n")
          .file("Deliverfile", "# The Deliverfile of fastlane\n")
          .file("Fastfile", "lane :release do\nend\n");
    }
  },

  /// Every language of the App Store, texts only, with keywords of 100 characters in their script.
  EVERY_LANGUAGE {
    @Override
    SampleFolder folder() {
      var folder = texts(1);
      for (String locale : TextRules.LOCALES) {
        String metadata = "metadata/" + locale + "/";
        folder =
            folder
                .file(metadata + "name.txt", "Slipway Sample\n")
                .file(metadata + "subtitle.txt", "Short lists\n")
                .file(metadata + "description.txt", "Write down what is next.\n")
                .file(metadata + "keywords.txt", CYRILLIC_KEYWORDS)
                .file(metadata + "release_notes.txt", "Faster start.\n");
      }
      return folder;
    }
  },

  /// Pictures of iPhones and iPads in twelve languages.
  MANY_PICTURES {
    @Override
    SampleFolder folder() {
      return texts(12).displays(3).screenshots(5);
    }
  },

  /// Pictures as `deliver download_screenshots` writes them: with an alpha channel that is opaque.
  DOWNLOADED_PICTURES {
    @Override
    SampleFolder folder() throws IOException {
      byte[] picture = opaqueAlpha(1290, 2796);
      var folder = texts(3);
      for (String locale : List.of("en-US", "de-DE", "ja")) {
        for (int number = 1; number <= 3; number++) {
          folder =
              folder.file(
                  "screenshots/%s/%d_APP_IPHONE_67_%d.png".formatted(locale, number, number),
                  picture);
        }
      }
      return folder;
    }

    @Override
    List<String> findings() {
      return List.of("screenshot-alpha-opaque");
    }
  },

  /// Pictures framed by frameit, with its settings beside them.
  FRAMED_PICTURES {
    @Override
    SampleFolder folder() {
      var folder = texts(2).displays(1).screenshots(2);
      return folder
          .file("screenshots/Framefile.json", "{}\n")
          .file("screenshots/background.jpg", new byte[] {1})
          .file("screenshots/screenshots.html", "<html></html>\n")
          .file("screenshots/en-US/title.strings", "\"01\" = \"Lists\";\n")
          .file("screenshots/en-US/keyword.strings", "\"01\" = \"New\";\n")
          .file("screenshots/fonts/Chalkboard.ttf", new byte[] {1});
    }
  },

  /// Texts in `default/` and in two languages.
  DEFAULT_TEXTS {
    @Override
    SampleFolder folder() {
      return texts(2)
          .file("metadata/default/release_notes.txt", "Faster start.\n")
          .file("metadata/default/support_url.txt", "https://www.slipway.dev/support\n");
    }
  },

  /// The texts of an Android app beside those of the iOS app: said once, not for each language.
  BESIDE_ANDROID {
    @Override
    SampleFolder folder() {
      var folder = texts(4);
      for (String locale : List.of("en-US", "de-DE", "pt-BR", "fil")) {
        folder =
            folder
                .file("metadata/android/" + locale + "/title.txt", "Sample\n")
                .file("metadata/android/" + locale + "/full_description.txt", "Lists\n")
                .file("metadata/android/" + locale + "/changelogs/12.txt", "Faster.\n")
                .file("metadata/android/" + locale + "/images/icon.png", new byte[] {1});
      }
      return folder;
    }

    @Override
    List<String> findings() {
      return List.of("file-unknown");
    }
  },

  /// Folders that the Deliverfile names.
  OTHER_FOLDERS {
    @Override
    SampleFolder folder() {
      return SampleFolder.of(SAMPLE)
          .locales(1)
          .displays(0)
          .previews(0)
          .without(Part.TEXTS)
          .without(Part.APP_INFORMATION)
          .without(Part.REVIEW_CONTACT)
          .without(Part.DEMO_ACCOUNT)
          .without(Part.AGE_RATING)
          .file("Deliverfile", "metadata_path(\"./store/texts\")\napp_identifier 'dev.slipway.b'\n")
          .file("store/texts/en-US/release_notes.txt", "Faster start.\n")
          .file("store/texts/fr-FR/release_notes.txt", "Plus rapide.\n");
    }
  },

  /// Previews, and the answers on the age rating.
  WITH_PREVIEWS {
    @Override
    SampleFolder folder() {
      return SampleFolder.of(SAMPLE).locales(2).displays(2).screenshots(2).previews(2);
    }
  };

  /// Within 100 characters, and far over 100 bytes.
  private static final String CYRILLIC_KEYWORDS =
      "список,задачи,заметки,календарь,привычки,напоминания,фокус,планы,цели,время,покупки,встречи,дела\n";

  private static final SampleIpa.Spec SAMPLE =
      SampleIpa.Spec.of("dev.slipway.sample", "1.0.0", "1");

  abstract SampleFolder folder() throws IOException;

  /// Returns the checks of the expected findings: warnings, because each folder can be released.
  List<String> findings() {
    return List.of();
  }

  /// Writes the folder, without build and `release.json`.
  void writeTo(Path directory) throws IOException {
    folder().writeTo(directory);
    Files.delete(directory.resolve("Sample.ipa"));
    Files.delete(directory.resolve("release.json"));
  }

  private static SampleFolder texts(int locales) {
    return SampleFolder.of(SAMPLE)
        .locales(locales)
        .displays(0)
        .previews(0)
        .without(Part.AGE_RATING);
  }

  private static byte[] opaqueAlpha(int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xff204060);
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
