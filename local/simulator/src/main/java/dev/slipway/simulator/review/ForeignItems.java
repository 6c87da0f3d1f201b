package dev.slipway.simulator.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.UUID;

/// Adds to a review submission what a person prepares in App Store Connect. The world is locked and
/// settled.
public final class ForeignItems {
  private final World world;

  public ForeignItems(World world) {
    this.world = world;
  }

  /// Adds such an item to the draft submission of an app. Creates the submission if the app has no
  /// draft.
  ///
  /// @return id of the review submission
  /// @throws IllegalArgumentException if the app does not exist
  /// @throws IllegalStateException if the app's open submission has already been submitted
  public String add(String appId, ForeignItem kind) {
    Resource app = world.find("apps", appId);
    if (app == null) {
      throw new IllegalArgumentException("No app with id " + appId);
    }
    String platform = app.hidden().path("platform").asText();
    Resource submission = ReviewSubmissions.open(world, appId, platform);
    if (submission == null) {
      submission = world.create("reviewSubmissions", app.issuerId()).relate("app", appId);
      submission.set("platform", platform).set("state", "READY_FOR_REVIEW");
    } else if (!submission.text("state").equals("READY_FOR_REVIEW")) {
      throw new IllegalStateException(
          "Review submission "
              + submission.id()
              + " is "
              + submission.text("state")
              + ", so nothing can be added to it");
    }
    String person = UUID.nameUUIDFromBytes(app.issuerId().getBytes(UTF_8)).toString();
    if (world.find("actors", person) == null) {
      world
          .create("actors", person, app.issuerId())
          .set("actorType", "USER")
          .set("userFirstName", "Robin")
          .set("userLastName", "Example")
          .set("userEmail", "robin@example.com");
    }
    submission.relate("lastUpdatedByActor", person);
    Resource item =
        world
            .create("reviewSubmissionItems", app.issuerId())
            .relate("reviewSubmission", submission.id())
            .relate(kind.relationship(), content(app, kind).id());
    item.set("state", "READY_FOR_REVIEW");
    ItemContents.set(world, item, "READY_FOR_REVIEW");
    return submission.id();
  }

  private Resource content(Resource app, ForeignItem kind) {
    Resource content = world.create(kind.type(), app.issuerId());
    switch (kind) {
      case APP_EVENT ->
          content
              .set("referenceName", "Summer event")
              .set("badge", "SPECIAL_EVENT")
              .set("primaryLocale", app.text("primaryLocale"));
      case APP_STORE_VERSION_EXPERIMENT -> content.set("name", "Icon test");
      case APP_CUSTOM_PRODUCT_PAGE_VERSION -> content.set("version", "1");
      case IN_APP_PURCHASE_VERSION, SUBSCRIPTION_VERSION -> content.attributes().put("version", 1);
    }
    return content;
  }
}
