package dev.slipway.simulator.purchases;

import dev.slipway.simulator.purchases.NewPurchase.Stage;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `inAppPurchases`, `subscriptions`, `subscriptionGroups` and their versions. A person makes them
/// in App Store Connect; calls read them and add their versions to review submissions. The world is
/// locked and settled.
///
/// App Review decides on versions. The state of the product follows, but says less: READY_TO_SUBMIT
/// covers a version that lies in a draft and one that was withdrawn (first-release-live.md, E).
public final class Purchases {
  private static final String APPROVED_BEFORE = "approvedBefore";
  private static final String CANCELED = "canceledAt";
  private static final String SETTLED = "settleSubscription";

  /// After a cancellation the versions could not be used for minutes (first-release-live.md, E).
  private static final Duration UNUSABLE = Duration.ofMinutes(3);

  /// How long a subscription is IN_REVIEW after its version was ACCEPTED. That it is for a while
  /// was seen just after the release (first-release-live.md, E); how long is not known.
  private static final Duration ACCEPTED = Duration.ofMinutes(10);

  private static final Set<String> DECIDED = Set.of("ACCEPTED", "APPROVED");

  private final World world;

  public Purchases(World world) {
    this.world = world;
    world.onDue(SETTLED, (due, at) -> settle(due));
  }

  /// Adds a product to an app. A product has exactly one version that was not reviewed, or one that
  /// was (first-release-live.md, E).
  ///
  /// @return the id of its version
  /// @throws IllegalArgumentException if the app does not exist or has the Product ID
  public String add(String appId, NewPurchase wanted) {
    Resource app = world.find("apps", appId);
    if (app == null) {
      throw new IllegalArgumentException("No app with id " + appId);
    }
    if (isTaken(app, wanted.productId())) {
      throw new IllegalArgumentException("The app has a product " + wanted.productId());
    }
    return add(app, wanted).id();
  }

  private boolean isTaken(Resource app, String productId) {
    return world.all("inAppPurchases").stream()
            .filter(other -> app.id().equals(other.relation("app")))
            .anyMatch(other -> other.text("productId").equals(productId))
        || world.all("subscriptions").stream()
            .filter(other -> app.id().equals(group(other).relation("app")))
            .anyMatch(other -> other.text("productId").equals(productId));
  }

  private Resource group(Resource subscription) {
    return world.get("subscriptionGroups", subscription.relation("group"));
  }

  private Resource add(Resource app, NewPurchase wanted) {
    Resource product;
    PurchaseKind kind;
    if (wanted.group() == null) {
      kind = PurchaseKind.IN_APP_PURCHASE;
      product = world.create(kind.type(), app.issuerId()).relate("app", app.id());
      product.set("inAppPurchaseType", wanted.type());
    } else {
      kind = PurchaseKind.SUBSCRIPTION;
      Resource group = group(app, wanted.group(), wanted.stage());
      product = world.create(kind.type(), app.issuerId()).relate("group", group.id());
      product.set("subscriptionPeriod", "ONE_MONTH");
      product.attributes().put("groupLevel", world.related(group, "subscriptions").size());
    }
    product.set("productId", wanted.productId()).set("name", wanted.name());
    product.set("familySharable", false).set("state", "READY_TO_SUBMIT");
    Resource version = firstVersion(kind, product);
    switch (wanted.stage()) {
      case INCOMPLETE -> product.set("state", "MISSING_METADATA");
      case READY -> {
        // It is.
      }
      case APPROVED -> approved(version, product);
    }
    return version;
  }

  private Resource group(Resource app, String name, Stage stage) {
    for (Resource group : world.related(app, "subscriptionGroups")) {
      if (group.text("referenceName").equals(name)) {
        return group;
      }
    }
    Resource group = world.create("subscriptionGroups", app.issuerId()).relate("app", app.id());
    group.set("referenceName", name);
    Resource version = firstVersion(PurchaseKind.SUBSCRIPTION_GROUP, group);
    if (stage == Stage.APPROVED) {
      approved(version, group);
    }
    return group;
  }

  private Resource firstVersion(PurchaseKind kind, Resource product) {
    Resource version =
        world
            .create(kind.versionType(), product.issuerId())
            .relate(kind.relationship(), product.id());
    version.attributes().put("version", 1);
    return version.set("state", "PREPARE_FOR_SUBMISSION");
  }

