package dev.slipway.announcements;

import java.util.List;
import java.util.Set;

/// Where announcements go. Thread-safe.
public interface Announcer {
  /// Whether anybody is told; otherwise nothing need be kept for them.
  boolean isListening();

  /// Publishes one record's announcements in their order. Never throws and never takes long: what
  /// is not taken now is kept by the caller and given again later.
  ///
  /// @return the numbers of those that were taken for sure
  Set<Long> publish(List<Announcement> announcements);

  /// Tells nobody.
  static Announcer silent() {
    return new Announcer() {
      @Override
      public boolean isListening() {
        return false;
      }

      @Override
      public Set<Long> publish(List<Announcement> announcements) {
        return Set.of();
      }
    };
  }
}
