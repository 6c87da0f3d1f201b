package dev.slipway.releases.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.drops.ObjectVersion;
import dev.slipway.json.JsonShapeException;
import dev.slipway.releases.ReleaseId;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileStoreTest {
  private static final ReleaseId RELEASE = ReleaseId.of("drops", "c/a/release.json", "v1");
  private static final ObjectVersion IPA = new ObjectVersion("App.ipa", "v1", "\"e1\"", 5L << 30);
  private static final ObjectVersion TEXT =
      new ObjectVersion("metadata/ja/release notes \u00e9\".txt", "v2", "\"e2\"", 0);

  private final InMemoryStateStore state = new InMemoryStateStore();
  private final FileStore files = new FileStore(state);

  @Test
  void givesBackWhatWasPinnedInItsOrder() {
    assertThat(files.read(RELEASE)).isEmpty();
    assertThat(files.pin(RELEASE, List.of(TEXT, IPA))).containsExactly(TEXT, IPA);
    assertThat(new FileStore(state).read(RELEASE)).contains(List.of(TEXT, IPA));
  }

  @Test
  void whatIsPinnedStays() {
    files.pin(RELEASE, List.of(IPA));

    assertThat(files.pin(RELEASE, List.of(IPA, TEXT))).containsExactly(IPA);
    assertThat(files.read(RELEASE)).contains(List.of(IPA));
  }

  @Test
  void anEmptyFolderIsPinnedToo() {
    files.pin(RELEASE, List.of());

    assertThat(files.pin(RELEASE, List.of(IPA))).isEmpty();
  }

  @Test
  void everyReleasePinsItsOwn() {
    files.pin(RELEASE, List.of(IPA));

    assertThat(files.read(ReleaseId.of("drops", "c/a/release.json", "v2"))).isEmpty();
  }

  @Test
  void aDocumentOfAnotherShapeIsNotTakenForNoFiles() {
    state.put(StateKeys.releaseFiles(RELEASE), Map.of("files", List.of(Map.of("path", "a"))));

    assertThatThrownBy(() -> files.read(RELEASE)).isInstanceOf(JsonShapeException.class);
    assertThatThrownBy(() -> files.pin(RELEASE, List.of(IPA)))
        .isInstanceOf(JsonShapeException.class);
  }
}