  private static void approved(Resource version, Resource product) {
    version.set("state", "APPROVED");
    product.hidden().put(APPROVED_BEFORE, true);
    if (!product.type().equals(PurchaseKind.SUBSCRIPTION_GROUP.type())) {
      product.set("state", "APPROVED");
    }
  }

  /// Returns what a version is a version of; null for a version of another family, or one that an
  /// older state file holds.
  public static @Nullable Resource product(World world, Resource version) {
    return PurchaseKind.ofVersionType(version.type())
        .map(kind -> world.find(kind.type(), version.relation(kind.relationship())))
        .orElse(null);
  }

  /// Returns the version of a product with this id.
  public static Resource version(World world, String id) {
    Resource version = world.find(PurchaseKind.IN_APP_PURCHASE.versionType(), id);
    return version == null ? world.get(PurchaseKind.SUBSCRIPTION.versionType(), id) : version;
  }

  /// Returns the version of the group of a subscription's version.
  public static Resource groupVersion(World world, Resource subscriptionVersion) {
    Resource subscription = Objects.requireNonNull(product(world, subscriptionVersion));
    Resource group = world.get("subscriptionGroups", subscription.relation("group"));
    return Objects.requireNonNull(world.one(group, "versions"));
  }

  /// Returns the id of the app of a version; null if it is not known.
  public static @Nullable String app(World world, Resource version) {
    Resource product = product(world, version);
    if (product == null) {
      return null;
    }
    Resource group = world.find("subscriptionGroups", product.relation("group"));
    return group == null ? product.relation("app") : group.relation("app");
  }

  /// Returns whether App Review approved a version of this product or group before.
  public static boolean approvedBefore(Resource product) {
    return product.hidden().path(APPROVED_BEFORE).asBoolean();
  }

  /// Returns whether a version can be added to a draft: prepared or withdrawn
  /// (first-release-live.md, A8). Minutes after a cancellation it could not.
  public static boolean isAddable(World world, Resource version) {
    String canceled = version.hidden().path(CANCELED).asText();
    boolean unsettled =
        !canceled.isEmpty()
            && world.now().isBefore(Instant.parse(canceled).plus(UNUSABLE))
            && world.guesses().turned(Guess.CANCELED_PURCHASES);
    return !unsettled
        && Set.of("PREPARE_FOR_SUBMISSION", "DEVELOPER_REJECTED").contains(version.text("state"));
  }

  /// Returns whether the product of a version lacks something.
  public static boolean isIncomplete(World world, Resource version) {
    Resource product = product(world, version);
    return product != null && product.text("state").equals("MISSING_METADATA");
  }

  /// Records that the submission with a version was canceled.
  public static void canceled(Resource version, Instant at) {
    version.hidden().put(CANCELED, at.toString());
  }

  /// Moves a version into a state, and its product with it.
  public static void move(World world, Resource version, String state) {
    Resource product = product(world, version);
    if (product == null) {
      version.set("state", state);
      return;
    }
    boolean group = product.type().equals(PurchaseKind.SUBSCRIPTION_GROUP.type());
    if (DECIDED.contains(state)) {
      if (product.type().equals(PurchaseKind.SUBSCRIPTION.type()) && !approvedBefore(product)) {
        version.set("state", "ACCEPTED");
        product.set("state", "IN_REVIEW");
        product.hidden().put(APPROVED_BEFORE, true);
        world.plan(new Due(world.now().plus(ACCEPTED), SETTLED, version.id(), ""));
      } else {
        approved(version, product);
      }
      return;
    }
    version.set("state", state);
    if (!group && !approvedBefore(product)) {
      product.set("state", productState(state));
    }
  }

  private static String productState(String versionState) {
    return switch (versionState) {
      case "WAITING_FOR_REVIEW", "IN_REVIEW", "REJECTED" -> versionState;
      default -> "READY_TO_SUBMIT";
    };
  }

  private void settle(Due due) {
    Resource version = world.find(PurchaseKind.SUBSCRIPTION.versionType(), due.id());
    if (version != null && version.text("state").equals("ACCEPTED")) {
      approved(version, Objects.requireNonNull(product(world, version)));
    }
  }
}
