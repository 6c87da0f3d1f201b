package dev.slipway.releases.content;

import static dev.slipway.drops.media.creative.CreativeSlot.APP_STORE_SEARCH_RESULTS;
import static dev.slipway.drops.media.creative.CreativeSlot.PRODUCT_PAGE_HEADER;
import static dev.slipway.releases.content.Drop.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.media.creative.CreativeSlot;
import dev.slipway.releases.content.ContentStage.Gate;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.plan.PlannedContent;
import dev.slipway.simulator.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Headers and search results by the app's asset library, beside screenshots in sets.
class CreativeRunTest {
  private final ContentStage stage = new ContentStage();

  @AfterEach
  void close() {
    assertThat(stage.simulator.contractViolations()).isEmpty();
    stage.close();
  }

  private ContentOutcome finish(Drop drop) throws InterruptedException {
    for (int looks = 0; looks < 20; looks++) {
      var outcome = stage.carry(drop, ContentStage.rules());
      if (!(outcome instanceof ContentOutcome.Processing)) {
        return outcome;
      }
      stage.pass(Duration.ofMinutes(2));
    }
    throw new AssertionError("Apple does not get done with the media");
  }

  private void done(Drop drop) throws InterruptedException {
    assertThat(finish(drop)).isEqualTo(new ContentOutcome.Done());
  }

  private void nextRelease() {
    stage.gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);
  }

  private static Drop drop(String header) {
    return new Drop()
        .screenshot("en-US", PHONE, "1.png", "one")
        .creative("en-US", PRODUCT_PAGE_HEADER, "en-US", header, header)
        .creative("en-US", APP_STORE_SEARCH_RESULTS, "default", "search.png", "search")
        .creative("de-DE", APP_STORE_SEARCH_RESULTS, "default", "search.png", "search");
  }

  private List<String> shown(String locale, CreativeSlot slot) {
    var snapshot = stage.simulator.snapshot();
    return snapshot
        .placements(stage.version.value(), locale, slot.placementType(), "DEFAULT_PROFILE")
        .stream()
        .map(placement -> asset(snapshot, placement).fileName())
        .toList();
  }

  private static Snapshot.LibraryAsset asset(Snapshot snapshot, Snapshot.Placement placement) {
    return snapshot.libraryAssets().stream()
        .filter(asset -> asset.id().equals(placement.assetId()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void headersAreInTheLibraryAndScreenshotsInSets() throws InterruptedException {
    var drop = drop("header.png");

    var calls = stage.callsOf(() -> done(drop));

    assertThat(shown("en-US", PRODUCT_PAGE_HEADER)).containsExactly("header.png");
    assertThat(shown("de-DE", PRODUCT_PAGE_HEADER)).isEmpty();
    assertThat(shown("de-DE", APP_STORE_SEARCH_RESULTS)).containsExactly("search.png");
    assertThat(calls)
        .containsEntry("POST /v1/appScreenshots", 1L)
        .containsEntry("POST /v1/appAssetLibraryImages", 2L)
        .containsEntry("POST /v1/appAssetLibraryPlacements", 3L);

    nextRelease();
    assertThat(ContentStage.writes(stage.callsOf(() -> done(drop)))).isEmpty();
  }

  @Test
  void aPlanSaysExactlyWhatARunWritesAndReads() throws InterruptedException {
    done(drop("header.png"));
    nextRelease();
    var changed = drop("other.png");

    var differences =
        new ContentComparison(changed, changed, stage.simulator.clock())
            .differences(
                stage.client,
                stage.app,
                stage.version,
                false,
                changed.content(),
                ContentStage.rules());
    var planned = new TreeMap<String, Long>();
    PlannedContent.of(differences.changes(), null)
        .forEach(action -> action.calls().forEach(call -> planned.merge(call, 1L, Long::sum)));
    var real = stage.callsOf(() -> done(changed));

    assertThat(planned)
        .isEqualTo(ContentStage.writes(real))
        .containsEntry("DELETE /v1/appAssetLibraryPlacements/{id}", 1L);
    assertThat(differences.readCalls())
        .isEqualTo(
            (int)
                real.entrySet().stream()
                    .filter(call -> call.getKey().startsWith("GET "))
                    .mapToLong(Map.Entry::getValue)
                    .sum());
    assertThat(shown("en-US", PRODUCT_PAGE_HEADER)).containsExactly("other.png");
    assertThat(PlannedContent.of(differences.changes(), null).toString())
        .contains("Product page header", "en-US, PRODUCT_PAGE_HEADER_ASSET");
  }

  /// There is room for one header, so that the old one goes before the new one is placed.
  @Test
  void headerIsReplacedWhereverTheWorkerDies() throws InterruptedException {
    var before = drop("header.png");
    var after = drop("other.png");
    boolean died = true;
    for (int call = 1; died; call++) {
      stage.newApp();
      nextRelease();
      done(before);
      stage.gate = new Gate(call, ContentLedger.EMPTY);
      died = finish(after) instanceof ContentOutcome.Stopped;
      if (died) {
        stage.gate = new Gate(Integer.MAX_VALUE, stage.gate.ledger());
        done(after);
      }
      assertThat(shown("en-US", PRODUCT_PAGE_HEADER))
          .as("call %s", call)
          .containsExactly("other.png");
      assertThat(shown("en-US", APP_STORE_SEARCH_RESULTS)).containsExactly("search.png");
      nextRelease();
      Map<String, Long> writes = ContentStage.writes(stage.callsOf(() -> done(after)));
      assertThat(writes).as("call %s", call).isEmpty();
    }
  }
}
