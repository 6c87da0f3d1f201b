package dev.slipway.runner.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Takes a picture of every page and state that [EveryPageInBrowserTest] visits, in both colour
/// schemes and also as wide as a phone, where `-Dpages.directory` says to which folder. `make
/// screenshots DIR=<folder>` does.
final class PagePictures {
  private static final Path REPORT = Path.of("target", "screenshots.txt");

  private final Path folder;
  private int pages;
  private int pictures;

  private PagePictures(Path folder) {
    this.folder = folder;
  }

  /// Returns null if no pictures are wanted.
  static @Nullable PagePictures wanted() throws IOException {
    String folder = System.getProperty("pages.directory", "");
    return folder.isEmpty() ? null : new PagePictures(Files.createDirectories(Path.of(folder)));
  }

  void take(Browser browser, String name) throws IOException {
    String file = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    for (Window window : List.of(Window.WIDE, Window.NARROW)) {
      for (String scheme : List.of("light", "dark")) {
        browser.window(window);
        browser.scheme(scheme);
        // A dialog is over the window, not over the page.
        byte[] picture =
            browser.all("dialog[open]").isEmpty()
                ? browser.page()
                : browser.screen(window.width, window.height, 1, scheme);
        Files.write(folder.resolve(file + "-" + window.width + "-" + scheme + ".png"), picture);
        pictures++;
      }
    }
    browser.window(Window.WIDE);
    browser.scheme("light");
    pages++;
  }

  /// Counts what was taken, for the last line of `make screenshots`.
  void report() throws IOException {
    Files.writeString(REPORT, "screenshots: pages=%d pictures=%d\n".formatted(pages, pictures));
  }
}
