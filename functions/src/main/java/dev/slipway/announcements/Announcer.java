package dev.slipway.announcements;

import java.util.List;
import java.util.Set;

/// Publishes announcements. Thread-safe.
public interface Announcer {
  /// Returns whether announcements are published; if not, nothing need be kept for them.
  boolean isListening();

  /// Publishes one record's announcements in their order. Never throws and never takes long: the
  /// caller keeps what is refused now and passes it again later.
  ///
  /// @return the numbers of those that were certainly accepted
  Set<Long> publish(List<Announcement> announcements);

  /// Returns an announcer that publishes nothing.
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
