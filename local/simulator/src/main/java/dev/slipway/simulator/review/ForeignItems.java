package dev.slipway.simulator.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.purchases.Purchases;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Adds to a review submission what a person prepares in App Store Connect. The world is locked and
/// settled.
public final class ForeignItems {
  private final World world;
  private final Purchases purchases;

  public ForeignItems(World world, Purchases purchases) {
    this.world = world;
    this.purchases = purchases;
  }

  /// Adds such an item to the app's oldest draft submission. Creates a submission if the app has no
  /// draft; what is with App Review does not matter (review-live.md, A10).
  ///
  /// @return id of the review submission
  /// @throws IllegalArgumentException if the app does not exist
  public String add(String appId, ForeignItem kind) {
    Resource app = world.find("apps", appId);
    if (app == null) {
      throw new IllegalArgumentException("No app with id " + appId);
    }
    String platform = app.hidden().path("platform").asText();
    Resource submission = draft(appId, platform);
    if (submission == null) {
      submission = ReviewSubmissions.draft(world, app, platform);
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
    put(world, submission, kind, content(app, kind));
    return submission.id();
  }

  private @Nullable Resource draft(String appId, String platform) {
    for (Resource submission : world.all("reviewSubmissions")) {
      if (Objects.equals(submission.relation("app"), appId)
          && submission.text("platform").equals(platform)
          && submission.text("state").equals("READY_FOR_REVIEW")) {
        return submission;
      }
    }
    return null;
  }

  /// Puts something into a draft.
  static Resource put(World world, Resource submission, ForeignItem kind, Resource content) {
    Resource item =
        world
            .create(
                "reviewSubmissionItems",
                AppleNumbers.itemId(submission, kind.number(), content),
                submission.issuerId())
            .relate("reviewSubmission", submission.id())
            .relate(kind.relationship(), content.id());
    item.set("state", "READY_FOR_REVIEW");
    ItemContents.set(world, item, "READY_FOR_REVIEW");
    return item;
  }

  private Resource content(Resource app, ForeignItem kind) {
    if (kind.isPurchase()) {
      return purchase(app, kind);
    }
    Resource content = world.create(kind.type(), app.issuerId());
    switch (kind) {
      case APP_EVENT ->
          content
              .set("referenceName", "Summer event")
              .set("badge", "SPECIAL_EVENT")
              .set("primaryLocale", app.text("primaryLocale"));
      case APP_STORE_VERSION_EXPERIMENT -> content.set("name", "Icon test");
      case APP_CUSTOM_PRODUCT_PAGE_VERSION -> content.set("version", "1");
      case IN_APP_PURCHASE_VERSION, SUBSCRIPTION_VERSION, SUBSCRIPTION_GROUP_VERSION -> {
        // Made above, with their products.
      }
    }
    return content;
  }

  /// Makes a product, or the group of one, whose version is next. An earlier one was approved.
  private Resource purchase(Resource app, ForeignItem kind) {
    String productId = "com.example.extra" + (1 + world.all(kind.type()).size());
    NewPurchase wanted =
        kind == ForeignItem.IN_APP_PURCHASE_VERSION
            ? NewPurchase.inApp(productId, "NON_CONSUMABLE")
            : NewPurchase.subscription(productId, "Group of " + productId);
    Resource version =
        Purchases.version(world, purchases.add(app.id(), wanted.at(NewPurchase.Stage.APPROVED)));
    return kind == ForeignItem.SUBSCRIPTION_GROUP_VERSION
        ? Purchases.groupVersion(world, version)
        : version;
  }
}
