package dev.slipway.announcements;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A bus that takes down what it hears, is out of order when told, and may die with its caller.
public final class RecordingAnnouncer implements Announcer {
  private final List<Announcement> heard = new ArrayList<>();
  private boolean down;
  private boolean dies;
  private int requests;

  /// A worker's death in the middle of publishing.
  public static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  public void down(boolean is) {
    down = is;
  }

  /// The next publisher dies before anything is heard.
  public void dieOnce() {
    dies = true;
  }

  public int requests() {
    return requests;
  }

  public List<Announcement> heard() {
    return List.copyOf(heard);
  }

  public List<Long> numbers() {
    return heard.stream().map(Announcement::number).toList();
  }

  @Override
  public boolean isListening() {
    return true;
  }

  @Override
  public Set<Long> publish(List<Announcement> announcements) {
    if (dies) {
      dies = false;
      throw new Death();
    }
    requests++;
    if (down) {
      return Set.of();
    }
    heard.addAll(announcements);
    return announcements.stream().map(Announcement::number).collect(Collectors.toSet());
  }
}
