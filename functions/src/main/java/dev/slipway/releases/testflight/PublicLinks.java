package dev.slipway.releases.testflight;

import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.RequiredFacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The public links of the groups that a release names.
public final class PublicLinks {
  private PublicLinks() {}

  /// Returns the addresses by group, as far as Apple has shown them.
  public static Map<String, String> of(ReleaseRecord release) {
    var terms = RequiredFacts.desired(release).terms().testFlight();
    var links = new LinkedHashMap<String, String>();
    if (terms != null) {
      new TreeMap<>(release.testFlight().groups())
          .forEach(
              (name, group) -> {
                var link = group.publicLink();
                if (link != null && link.url() != null && terms.groups().contains(name)) {
                  links.put(name, link.url());
                }
              });
    }
    return links;
  }

  /// Returns the release with a line of the timeline for each link that `release.json` asks for and
  /// that the timeline does not have.
  static ReleaseRecord noted(ReleaseRecord release, Instant now) {
    var terms = RequiredFacts.desired(release).terms().testFlight();
    var noted = release;
    for (var link : of(release).entrySet()) {
      String message = "Public link of the group " + link.getKey() + ": " + link.getValue();
      if (terms != null
          && terms.setup().group(link.getKey()).publicLink() != null
          && noted.timeline().stream().noneMatch(line -> line.message().equals(message))) {
        noted = noted.moved(noted.status(), now, message);
      }
    }
    return noted;
  }
}
