package dev.slipway.releases.content;

import dev.slipway.releases.model.PlannedAction;
import java.util.List;

/// What the carrying out of a drop's content would do.
///
/// @param actions in their order, secrets redacted
/// @param readCalls how many reading calls it takes, with one look at the media afterwards
public record ContentPlan(List<PlannedAction> actions, int readCalls) {
  public ContentPlan {
    actions = List.copyOf(actions);
  }
}
