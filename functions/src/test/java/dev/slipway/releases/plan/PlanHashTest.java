package dev.slipway.releases.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.releases.content.diff.ContentChange.ChangeVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.model.ledgers.PlannedAction;
import dev.slipway.releases.model.ledgers.PlannedAction.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The hash of a plan names the files and the changes, and nothing that a second look changes.
class PlanHashTest {
  private static final List<ObjectVersion> FILES =
      List.of(
          new ObjectVersion("/release.json", "v1", "\"aa\"", 2),
          new ObjectVersion("metadata/en-US/name.txt", "v2", "\"bb\"", 5));
  private static final PlannedAction TEXT = text("Old", "New", "metadata/en-US/name.txt", 1);
  private static final PlannedAction SUBMIT =
      new PlannedAction(
          Kind.SUBMIT, "App Review", null, null, "version 1.1", null, 0, List.of("PATCH /v1/x"));
  private static final String HASH = PlanHash.of(FILES, List.of(TEXT, SUBMIT));

  @Test
  void hasItsForm() {
    assertThat(HASH).matches("v1:[0-9a-f]{64}");
  }

  @Test
  void neitherOrderNorIdsNorCallsNorPlacesMatter() {
    assertThat(PlanHash.of(FILES.reversed(), List.of(SUBMIT, TEXT))).isEqualTo(HASH);
    assertThat(PlanHash.of(FILES, List.of(text("Old", "New", "elsewhere", 3), SUBMIT)))
        .isEqualTo(HASH);
    var putAgain =
        FILES.stream()
            .map(
                file ->
                    new ObjectVersion(
                        file.key(), "other", file.etag().replace("\"", ""), file.sizeBytes()))
            .toList();
    assertThat(PlanHash.of(putAgain, List.of(TEXT, SUBMIT)))
        .as("the same bytes in another version")
        .isEqualTo(HASH);
  }

  @Test
  void everyValueMatters() {
    assertThat(
            List.of(
                PlanHash.of(FILES, List.of(TEXT)),
                PlanHash.of(FILES, List.of(SUBMIT)),
                PlanHash.of(FILES.subList(0, 1), List.of(TEXT, SUBMIT)),
                PlanHash.of(
                    List.of(
                        FILES.getFirst(),
                        new ObjectVersion("metadata/en-US/name.txt", "v2", "\"bc\"", 5)),
                    List.of(TEXT, SUBMIT)),
                PlanHash.of(FILES, List.of(text("Other", "New", null, 1), SUBMIT)),
                PlanHash.of(FILES, List.of(text("Old", "Other", null, 1), SUBMIT)),
                PlanHash.of(FILES, List.of(text(null, "New", null, 1), SUBMIT)),
                PlanHash.of(FILES, List.of(text("", "New", null, 1), SUBMIT)),
                PlanHash.of(FILES, List.of(TEXT.withDigest("00"), SUBMIT)),
                PlanHash.of(FILES, List.of(TEXT, TEXT, SUBMIT)),
                HASH))
        .doesNotHaveDuplicates();
  }

  /// What one value ends with cannot begin the next.
  @Test
  void valuesDoNotFlowIntoEachOther() {
    assertThat(PlanHash.digest("ab", "c")).isNotEqualTo(PlanHash.digest("a", "bc"));
    assertThat(PlanHash.digest("a;1:b")).isNotEqualTo(PlanHash.digest("a", "b"));
    assertThat(PlanHash.digest((String) null)).isNotEqualTo(PlanHash.digest("-"));
  }

  /// A plan shows the first 200 characters, and names all of them.
  @Test
  void theEndOfALongTextMatters() {
    String start = "x".repeat(300);
    assertThat(hashOf(start + "a", "New")).isNotEqualTo(hashOf(start + "b", "New"));
    assertThat(hashOf("Old", start + "a")).isNotEqualTo(hashOf("Old", start + "b"));
    assertThat(hashOf("Old", start)).isEqualTo(hashOf("Old", start));
  }

  private static String hashOf(String before, String after) {
    return PlanHash.of(
        FILES,
        PlannedContent.of(
            List.of(
                new ChangeVersionLocale(
                    "en-US",
                    new LocalizationId("L1"),
                    new LinkedHashMap<>(
                        Map.of(
                            TextField.DESCRIPTION,
                            new NewValue<>(before, after, "description.txt"))))),
            null));
  }

  private static PlannedAction text(
      @Nullable String before, String after, @Nullable String file, int calls) {
    return new PlannedAction(
        Kind.CHANGE,
        "Name",
        "en-US",
        before,
        after,
        file,
        0,
        Collections.nCopies(calls, "PATCH /v1/appInfoLocalizations/{id}"));
  }
}
