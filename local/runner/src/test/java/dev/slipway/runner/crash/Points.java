package dev.slipway.runner.crash;

import dev.slipway.runner.crash.Point.Kind;
import java.util.ArrayList;
import java.util.List;

/// Every point at which something can go wrong, from what happened in a run in which nothing did.
final class Points {
  private Points() {}

  /// Each with every kind of trouble that it can meet.
  static List<Point> of(List<Point> happened) {
    var points = new ArrayList<Point>();
    for (Point one : happened) {
      for (Kind kind : kinds(one.place())) {
        points.add(new Point(one.place(), one.nth(), kind));
      }
    }
    return List.copyOf(points);
  }

  private static List<Kind> kinds(Point.Place place) {
    if (place.service().endsWith("triggers")) {
      return place.name().startsWith("drop ") ? drops(place) : triggers();
    }
    if (place.writes()) {
      return List.of(Kind.KILLED_BEFORE, Kind.KILLED_AFTER, Kind.ANSWER_LOST);
    }
    // A verdict is made of reads alone, so that a lost answer changes it.
    return place.service().equals(Errand.ROWS + "apple")
        ? List.of(Kind.KILLED_BEFORE, Kind.ANSWER_LOST)
        : List.of(Kind.KILLED_BEFORE);
  }

  private static List<Kind> triggers() {
    return List.of(Kind.TWICE, Kind.LATE, Kind.OUT_OF_ORDER, Kind.NEVER);
  }

  /// Of a folder's files only the manifest starts a release.
  private static List<Kind> drops(Point.Place place) {
    return place.name().endsWith("release.json") ? triggers() : List.of();
  }
}
