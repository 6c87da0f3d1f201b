package dev.slipway.simulator.pricing;

import dev.slipway.simulator.state.Computed;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `appPricePoints`: the prices that an app can have, several hundred in each territory, free ones
/// first (first-release-live.md, B1). A point of the same tier is the equal price elsewhere. The
/// amounts are not Apple's, except that a free app costs "0.0".
final class AppPricePoints implements Computed {
  static final String TYPE = "appPricePoints";

  private static final List<BigDecimal> DOLLARS = dollars();

  /// What Apple keeps (Apple's help: 30 %).
  private static final BigDecimal DEVELOPERS_SHARE = new BigDecimal("0.7");

  private final World world;

  AppPricePoints(World world) {
    this.world = world;
  }

  private static List<BigDecimal> dollars() {
    List<BigDecimal> dollars = new ArrayList<>(List.of(BigDecimal.ZERO));
    add(dollars, "0.29", "9.99", "0.10");
    add(dollars, "10.49", "49.99", "0.50");
    add(dollars, "50.99", "199.99", "1");
    add(dollars, "204.99", "999.99", "5");
    return List.copyOf(dollars);
  }

  private static void add(List<BigDecimal> dollars, String first, String last, String step) {
    for (BigDecimal next = new BigDecimal(first);
        next.compareTo(new BigDecimal(last)) <= 0;
        next = next.add(new BigDecimal(step))) {
      dollars.add(next);
    }
  }

  /// Returns whether an app can have this price.
  boolean exists(PricePoint point) {
    int step = point.tier() - PricePoint.FREE;
    return Territories.exists(point.territory())
        && step >= 0
        && step < DOLLARS.size()
        && world.find("apps", point.appId()) != null;
  }

  @Override
  public @Nullable Resource find(String id) {
    PricePoint point = PricePoint.of(id);
    return point != null && exists(point) ? resource(point) : null;
  }

  @Override
  public List<Resource> related(
      Resource resource, String relationship, Map<String, List<String>> filters) {
    List<Resource> found = new ArrayList<>();
    PricePoint one = PricePoint.of(resource.id());
    for (String territory : territories(filters)) {
      if (one == null) {
        for (int step = 0; step < DOLLARS.size(); step++) {
          found.add(resource(new PricePoint(resource.id(), territory, PricePoint.FREE + step)));
        }
      } else if (!territory.equals(one.territory())) {
        found.add(resource(new PricePoint(one.appId(), territory, one.tier())));
      }
    }
    return found;
  }

  private static Collection<String> territories(Map<String, List<String>> filters) {
    List<String> wanted = filters.get("territory");
    return wanted == null
        ? Territories.ids()
        : Territories.ids().stream().filter(wanted::contains).toList();
  }

  private Resource resource(PricePoint point) {
    BigDecimal price =
        DOLLARS
            .get(point.tier() - PricePoint.FREE)
            .multiply(BigDecimal.valueOf(Territories.toTheDollar(point.territory())));
    int decimals = Territories.toTheDollar(point.territory()) < 20 ? 2 : 0;
    BigDecimal rounded = price.setScale(decimals, RoundingMode.HALF_UP);
    BigDecimal proceeds = rounded.multiply(DEVELOPERS_SHARE).setScale(2, RoundingMode.HALF_UP);
    return Resource.computed(TYPE, point.id(), world.get("apps", point.appId()).issuerId())
        .set("customerPrice", Double.toString(rounded.doubleValue()))
        .set("proceeds", Double.toString(proceeds.doubleValue()))
        .relate("app", point.appId())
        .relate("territory", point.territory());
  }
}
