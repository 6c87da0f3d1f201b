package dev.slipway.simulator.builds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.simulator.state.Computed;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `buildBundles`: the app in a build. What the simulator does not read in a package is null, or
/// what an answer of Apple's has that getsentry/sentry keeps among its tests. Bundles of extensions
/// are left out.
final class BuildBundles implements Computed {
  static final String TYPE = "buildBundles";

  private final World world;

  BuildBundles(World world) {
    this.world = world;
  }

  void register() {
    world.compute(TYPE, this, List.of("builds." + TYPE));
  }

  @Override
  public @Nullable Resource find(String id) {
    return world.all("builds").stream()
        .filter(build -> id(build).equals(id))
        .map(this::of)
        .findAny()
        .orElse(null);
  }

  @Override
  public List<Resource> related(
      Resource resource, String relationship, Map<String, List<String>> filters) {
    return List.of(of(resource));
  }

  private static String id(Resource build) {
    return UUID.nameUUIDFromBytes((TYPE + build.id()).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Resource of(Resource build) {
    Resource app = world.get("apps", build.relation("app"));
    return Resource.computed(TYPE, id(build), build.issuerId())
        .set("bundleId", app.text("bundleId"))
        .set("bundleType", "APP")
        .set("fileName", build.id() + ".ipa")
        .set("hasSirikit", false)
        .set("hasOnDemandResources", false)
        .set("hasPrerenderedIcon", true)
        .set("usesLocationServices", false)
        .set("isIosBuildMacAppStoreCompatible", true)
        // As after uploads by the API (build-uploads.md, 2.13).
        .set("includesSymbols", false)
        .set("supportedArchitectures", list("arm64"))
        .set("requiredCapabilities", list("arm64"))
        .set("deviceProtocols", list())
        .set("locales", list(app.text("primaryLocale")))
        .set("minimumOsVersion", build.text("minOsVersion"));
  }

  private static ArrayNode list(String... texts) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String text : texts) {
      list.add(text);
    }
    return list;
  }
}
