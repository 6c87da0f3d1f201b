package dev.slipway.localaws.events;

/// Gets the events of one bucket.
@FunctionalInterface
public interface ObjectEventListener {
  /// Called on a virtual thread after the request was answered; one event at a time for one key, in
  /// the order in which they happened. What it throws is logged and does not stop later events.
  void onObjectEvent(ObjectEvent event);
}
