package dev.slipway.drops.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.slipway.drops.locales.StoreLocales;
import dev.slipway.drops.manifest.AvailabilityTerms.Territories;
import dev.slipway.drops.testflight.BetaGroupTerms;
import dev.slipway.drops.testflight.BetaGroupTerms.PublicLink;
import dev.slipway.drops.testflight.BetaGroupTerms.Tester;
import dev.slipway.drops.testflight.TestFlightTerms;
import dev.slipway.problems.Finding;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReleaseManifestTest {
  private static final List<String> SOUND =
      List.of(
          "{}",
          "{\"$schema\": \"https://example.com/release.schema.json\"}",
          "{\"version\": \"2\"}",
          "{\"version\": \"2.4.0\", \"ipa\": \"My App+1.ipa\"}",
          "{\"ipa\": \"App.IPA\"}",
          "{\"releaseType\": \"MANUAL\"}",
          "{\"releaseType\": \"SCHEDULED\", \"earliestReleaseDate\":"
              + " \"2026-06-17T12:00:00-07:00\"}",
          "{\"releaseType\": \"SCHEDULED\", \"earliestReleaseDate\": \"2026-06-17T12:00:00Z\"}",
          "{\"releaseType\": \"SCHEDULED\", \"earliestReleaseDate\":"
              + " \"2026-06-17T19:30:00+05:30\"}",
          "{\"releaseType\": \"SCHEDULED\", \"earliestReleaseDate\":"
              + " \"2026-06-17T12:45:00+05:45\"}",
          "{\"phasedRelease\": true, \"submit\": false, \"dryRun\": true}",
          "{\"whatsNew\": {\"en-US\": \"Bugs fixed.\", \"zh-Hant\": \"修正錯誤。\"}}",
          "{\"whatsNew\": {\"en-US\": \"😀😀😀😀\"}}",
          "{\"whatsNew\": {\"en-US\": \"" + "x".repeat(4000) + "\"}}",
          "{\"whatsNew\": {\"en-US\": \"" + "😀".repeat(4000) + "\"}}",
          "{\"usesNonExemptEncryption\": false}",
          "{\"copyright\": \"2026 Example Ltd\"}",
          "{\"onConflict\": \"REPLACE\"}",
          "{\"onConflict\": \"QUEUE\"}",
          "{\"media\": \"LIBRARY\"}",
          "{\"media\": \"SETS\"}",
          "{\"onForeignItems\": \"JOIN\", \"removeMissingLocales\": true}",
          "{\"contentRights\": \"USES_THIRD_PARTY_CONTENT\", \"skipScreenshots\": true}",
          "{\"live\": true, \"bundleId\": \"com.example.app\"}",
          "{\"live\": true, \"bundleId\": \"com.example.app\", \"platform\": \"MAC_OS\","
              + " \"dryRun\": true, \"$schema\": \"https://example.com/release.schema.json\"}",
          "{\"live\": false}",
          "{\"bundleId\": \"com.example.app\", \"purchases\": [\"gold\"]}",
          "{\"bundleId\": \"com.example.app\", \"platform\": \"IOS\", \"purchases\": \"READY\","
              + " \"dryRun\": true}",
          "{\"price\": \"FREE\"}",
          "{\"price\": {\"baseTerritory\": \"USA\", \"customerPrice\": \"4.99\"}}",
          "{\"price\": {\"baseTerritory\": \"JPN\", \"customerPrice\": \"600\"}}",
          "{\"availability\": {\"territories\": \"ALL\", \"newTerritories\": true}}",
          "{\"availability\": {\"territories\": [\"DEU\", \"XKS\"]}}",
          "{\"availability\": {\"territories\": {\"except\": [\"CHN\"]}}}",
          "{\"ageRatingConfig\": \"rating.json\"}",
          "{\"ageRatingConfig\": \"metadata/app_rating_config.json\"}",
          "{\"previewFrameTimeCode\": \"00:00:05:00\"}",
          "{\"bundleId\": \"com.example.app\", \"version\": \"2.4.0\", \"build\": \"LATEST\"}",
          "{\"bundleId\": \"com.example.app\", \"version\": \"2.4.0\", \"build\": {\"number\":"
              + " \"417\"}, \"platform\": \"TV_OS\", \"testFlight\": {\"only\": true}}",
          "{\"bundleId\": \"a-1.B\", \"version\": \"2\", \"build\": {\"number\": \"1.0.417\"}}",
          "{\"bundleId\": \"a.b\", \"version\": \"2\", \"submit\": false}",
          "{\"bundleId\": \"a.b\", \"version\": \"2\", \"submit\": false, \"platform\":"
              + " \"MAC_OS\"}",
          "{\"testFlight\": {}}",
          "{\"testFlight\": {\"only\": true, \"submitForBetaReview\": false, \"groups\": []}}",
          "{\"testFlight\": {\"whatToTest\": {\"de-DE\": \"?\"}, \"groups\": [\"a\", \"B c\"]}}",
          "{\"testFlight\": {\"description\": {\"ja\": \"?\"}, \"feedbackEmail\": \"a@b.co\"}}",
          "{\"testFlight\": {\"notify\": false, \"only\": true, \"expirePrevious\": true}}",
          "{\"testFlight\": {\"createGroups\": true, \"groups\": [\"a\", {\"name\": \"b\"},"
              + " {\"name\": \"c\", \"internal\": true, \"testers\": []}]}}",
          "{\"testFlight\": {\"groups\": [{\"name\": \"a\", \"publicLink\": true}, {\"name\":"
              + " \"b\", \"publicLink\": 10000, \"testers\": [{\"email\": \"a@b.co\","
              + " \"firstName\": \"A\"}]}]}}",
          "{\"testFlight\": {\"whatToTest\": {\"de-DE\": \"" + "x".repeat(4000) + "\"}}}");

  /// Document and the path of its one fault.
  private static final Map<String, String> FAULTY =
      Map.ofEntries(
          Map.entry("{\"verison\": \"2\"}", "$.verison"),
          Map.entry("{\"Version\": \"2\"}", "$.Version"),
          Map.entry("{\"version\": 2}", "$.version"),
          Map.entry("{\"version\": \"2.4-beta\"}", "$.version"),
          Map.entry("{\"version\": \"1.2.3.4\"}", "$.version"),
          Map.entry("{\"version\": null}", "$.version"),
          Map.entry("{\"ipa\": \"folder/App.ipa\"}", "$.ipa"),
          Map.entry("{\"ipa\": \"../App.ipa\"}", "$.ipa"),
          Map.entry("{\"ipa\": \"App.zip\"}", "$.ipa"),
          Map.entry("{\"ipa\": \"App.ipa.pkg\"}", "$.ipa"),
          Map.entry("{\"ipa\": \".ipa\"}", "$.ipa"),
          Map.entry("{\"ipa\": \"a\\u0000b.ipa\"}", "$.ipa"),
          Map.entry("{\"ipa\": \"" + "x".repeat(252) + ".ipa\"}", "$.ipa"),
          Map.entry("{\"releaseType\": \"manual\"}", "$.releaseType"),
          Map.entry("{\"releaseType\": \"SCHEDULED\"}", "$.earliestReleaseDate"),
          Map.entry("{\"earliestReleaseDate\": \"2026-06-17T12:00:00Z\"}", "$.earliestReleaseDate"),
          Map.entry(
              "{\"releaseType\":\"MANUAL\",\"earliestReleaseDate\":\"2026-06-17T12:00:00Z\"}",
              "$.earliestReleaseDate"),
          Map.entry(
              "{\"releaseType\":\"SCHEDULED\",\"earliestReleaseDate\":\"2026-06-17T12:30:00Z\"}",
              "$.earliestReleaseDate"),
          Map.entry(
              "{\"releaseType\":\"SCHEDULED\","
                  + "\"earliestReleaseDate\":\"2026-06-17T20:00:00+05:30\"}",
              "$.earliestReleaseDate"),
          Map.entry(
              "{\"releaseType\":\"SCHEDULED\",\"earliestReleaseDate\":\"2026-06-17T12:00:00\"}",
              "$.earliestReleaseDate"),
          Map.entry(
              "{\"releaseType\":\"SCHEDULED\",\"earliestReleaseDate\":\"2026-02-30T12:00:00Z\"}",
              "$.earliestReleaseDate"),
          Map.entry("{\"phasedRelease\": \"true\"}", "$.phasedRelease"),
          Map.entry("{\"whatsNew\": \"Bugs fixed.\"}", "$.whatsNew"),
          Map.entry("{\"whatsNew\": {}}", "$.whatsNew"),
          Map.entry("{\"whatsNew\": {\"en\": \"Bugs fixed.\"}}", "$.whatsNew.en"),
          Map.entry("{\"whatsNew\": {\"en-us\": \"Bugs fixed.\"}}", "$.whatsNew.en-us"),
          Map.entry("{\"whatsNew\": {\"de-DE\": \"abc\"}}", "$.whatsNew.de-DE"),
          Map.entry("{\"whatsNew\": {\"de-DE\": \"     \"}}", "$.whatsNew.de-DE"),
          Map.entry(
              "{\"whatsNew\": {\"de-DE\": \"" + "x".repeat(4001) + "\"}}", "$.whatsNew.de-DE"),
          Map.entry("{\"whatsNew\": {\"de-DE\": null}}", "$.whatsNew.de-DE"),
          Map.entry("{\"usesNonExemptEncryption\": \"no\"}", "$.usesNonExemptEncryption"),
          Map.entry("{\"copyright\": \" \"}", "$.copyright"),
          Map.entry("{\"submit\": 1}", "$.submit"),
          Map.entry("{\"onConflict\": \"replace\"}", "$.onConflict"),
          Map.entry("{\"media\": \"library\"}", "$.media"),
          Map.entry("{\"media\": true}", "$.media"),
          Map.entry("{\"dryRun\": []}", "$.dryRun"),
          Map.entry("{\"onForeignItems\": \"IGNORE\"}", "$.onForeignItems"),
          Map.entry("{\"removeMissingLocales\": \"yes\"}", "$.removeMissingLocales"),
          Map.entry("{\"contentRights\": true}", "$.contentRights"),
          Map.entry("{\"skipScreenshots\": 0}", "$.skipScreenshots"),
          Map.entry("{\"ageRatingConfig\": \"../rating.json\"}", "$.ageRatingConfig"),
          Map.entry("{\"ageRatingConfig\": \"/rating.json\"}", "$.ageRatingConfig"),
          Map.entry("{\"ageRatingConfig\": \"metadata/.json\"}", "$.ageRatingConfig"),
          Map.entry("{\"ageRatingConfig\": \"rating.yaml\"}", "$.ageRatingConfig"),
          Map.entry("{\"previewFrameTimeCode\": \"5\"}", "$.previewFrameTimeCode"),
          Map.entry("{\"previewFrameTimeCode\": \"00:00:75:00\"}", "$.previewFrameTimeCode"),
          Map.entry("{\"version\": \"2\", \"build\": \"LATEST\"}", "$.bundleId"),
          Map.entry("{\"bundleId\": \"a.b\", \"build\": \"LATEST\"}", "$.version"),
          Map.entry("{\"bundleId\": \"a.b\", \"version\": \"2\"}", "$.build"),
          Map.entry("{\"bundleId\": \"a.b\", \"version\": \"2\", \"submit\": true}", "$.build"),
          Map.entry(
              "{\"bundleId\": \"a.b\", \"version\": \"2\", \"submit\": false, \"testFlight\": {}}",
              "$.build"),
          Map.entry("{\"version\": \"2\", \"submit\": false, \"platform\": \"IOS\"}", "$.bundleId"),
          Map.entry(withBuild("\"latest\""), "$.build"),
          Map.entry(withBuild("\"417\""), "$.build"),
          Map.entry(withBuild("417"), "$.build"),
          Map.entry(withBuild("null"), "$.build"),
          Map.entry(withBuild("{}"), "$.build.number"),
          Map.entry(withBuild("{\"number\": 417}"), "$.build.number"),
          Map.entry(withBuild("{\"number\": \"LATEST\"}"), "$.build.number"),
          Map.entry(withBuild("{\"number\": \"4\", \"version\": \"2\"}"), "$.build.version"),
          Map.entry(
              "{\"bundleId\": \"a b\", \"version\": \"2\", \"build\": \"LATEST\"}", "$.bundleId"),
          Map.entry(
              "{\"bundleId\": \"a.b\", \"version\": \"2\", \"build\": \"LATEST\", \"platform\":"
                  + " \"WATCH_OS\"}",
              "$.platform"),
          Map.entry(
              "{\"bundleId\": \"a.b\", \"version\": \"2\", \"build\": \"LATEST\", \"ipa\":"
                  + " \"App.ipa\"}",
              "$.ipa"),
          Map.entry("{\"testFlight\": true}", "$.testFlight"),
          Map.entry("{\"testFlight\": null}", "$.testFlight"),
          Map.entry("{\"testFlight\": {\"group\": []}}", "$.testFlight.group"),
          Map.entry("{\"testFlight\": {\"only\": 1}}", "$.testFlight.only"),
          Map.entry(
              "{\"testFlight\": {\"submitForBetaReview\": \"no\"}}",
              "$.testFlight.submitForBetaReview"),
          Map.entry("{\"testFlight\": {\"groups\": \"a\"}}", "$.testFlight.groups"),
          Map.entry("{\"testFlight\": {\"groups\": [\"a\", 1]}}", "$.testFlight.groups[1]"),
          Map.entry("{\"testFlight\": {\"groups\": [\" \"]}}", "$.testFlight.groups[0]"),
          Map.entry("{\"testFlight\": {\"groups\": [\"a\", \"a\"]}}", "$.testFlight.groups[1]"),
          Map.entry("{\"testFlight\": {\"createGroups\": 1}}", "$.testFlight.createGroups"),
          Map.entry("{\"testFlight\": {\"notify\": \"yes\"}}", "$.testFlight.notify"),
          Map.entry("{\"testFlight\": {\"expirePrevious\": 1}}", "$.testFlight.expirePrevious"),
          Map.entry("{\"testFlight\": {\"expirePrevious\": true}}", "$.testFlight.expirePrevious"),
          Map.entry("{\"testFlight\": {\"description\": {}}}", "$.testFlight.description"),
          Map.entry(
              "{\"testFlight\": {\"description\": {\"ja\": \" \"}}}",
              "$.testFlight.description.ja"),
          Map.entry("{\"testFlight\": {\"feedbackEmail\": \"a\"}}", "$.testFlight.feedbackEmail"),
          Map.entry(groups("{}"), "$.testFlight.groups[0]"),
          Map.entry(groups("{\"name\": \"\"}"), "$.testFlight.groups[0].name"),
          Map.entry(
              groups("{\"name\": \"a\", \"external\": true}"), "$.testFlight.groups[0].external"),
          Map.entry(
              groups("{\"name\": \"a\", \"publicLink\": 0}"), "$.testFlight.groups[0].publicLink"),
          Map.entry(
              groups("{\"name\": \"a\", \"publicLink\": 10001}"),
              "$.testFlight.groups[0].publicLink"),
          Map.entry(
              groups("{\"name\": \"a\", \"publicLink\": false}"),
              "$.testFlight.groups[0].publicLink"),
          Map.entry(
              groups("{\"name\": \"a\", \"internal\": true, \"publicLink\": true}"),
              "$.testFlight.groups[0].publicLink"),
          Map.entry(
              groups("{\"name\": \"a\", \"testers\": [\"a@b.co\"]}"),
              "$.testFlight.groups[0].testers[0]"),
          Map.entry(
              groups("{\"name\": \"a\", \"testers\": [{}]}"),
              "$.testFlight.groups[0].testers[0].email"),
          Map.entry(
              groups("{\"name\": \"a\", \"testers\": [{\"email\": \"a@b\"}]}"),
              "$.testFlight.groups[0].testers[0].email"),
          Map.entry("{\"testFlight\": {\"whatToTest\": {}}}", "$.testFlight.whatToTest"),
          Map.entry(
              "{\"testFlight\": {\"whatToTest\": {\"xx\": \"Try it.\"}}}",
              "$.testFlight.whatToTest.xx"),
          Map.entry(
              "{\"testFlight\": {\"whatToTest\": {\"ja\": \"\"}}}", "$.testFlight.whatToTest.ja"),
          Map.entry(
              "{\"testFlight\": {\"whatToTest\": {\"ja\": \"" + "x".repeat(4001) + "\"}}}",
              "$.testFlight.whatToTest.ja"),
          Map.entry("{\"price\": \"free\"}", "$.price"),
          Map.entry("{\"price\": 4.99}", "$.price"),
          Map.entry("{\"price\": null}", "$.price"),
          Map.entry("{\"price\": {\"baseTerritory\": \"USA\"}}", "$.price.customerPrice"),
          Map.entry("{\"price\": {\"customerPrice\": \"4.99\"}}", "$.price.baseTerritory"),
          Map.entry(
              "{\"price\": {\"baseTerritory\": \"US\", \"customerPrice\": \"4.99\"}}",
              "$.price.baseTerritory"),
          Map.entry(
              "{\"price\": {\"baseTerritory\": \"USA\", \"customerPrice\": 4.99}}",
              "$.price.customerPrice"),
          Map.entry(
              "{\"price\": {\"baseTerritory\": \"USA\", \"customerPrice\": \"4,99\"}}",
              "$.price.customerPrice"),
          Map.entry(
              "{\"price\": {\"baseTerritory\": \"USA\", \"customerPrice\": \"$4.99\"}}",
              "$.price.customerPrice"),
          Map.entry(
              "{\"price\": {\"baseTerritory\": \"USA\", \"customerPrice\": null}}",
              "$.price.customerPrice"),
          Map.entry(
              "{\"price\": {\"baseTerritory\": \"USA\", \"customerPrice\": \"1\", \"currency\":"
                  + " \"USD\"}}",
              "$.price.currency"),
          Map.entry("{\"availability\": \"ALL\"}", "$.availability"),
          Map.entry("{\"availability\": {}}", "$.availability.territories"),
          Map.entry("{\"availability\": {\"territories\": \"all\"}}", "$.availability.territories"),
          Map.entry("{\"availability\": {\"territories\": []}}", "$.availability.territories"),
          Map.entry(
              "{\"availability\": {\"territories\": [\"DEU\", \"FR\"]}}",
              "$.availability.territories[1]"),
          Map.entry(
              "{\"availability\": {\"territories\": [\"DEU\", 1]}}",
              "$.availability.territories[1]"),
          Map.entry(
              "{\"availability\": {\"territories\": [\"DEU\", \"DEU\"]}}",
              "$.availability.territories[1]"),
          Map.entry(
              "{\"availability\": {\"territories\": {}}}", "$.availability.territories.except"),
          Map.entry(
              "{\"availability\": {\"territories\": {\"except\": []}}}",
              "$.availability.territories.except"),
          Map.entry(
              "{\"availability\": {\"territories\": {\"except\": [\"chn\"]}}}",
              "$.availability.territories.except[0]"),
          Map.entry(
              "{\"availability\": {\"territories\": {\"only\": [\"CHN\"], \"except\": [\"CHN\"]}}}",
              "$.availability.territories.only"),
          Map.entry(
              "{\"availability\": {\"territories\": \"ALL\", \"newTerritories\": 1}}",
              "$.availability.newTerritories"),
          Map.entry("{\"platform\": \"IOS\", \"purchases\": \"READY\"}", "$.bundleId"),
          Map.entry("{\"bundleId\": \"com.example\", \"purchases\": \"NONE\"}", "$.purchases"),
          Map.entry(
              "{\"bundleId\": \"com.example\", \"purchases\": \"READY\", \"submit\": false}",
              "$.submit"),
          Map.entry(
              "{\"bundleId\": \"com.example\", \"purchases\": \"READY\", \"price\": \"FREE\"}",
              "$.price"),
          Map.entry("{\"live\": 1}", "$.live"),
          Map.entry("{\"live\": true}", "$.bundleId"),
          Map.entry("{\"live\": true, \"bundleId\": \"com example\"}", "$.bundleId"),
          Map.entry(
              "{\"live\": true, \"bundleId\": \"com.example\", \"platform\": \"ios\"}",
              "$.platform"),
          Map.entry(
              "{\"live\": true, \"bundleId\": \"com.example\", \"version\": \"1.2\"}", "$.version"),
          Map.entry(
              "{\"live\": true, \"bundleId\": \"com.example\", \"price\": \"FREE\"}", "$.price"),
          Map.entry(
              "{\"live\": true, \"bundleId\": \"com.example\", \"submit\": false}", "$.submit"),
          Map.entry("[]", "$"));

  private static String withBuild(String build) {
    return "{\"bundleId\": \"a.b\", \"version\": \"2\", \"build\": " + build + "}";
  }

  @Test
  void readsTheBuildThatAppleHas() {
    assertThat(parse(withBuild("{\"number\": \"417\"}")).manifest().withoutIpa())
        .isEqualTo(new ReleaseManifest.WithoutIpa("a.b", null, "417"));
    assertThat(parse(withBuild("\"LATEST\"")).manifest().withoutIpa())
        .isEqualTo(new ReleaseManifest.WithoutIpa("a.b", null, ReleaseManifest.LATEST_BUILD));
    assertThat(parse("{\"version\": \"2\"}").manifest().withoutIpa()).isNull();
    assertThat(findings("{\"build\": 417, \"ipa\": \"App.ipa\"}"))
        .as("all faults at once")
        .extracting(Finding::file)
        .containsExactlyInAnyOrder("$.bundleId", "$.version", "$.ipa", "$.build");
  }

  @Test
  void schemaAndParserAgree() throws Exception {
    JsonSchema schema = schema();
    var mapper = new ObjectMapper();
    for (String document : SOUND) {
      assertThat(parse(document)).as(document).isInstanceOf(ManifestReading.Sound.class);
      assertThat(validate(schema, mapper, document)).as(document).isEmpty();
    }
    for (var entry : FAULTY.entrySet()) {
      String document = entry.getKey();
      assertThat(findings(document))
          .as(document)
          .extracting(Finding::file)
          .containsExactly(entry.getValue());
      assertThat(validate(schema, mapper, document)).as(document).isNotEmpty();
    }
  }

  @Test
  void schemaDescribesEveryFieldAndListsEveryLocale() throws Exception {
    var properties = schema().getSchemaNode().get("properties");
    properties.forEach(field -> assertThat(field.path("description").asText()).isNotBlank());
    properties
        .at("/testFlight/properties")
        .forEach(field -> assertThat(field.path("description").asText()).isNotBlank());
    assertThat(properties.at("/testFlight/properties").properties()).hasSize(9);
    assertThat(properties.properties()).hasSize(27);
    assertThat(properties.at("/whatsNew/propertyNames/enum"))
        .extracting(node -> node.asText())
        .containsExactlyElementsOf(StoreLocales.ALL);
    assertThat(StoreLocales.ALL).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void readsEveryField() {
    String document =
        """
        {
          "version": "2.4.0", "ipa": "App.ipa", "releaseType": "SCHEDULED",
          "earliestReleaseDate": "2026-06-17T12:00:00-07:00", "phasedRelease": true,
          "whatsNew": {"en-US": "Bugs fixed."}, "usesNonExemptEncryption": false,
          "copyright": "2026 Example Ltd", "submit": false, "onConflict": "REPLACE", "dryRun": true,
          "contentRights": "DOES_NOT_USE_THIRD_PARTY_CONTENT", "ageRatingConfig": "rating.json",
          "removeMissingLocales": true, "skipScreenshots": true, "onForeignItems": "JOIN",
          "purchases": ["com.example.coins", "com.example.pro"],
          "previewFrameTimeCode": "00:00:05:00", "media": "LIBRARY",
          "price": {"baseTerritory": "USA", "customerPrice": "4.99"},
          "availability": {"territories": {"except": ["CHN"]}, "newTerritories": false},
          "testFlight": {
            "whatToTest": {"en-US": "Try it."}, "groups": ["Friends", "Staff"],
            "submitForBetaReview": false, "only": true
          }
        }
        """;
    assertThat(parse(document))
        .isEqualTo(
            new ManifestReading.Sound(
                new ReleaseManifest(
                    "2.4.0",
                    "App.ipa",
                    ReleaseType.SCHEDULED,
                    OffsetDateTime.parse("2026-06-17T12:00:00-07:00"),
                    true,
                    Map.of("en-US", "Bugs fixed."),
                    false,
                    "2026 Example Ltd",
                    ContentRights.DOES_NOT_USE_THIRD_PARTY_CONTENT,
                    new PriceTerms.Paid("USA", new BigDecimal("4.99")),
                    new AvailabilityTerms(new Territories.Except(List.of("CHN")), false),
                    "rating.json",
                    true,
                    true,
                    "00:00:05:00",
                    MediaWay.LIBRARY,
                    new TestFlightTerms(
                        Map.of("en-US", "Try it."), List.of("Friends", "Staff"), false, true),
                    false,
                    OnConflict.REPLACE,
                    OnForeignItems.JOIN,
                    new PurchaseTerms(
                        PurchaseTerms.Which.LISTED,
                        List.of("com.example.coins", "com.example.pro")),
                    true,
                    null)));
  }

  /// A release of the live version takes nothing that needs a version of its own; each field that
  /// it does not take is named.
  @Test
  void namesEveryFieldThatALiveVersionDoesNotTake() {
    assertThat(parse("{\"live\": true, \"bundleId\": \"com.example\"}").manifest())
        .satisfies(
            manifest -> {
              assertThat(manifest.changesLiveVersion()).isTrue();
              assertThat(manifest.withoutIpa())
                  .isEqualTo(new ReleaseManifest.WithoutIpa("com.example", null, null, true));
              assertThat(manifest.preparesVersion()).isFalse();
            });
    assertThat(
            findings(
                "{\"live\": true, \"bundleId\": \"com.example\", \"ipa\": \"App.ipa\","
                    + " \"whatsNew\": {\"en-US\": \"News.\"}, \"testFlight\": {}}"))
        .allSatisfy(
            finding -> assertThat(finding.remedy()).contains("Remove this field", "new version"))
        .extracting(Finding::file)
        .containsExactly("$.ipa", "$.whatsNew", "$.testFlight");
  }

  @Test
  void namesPurchasesOrSaysAllOrNone() {
    assertThat(purchases("\"READY\""))
        .isEqualTo(new PurchaseTerms(PurchaseTerms.Which.READY, List.of()));
    assertThat(purchases("\"NONE\""))
        .isEqualTo(new PurchaseTerms(PurchaseTerms.Which.NONE, List.of()));
    assertThat(parse("{}").manifest().purchases()).isNull();
    for (String wrong : List.of("true", "\"LISTED\"", "\"ready\"", "{}", "null")) {
      assertThat(findings("{\"purchases\": " + wrong + "}"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.file()).isEqualTo("$.purchases");
                assertThat(finding.remedy()).contains("READY", "NONE", "Product IDs");
              });
    }
    assertThat(findings("{\"purchases\": []}"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.remedy()).contains("at least one Product ID"));
    assertThat(findings("{\"purchases\": [\"a\", 5, \"a\"]}"))
        .extracting(Finding::file)
        .containsExactly("$.purchases[1]", "$.purchases[2]");
  }

  private static @Nullable PurchaseTerms purchases(String json) {
    return parse("{\"purchases\": " + json + "}").manifest().purchases();
  }

  @Test
  void groupsMeanBetaReviewUnlessSaidOtherwise() {
    assertThat(testFlight("{\"groups\": [\"Friends\"]}").submitForBetaReview()).isTrue();
    assertThat(testFlight("{\"groups\": []}").submitForBetaReview()).isFalse();
    assertThat(testFlight("{}").only()).isFalse();
    assertThat(testFlight("{\"groups\": [\"a\"], \"submitForBetaReview\": false}"))
        .isEqualTo(new TestFlightTerms(Map.of(), List.of("a"), false, false));
  }

  @Test
  void aGroupMayHaveALinkAndTesters() {
    var setup =
        testFlight(
                """
                {"createGroups": true, "groups": ["Friends",
                  {"name": "Fans", "publicLink": 500, "testers": [
                    {"email": "jane@example.com", "firstName": "Jane", "lastName": "Doe"}]}]}
                """)
            .setup();

    assertThat(setup.createGroups()).isTrue();
    assertThat(setup.group("Fans"))
        .isEqualTo(
            new BetaGroupTerms(
                "Fans",
                false,
                new PublicLink(500),
                List.of(new Tester("jane@example.com", "Jane", "Doe"))));
    assertThat(setup.group("Friends"))
        .isEqualTo(new BetaGroupTerms("Friends", false, null, List.of()));
  }

  /// What the schema cannot say.
  @Test
  void aGroupAndATesterAreNamedOnce() {
    assertThat(findings(groups("\"a\", {\"name\": \"a\"}")))
        .extracting(Finding::file)
        .containsExactly("$.testFlight.groups[1].name");
    assertThat(
            findings(
                groups(
                    "{\"name\": \"a\", \"testers\": [{\"email\": \"A@b.co\"}, {\"email\":"
                        + " \"a@B.co\"}]}")))
        .extracting(Finding::file)
        .containsExactly("$.testFlight.groups[0].testers[1].email");
  }

  private static String groups(String groups) {
    return "{\"testFlight\": {\"groups\": [" + groups + "]}}";
  }

  @Test
  void aListOfTerritoriesIsMeantToBeThatList() {
    assertThat(availability("{\"territories\": \"ALL\"}").inNewTerritories()).isTrue();
    assertThat(availability("{\"territories\": {\"except\": [\"CHN\"]}}").inNewTerritories())
        .isTrue();
    assertThat(availability("{\"territories\": [\"DEU\"]}").inNewTerritories()).isFalse();
    assertThat(
            availability("{\"territories\": [\"DEU\"], \"newTerritories\": true}")
                .inNewTerritories())
        .isTrue();
  }

  @Test
  void namesTheTerritoryThatWasMeant() {
    assertThat(
            findings(
                "{\"availability\": {\"territories\": [\"DE\", \"us\", \"UK\", \"deu\","
                    + " \"Germany\", \"XK\"]}, \"price\":\n {\"baseTerritory\": \"GB\","
                    + " \"customerPrice\": \"1\"}}"))
        .extracting(Finding::file, Finding::remedy)
        .containsExactlyInAnyOrder(
            tuple("$.availability.territories[0]", territory(1, 35, "DEU")),
            tuple("$.availability.territories[1]", territory(1, 41, "USA")),
            tuple("$.availability.territories[2]", territory(1, 47, "GBR")),
            tuple("$.availability.territories[3]", territory(1, 53, "DEU")),
            tuple("$.availability.territories[4]", territory(1, 60, "DEU")),
            tuple("$.availability.territories[5]", territory(1, 71, "XKS")),
            tuple("$.price.baseTerritory", territory(2, 3, "GBR")));
  }

  @Test
  void aCountryWithoutAnAppStoreIsNotTakenForAnother() {
    assertThat(TerritoryCodes.closest("PRK", TerritoryCodes.all())).isEmpty();
    assertThat(TerritoryCodes.closest("GER", List.of("DEU", "GEO"))).contains("DEU");
    assertThat(TerritoryCodes.closest("DUE", List.of("DEU", "FRA"))).contains("DEU");
    assertThat(TerritoryCodes.closest("QQQ", TerritoryCodes.all())).isEmpty();
  }

  private static String territory(int line, int column, String meant) {
    return "Line "
        + line
        + ", column "
        + column
        + ": The value must be a code of three capital letters, such as \"USA\". Did you mean \""
        + meant
        + "\"? Fix it and upload the folder again.";
  }

  @Test
  void whatIsLeftOutIsNotGuessed() {
    assertThat(parse("{}")).isEqualTo(new ManifestReading.Sound(ReleaseManifest.empty()));
    assertThat(ReleaseManifest.empty().usesNonExemptEncryption()).isNull();
    assertThat(ReleaseManifest.empty().submit()).isTrue();
    assertThat(ReleaseManifest.empty().onConflict()).isEqualTo(OnConflict.QUEUE);
  }

  @Test
  void reportsAllFindingsTogether() {
    assertThat(
            findings(
                "{\"verison\":\"2\",\"submit\":\"yes\",\"releaseType\":\"SCHEDULED\","
                    + "\"whatsNew\":{\"xx\":\"abc\",\"en-US\":5}}"))
        .extracting(Finding::file)
        .containsExactlyInAnyOrder(
            "$.verison",
            "$.earliestReleaseDate",
            "$.whatsNew.xx",
            "$.whatsNew.xx",
            "$.whatsNew.en-US",
            "$.submit");
  }

  @Test
  void suggestsTheNameThatWasMeant() {
    assertThat(findings("{\"whats_new\":{\"en-US\":\"Bugs fixed.\"}}").getFirst().remedy())
        .contains("whatsNew");
    assertThat(findings("{\"whatsNew\":{\"EN_us\":\"Bugs fixed.\"}}").getFirst().remedy())
        .contains("en-US");
    assertThat(findings("{\"whatsNew\":{\"de\":\"Fehler behoben.\"}}").getFirst().remedy())
        .contains("de-DE");
  }

  @Test
  void offersTheWholeHoursOfUtcBesideADate() {
    assertThat(
            findings(
                "{\"releaseType\":\"SCHEDULED\","
                    + "\"earliestReleaseDate\":\"2026-11-30T20:00:00+05:30\"}"))
        .singleElement()
        .extracting(Finding::remedy)
        .asString()
        .endsWith(
            "Write 2026-11-30T19:30:00+05:30 or 2026-11-30T20:30:00+05:30:"
                + " 2026-11-30T20:00:00+05:30 is 2026-11-30T14:30:00Z in UTC. Fix it and upload"
                + " the folder again.");
  }

  @Test
  void composesLettersAndStripsWhatShowsNothing() {
    var manifest =
        ((ManifestReading.Sound)
                parse(
                    "{\"whatsNew\": {\"de-DE\": \"Fu\\u0308r alle\\u200b\"}, \"testFlight\":"
                        + " {\"whatToTest\": {\"de-DE\": \"\\ufeffDas U\\u0308bliche\"},"
                        + " \"groups\": [\"Cafe\\u0301 \"]}}"))
            .manifest();

    assertThat(manifest.whatsNew()).containsEntry("de-DE", "Für alle");
    assertThat(manifest.testFlight().whatToTest()).containsEntry("de-DE", "Das Übliche");
    assertThat(manifest.testFlight().groups()).containsExactly("Café");
    assertThat(findings("{\"testFlight\": {\"groups\": [\"Caf\u00e9\", \"Cafe\\u0301\"]}}"))
        .extracting(Finding::file)
        .containsExactly("$.testFlight.groups[1]");
  }

  @Test
  void saysTheLineTheValueAndWhatToDo() {
    assertThat(
            findings(
                """
                {
                  "verison": "2.4.0",
                  "phasedRelease": "false",
                  "testFlight": {"groups": ["Friends", "Friends"]},
                  "whatsNew": {"en-US": null, "de-DE": "%s"},
                  "releaseType": "SCHEDULED"
                }
                """
                    .formatted("x".repeat(4001))))
        .extracting(Finding::file, Finding::found, Finding::remedy)
        .containsExactlyInAnyOrder(
            tuple(
                "$.verison",
                null,
                "Line 2, column 3: Unknown field. Did you mean \"version\"? Fix it and upload"
                    + " the folder again."),
            tuple(
                "$.phasedRelease",
                "\"false\"",
                "Line 3, column 3: The value must be true or false, without quotes. Fix it and"
                    + " upload the folder again."),
            tuple(
                "$.testFlight.groups[1]",
                "\"Friends\"",
                "Line 4, column 40: The name is repeated. Fix it and upload the folder again."),
            tuple(
                "$.whatsNew.en-US",
                "null",
                "Line 5, column 16: The value must be text of 4 to 4000 characters that is not"
                    + " blank. Fix it and upload the folder again."),
            tuple(
                "$.whatsNew.de-DE",
                "4,001 characters",
                "Line 5, column 31: The value must be text of 4 to 4000 characters that is not"
                    + " blank. Fix it and upload the folder again."),
            tuple(
                "$.earliestReleaseDate",
                null,
                "A SCHEDULED release needs a date and time on a whole hour. Fix it and upload"
                    + " the folder again."));
  }

  @Test
  void keepsTheFieldsBesideAFaultyOne() {
    var reading =
        parse(
            "{\"version\": \"2.4\", \"submit\": \"no\", \"earliestReleaseDate\":"
                + " \"2020-06-17T12:30:00Z\", \"whatsNew\": {\"en-US\": \"Better.\", \"xx\": 1}}");

    assertThat(reading.findings()).hasSize(5);
    assertThat(reading.manifest().version()).isEqualTo("2.4");
    assertThat(reading.manifest().submit()).isTrue();
    assertThat(reading.manifest().whatsNew()).containsOnlyKeys("en-US");
    assertThat(reading.manifest().earliestReleaseDate())
        .as("a faulty date can also be in the past")
        .isEqualTo(OffsetDateTime.parse("2020-06-17T12:30:00Z"));
    assertThat(parse("{").manifest()).isEqualTo(ReleaseManifest.empty());
  }

  @Test
  void saysWhatAnAvailabilityLooksLike() {
    for (String written : List.of("\"ALL\"", "[\"DEU\"]", "null", "true")) {
      assertThat(findings("{\"availability\": " + written + "}"))
          .singleElement()
          .satisfies(
              found ->
                  assertThat(found.remedy())
                      .contains("an object, such as {\"territories\": \"ALL\"}"));
    }
  }

  @Test
  void saysWhereADocumentIsNotJson() {
    assertThat(findings("{\n  \"submit\": false,\n}").getFirst().remedy())
        .isEqualTo(
            "The file must be one JSON object, well-formed and without repeated names. Line 3,"
                + " column 1: The character } is not expected here; there may be a comma too many"
                + " before it. Fix it and upload the folder again.");
    assertThat(findings("[]").getFirst().remedy()).contains("It is another value than an object.");
  }

  @Test
  void namesWhatIsNoDocumentAtAll() {
    for (String document :
        List.of(
            "",
            "not json",
            "{\"version\":\"1\",}",
            "{\"a\":1,\"a\":2}",
            "{}{}",
            "[".repeat(9000))) {
      assertThat(findings(document)).extracting(Finding::file).containsExactly("$");
    }
    assertThat(findings("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 9\n"))
        .extracting(Finding::check)
        .containsExactly("git-lfs-pointer");
    assertThat(ReleaseManifest.parse(new byte[] {'{', (byte) 0xC3, '}'}))
        .isInstanceOf(ManifestReading.Faulty.class);
    assertThat(ReleaseManifest.parse(new byte[ReleaseManifest.MAX_SIZE_BYTES + 1]))
        .isInstanceOf(ManifestReading.Faulty.class);
    assertThat(parse("\uFEFF{}")).isInstanceOf(ManifestReading.Sound.class);
  }

  @Test
  void damagedDocumentsAreReadOrFaulted() {
    long seed = Long.getLong("slipway.fuzz.seed", Long.getLong("tests.seed", System.nanoTime()));
    System.out.println("fuzzing release.json, -Dslipway.fuzz.seed=" + seed);
    var random = new Random(seed);
    List<String> seeds =
        Stream.concat(SOUND.stream(), FAULTY.keySet().stream().sorted())
            .filter(document -> document.length() < 300)
            .toList();
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size())).getBytes(StandardCharsets.UTF_8);
      for (int edit = random.nextInt(4); edit >= 0; edit--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(ReleaseManifest.parse(bytes)).as("case %d of seed %d", i, seed).isNotNull();
    }
  }

  private static AvailabilityTerms availability(String terms) {
    var reading = parse("{\"availability\": " + terms + "}");
    return ((ManifestReading.Sound) reading).manifest().availability();
  }

  private static TestFlightTerms testFlight(String terms) {
    var reading = parse("{\"testFlight\": " + terms + "}");
    return ((ManifestReading.Sound) reading).manifest().testFlight();
  }

  private static ManifestReading parse(String document) {
    return ReleaseManifest.parse(document.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Finding> findings(String document) {
    assertThat(parse(document)).as(document).isInstanceOf(ManifestReading.Faulty.class);
    return ((ManifestReading.Faulty) parse(document)).findings();
  }

  private static JsonSchema schema() throws Exception {
    try (InputStream in =
        ReleaseManifest.class.getResourceAsStream("/dev/slipway/release.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }

  private static Set<?> validate(JsonSchema schema, ObjectMapper mapper, String document)
      throws Exception {
    return schema.validate(
        mapper.readTree(document),
        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
  }
}
