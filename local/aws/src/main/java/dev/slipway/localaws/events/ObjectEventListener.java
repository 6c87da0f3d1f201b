package dev.slipway.localaws.events;

/// Receives the events of one bucket.
@FunctionalInterface
public interface ObjectEventListener {
  /// Called on a virtual thread after the request was answered; one event at a time for each key,
  /// in the order in which they happened. An exception is logged and does not stop later events.
  void onObjectEvent(ObjectEvent event);
}
