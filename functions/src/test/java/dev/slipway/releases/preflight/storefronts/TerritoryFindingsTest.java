package dev.slipway.releases.preflight.storefronts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.problems.Finding;
import dev.slipway.problems.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerritoryFindingsTest {
  private static final List<String> EU =
      List.of(
          "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV",
          "HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN",
          "SWE");

  private static List<Finding> of(String territory, String... statuses) {
    return TerritoryFindings.of(Map.of(territory, List.of(statuses)));
  }

  /// The picture of first-release-live.md, A2: on sale in 148 countries, 27 blocked.
  @Test
  void namesBlockedTerritoriesInOneFinding() {
    Map<String, List<String>> selected = new HashMap<>();
    EU.forEach(code -> selected.put(code, List.of("TRADER_STATUS_NOT_PROVIDED")));
    selected.put("USA", List.of("AVAILABLE"));

    assertThat(TerritoryFindings.of(selected))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("trader-status-missing");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.found()).startsWith("27 territories: AUT, BEL, ").endsWith("more");
              assertThat(finding.remedy())
                  .contains(
                      "no trader status is declared",
                      "under Business",
                      "Apple's reason: TRADER_STATUS_NOT_PROVIDED in 27");
              assertThat(TerritoryFindings.isOne(finding)).isTrue();
            });
  }

  @Test
  void saysNothingOfAppBeforeItsFirstRelease() {
    assertThat(of("USA", "CANNOT_SELL", "AVAILABLE_FOR_SALE_UNRELEASED_APP")).isEmpty();
    assertThat(of("USA", "PREORDER_ON_UNRELEASED_APP", "CANNOT_SELL")).isEmpty();
    assertThat(of("USA")).isEmpty();
  }

  @Test
  void saysNothingWhileAppleProcessesChange() {
    assertThat(of("USA", "AVAILABLE", "PROCESSING_TO_NOT_AVAILABLE")).isEmpty();
    assertThat(of("USA", "PROCESSING_TO_AVAILABLE", "CANNOT_SELL", "AVAILABLE_FOR_PREORDER"))
        .as("the old status stands beside it for a while")
        .isEmpty();
  }

  @Test
  void namesTheReasonAndNotThatThereIsOne() {
    assertThat(of("KOR", "CANNOT_SELL", "CANNOT_SELL_CASINO_WITHOUT_GRAC"))
        .extracting(Finding::check)
        .containsExactly("korea-rating-number-missing");
    assertThat(of("KOR", "CANNOT_SELL", "AVAILABLE_FOR_SALE_UNRELEASED_APP", "MISSING_RATING"))
        .extracting(Finding::check)
        .containsExactly("territory-rating-missing");
  }

  @Test
  void reportsSellingStoppedWithoutReason() {
    assertThat(of("USA", "CANNOT_SELL"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.check()).isEqualTo("territory-not-offered");
              assertThat(finding.found()).isEqualTo("1 territory: USA");
            });
  }

  @Test
  void listsEachReasonWithItsTerritories() {
    var findings =
        TerritoryFindings.of(
            Map.of(
                "SAU", List.of("CANNOT_SELL_GAMBLING"),
                "ARE", List.of("CANNOT_SELL_GAMBLING"),
                "KWT", List.of("CANNOT_SELL_ADULT_ONLY")));

    assertThat(findings).singleElement();
    assertThat(findings.getFirst().found()).isEqualTo("3 territories: ARE, KWT, SAU");
    assertThat(findings.getFirst().remedy())
        .contains(
            "CANNOT_SELL_ADULT_ONLY in 1 (apps for adults only);"
                + " CANNOT_SELL_GAMBLING in 2 (gambling).");
  }

  @Test
  void reportsStatusThatAppleAddedLaterUnlessItsNameIsHarmless() {
    assertThat(of("USA", "CANNOT_SELL_SOMETHING_NEW"))
        .extracting(Finding::check)
        .containsExactly("territory-not-offered");
    assertThat(of("USA", "AVAILABLE_SOMEHOW", "PROCESSING_TO_SOMETHING")).isEmpty();
  }

  /// The normal ones, and those that pass.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AVAILABLE",
        "AVAILABLE_FOR_PREORDER_ON_DATE",
        "PROCESSING_TO_NOT_AVAILABLE",
        "PROCESSING_TO_AVAILABLE",
        "PROCESSING_TO_PRE_ORDER",
        "AVAILABLE_FOR_SALE_UNRELEASED_APP",
        "PREORDER_ON_UNRELEASED_APP",
        "AVAILABLE_FOR_PREORDER"
      })
  void saysNothingOfHarmlessStatus(String status) {
    assertThat(of("USA", status)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ContentStatus.class)
  void everyOtherStatusIsReportedWithWords(ContentStatus status) {
    assertThat(of("USA", status.name())).hasSize(status.check().isPresent() ? 1 : 0);
    assertThat(status.words().isEmpty()).isEqualTo(status.check().isEmpty());
  }

  /// With Apple's document (`-Dasc.openapi`), the table has exactly its values.
  @Test
  void tableIsCompleteByApplesDocument() throws IOException {
    String documents = System.getProperty("asc.openapi", "");
    Assumptions.assumeFalse(documents.isBlank(), "skipped: no Apple OpenAPI document");
    var schemas =
        in(
            Json.parse(Files.readAllBytes(Path.of(documents.split(",")[0]))),
            "components",
            "schemas");
    Assumptions.assumeTrue(
        schemas.names().contains("TerritoryAvailability"), "skipped: a cut without availability");
    var values =
        in(
                schemas,
                "TerritoryAvailability",
                "properties",
                "attributes",
                "properties",
                "contentStatuses",
                "items")
            .strings("enum");

    assertThat(Arrays.stream(ContentStatus.values()).map(Enum::name))
        .containsExactlyElementsOf(values);
  }

  private static JsonObject in(JsonObject document, String... path) {
    for (String name : path) {
      document = document.object(name);
    }
    return document;
  }
}
