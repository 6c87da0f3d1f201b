package dev.slipway.announcements;

import dev.slipway.announcements.Announcement.DetailType;
import dev.slipway.json.JsonFields;
import dev.slipway.state.RecordId;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the text of an event for Slack, in which a name of a person's choice cannot become a
/// mention or a link: `&`, `<` and `>` are escaped (docs.slack.dev, "Formatting message text",
/// "Escaping text"). EventBridge, which fills the message's template, cannot do this.
final class SlackText {
  private SlackText() {}

  /// Returns the change's message, and in a second line what changed.
  static String of(DetailType type, RecordId record, JsonFields subject, StateChange change) {
    var fields = subject.toMap();
    String place =
        switch (type) {
          case RELEASE ->
              Stream.of(fields.get("bundleId"), fields.get("versionString"), "is", change.to())
                      .filter(Objects::nonNull)
                      .map(String::valueOf)
                      .collect(Collectors.joining(" "))
                  + " (release "
                  + record.value()
                  + ")";
          case CONNECTION -> "Connection " + record.value() + " is " + change.to();
          case CONNECT_LINK -> "Connect link " + record.value() + " is " + change.to();
        };
    return escaped(change.message() + "\n" + place);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
