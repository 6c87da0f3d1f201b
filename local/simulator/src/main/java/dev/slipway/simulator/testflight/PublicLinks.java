package dev.slipway.simulator.testflight;

import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.WriteCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// The public link of an external group, through which anybody can become a tester. It is enabled
/// at the creation of the group or later, with or without a build in it, and appears a while after
/// that (first-release-live.md, F).
public final class PublicLinks {
  private static final String SHOW = "showPublicLink";
  private static final String ID = "publicLinkId";

  /// "The link appears asynchronously" (first-release-live.md, F); when is not known.
  private static final Duration DELAY = Duration.ofSeconds(5);

  /// Apple's help, "Invite external testers".
  private static final int MOST_TESTERS = 10_000;

  private final World world;

  public PublicLinks(World world) {
    this.world = world;
    world.onDue(SHOW, (due, at) -> show(due));
  }

  /// Gives a new group no link: an external one could have one, of an internal one the attributes
  /// are null (first-release-live.md, F).
  static void begin(Resource group, boolean internal) {
    if (!internal) {
      group.set("publicLinkEnabled", false).set("publicLinkLimitEnabled", false);
    }
  }

  /// Refuses a limit that no link can have, and any of an internal group (expo/eas-cli#2906).
  static void check(WriteCall call, boolean internal) {
    if (internal && call.attribute("publicLinkLimit").isNumber()) {
      throw new ApiException(
          AttributeErrors.invalid(
              "publicLinkLimit", "Public link limit cannot be applied to internal group"));
    }
    long limit = call.attribute("publicLinkLimit").asLong(1);
    if (limit < 1 || limit > MOST_TESTERS) {
      throw new ApiException(
          AttributeErrors.invalid(
              "publicLinkLimit",
              "The attribute 'publicLinkLimit' must be between 1 and " + MOST_TESTERS));
    }
  }

  /// Enables, limits or disables the link of a group as the call says. An internal group has none,
  /// whatever else the call says: no source has a refusal of that.
  void update(WriteCall call, Resource group, Instant now) {
    if (BetaGroups.isInternal(group)) {
      return;
    }
    call.copyAttributes(group, "publicLinkEnabled", "publicLinkLimitEnabled", "publicLinkLimit");
    if (!isEnabled(group)) {
      group.set("publicLink", (String) null).set(ID, (String) null);
    } else if (!group.has(ID)) {
      world.plan(new Due(now.plus(DELAY), SHOW, group.id(), ""));
    }
  }

  private static boolean isEnabled(Resource group) {
    return group.attributes().path("publicLinkEnabled").asBoolean();
  }

  private void show(Due due) {
    Resource group = world.find("betaGroups", due.id());
    if (group != null && isEnabled(group)) {
      if (!group.hidden().has(ID)) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 8);
        group.hidden().put(ID, id.toUpperCase(Locale.ROOT));
      }
      String id = group.hidden().path(ID).asText();
      group.set(ID, id).set("publicLink", "https://testflight.apple.com/join/" + id);
    }
  }
}
