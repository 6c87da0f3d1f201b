package dev.slipway.drops.ipa.nested;

import dev.slipway.drops.ipa.nested.NestedBundle.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the bundles within an app by the paths of its files, each byte as ISO 8859-1. What is
/// collected is bounded, because anybody may have made the archive. Not thread-safe.
public final class NestedPaths {
  /// How many bundles are remembered; those beyond are only counted.
  static final int MAX_REMEMBERED = 1_000;

  private static final String INFO_PLIST = "Info.plist";
  private static final String FRAMEWORK = ".framework";
  private static final String APP = ".app";

  /// A bundle's place.
  ///
  /// @param path within the app
  record Place(Kind kind, String path) {
    /// Returns the path of the Apple Watch app or App Clip around it; empty without one.
    String container() {
      int slash = path.lastIndexOf('/');
      while (slash > 0) {
        String folder = path.substring(0, slash);
        if (ofApp(folder) != null) {
          return folder;
        }
        slash = folder.lastIndexOf('/');
      }
      return "";
    }

    String infoPlist() {
      return path + "/" + INFO_PLIST;
    }

    /// Returns the path of a framework's binary, which has the framework's name.
    String binary() {
      String name = name(path);
      return path + "/" + name.substring(0, name.length() - FRAMEWORK.length());
    }
  }

  private final TreeSet<Place> places =
      new TreeSet<>(Comparator.comparing(Place::kind).thenComparing(Place::path));

  private int beyond;

  /// Looks at a file, and returns whether it is a part of a bundle that may be read: its
  /// Info.plist, or a framework's binary.
  ///
  /// @param path within the app
  public boolean keeps(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return false;
    }
    String file = path.substring(slash + 1);
    String folder = path.substring(0, slash);
    Kind kind = kind(folder);
    boolean binary = kind == Kind.FRAMEWORK && name(folder).equals(file + FRAMEWORK);
    if (kind == null || !(file.equals(INFO_PLIST) || binary)) {
      return false;
    }
    var place = new Place(kind, folder);
    if (places.contains(place)) {
      return true;
    }
    if (places.size() < MAX_REMEMBERED) {
      places.add(place);
      return true;
    }
    if (file.equals(INFO_PLIST)) {
      beyond++;
    }
    return false;
  }

  /// Returns the bundles, the most important kinds first.
  List<Place> places() {
    return List.copyOf(places);
  }

  /// Returns how many further bundles there are.
  int beyond() {
    return beyond;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static @Nullable Kind kind(String folder) {
    String name = name(folder);
    int dot = name.lastIndexOf('.');
    return dot <= 0
        ? null
        : switch (name.substring(dot)) {
          case ".appex" -> Kind.APP_EXTENSION;
          case FRAMEWORK -> Kind.FRAMEWORK;
          case ".bundle" -> Kind.RESOURCES;
          case APP -> ofApp(folder);
          default -> null;
        };
  }

  /// Returns the kind of app in this folder: apps are in fixed places.
  private static @Nullable Kind ofApp(String folder) {
    if (!folder.endsWith(APP)) {
      return null;
    }
    int slash = folder.lastIndexOf('/');
    String around = slash < 0 ? "" : folder.substring(0, slash);
    return switch (name(around)) {
      case "Watch" -> Kind.WATCH_APP;
      case "AppClips" -> Kind.APP_CLIP;
      default -> null;
    };
  }
}
