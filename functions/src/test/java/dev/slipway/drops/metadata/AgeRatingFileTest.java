package dev.slipway.drops.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.drops.ReadingCheck;
import dev.slipway.drops.media.FakeMemory;
import dev.slipway.problems.Finding;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgeRatingFileTest {
  private static final String PATH = "app_rating_config.json";

  @Test
  void takesTheNamesOfToday() throws IOException {
    assertThat(
            answers(
                """
                {"contests": "INFREQUENT", "violenceRealistic": "FREQUENT_OR_INTENSE",
                 "gambling": false, "kidsAgeBand": "SIX_TO_EIGHT", "ageRatingOverrideV2": "NONE",
                 "koreaAgeRatingOverride": "NINETEEN_PLUS", "socialMedia": null,
                 "developerAgeRatingInfoUrl": " https://example.com/ages "}
                """))
        .isEqualTo(
            Map.of(
                "contests", "INFREQUENT",
                "violenceRealistic", "FREQUENT_OR_INTENSE",
                "gambling", false,
                "kidsAgeBand", "SIX_TO_EIGHT",
                "ageRatingOverrideV2", "NONE",
                "koreaAgeRatingOverride", "NINETEEN_PLUS",
                "developerAgeRatingInfoUrl", "https://example.com/ages"));
  }

  @Test
  void translatesEveryOldNameAndValue() throws IOException {
    assertThat(
            answers(
                """
                {"MZGenre.CARTOON_FANTASY_VIOLENCE": 0, "REALISTIC_VIOLENCE": 1,
                 "PROLONGED_GRAPHIC_SADISTIC_REALISTIC_VIOLENCE": 2, "PROFANITY_CRUDE_HUMOR": 0,
                 "MATURE_SUGGESTIVE": 1, "HORROR": 2, "MEDICAL_TREATMENT_INFO": 0,
                 "ALCOHOL_TOBACCO_DRUGS": 1, "GAMBLING": 2, "SEXUAL_CONTENT_NUDITY": 0,
                 "GRAPHIC_SEXUAL_CONTENT_NUDITY": 0, "UNRESTRICTED_WEB_ACCESS": 1,
                 "MZGenre.GAMBLING_CONTESTS": 0}
                """))
        .isEqualTo(
            new LinkedHashMap<>(
                Map.ofEntries(
                    Map.entry("violenceCartoonOrFantasy", "NONE"),
                    Map.entry("violenceRealistic", "INFREQUENT_OR_MILD"),
                    Map.entry("violenceRealisticProlongedGraphicOrSadistic", "FREQUENT_OR_INTENSE"),
                    Map.entry("profanityOrCrudeHumor", "NONE"),
                    Map.entry("matureOrSuggestiveThemes", "INFREQUENT_OR_MILD"),
                    Map.entry("horrorOrFearThemes", "FREQUENT_OR_INTENSE"),
                    Map.entry("medicalOrTreatmentInformation", "NONE"),
                    Map.entry("alcoholTobaccoOrDrugUseOrReferences", "INFREQUENT_OR_MILD"),
                    Map.entry("gamblingSimulated", "FREQUENT_OR_INTENSE"),
                    Map.entry("sexualContentOrNudity", "NONE"),
                    Map.entry("sexualContentGraphicAndNudity", "NONE"),
                    Map.entry("unrestrictedWebAccess", true),
                    Map.entry("gambling", false),
                    Map.entry("contests", "NONE"))));
  }

  @Test
  void gamblingAndContestsAreTwoQuestionsToday() throws IOException {
    assertThat(findings("{\"gamblingAndContests\": true}").getFirst().found()).contains("contests");
    assertThat(findings("{\"gamblingAndContests\": \"NONE\"}")).hasSize(1);
    assertThat(answers("{\"gamblingAndContests\": false, \"contests\": \"FREQUENT\"}"))
        .isEqualTo(Map.of("gambling", false, "contests", "FREQUENT"));
    assertThat(
            answers("{\"gamblingAndContests\": 1, \"gambling\": true, \"contests\": \"FREQUENT\"}"))
        .isEqualTo(Map.of("gambling", true, "contests", "FREQUENT"));
  }

  @Test
  void saysWhereTheFileIsNotJson() throws IOException {
    assertThat(findings("{\n  \"gambling\": false\n  \"contests\": \"NONE\"\n}"))
        .extracting(Finding::file, Finding::remedy)
        .containsExactly(
            tuple(
                PATH,
                "The file must be one JSON object, well-formed and without repeated names. Line 3,"
                    + " column 3: The character \" is not expected here; a comma or a colon may be"
                    + " missing before it. Correct the file."));
  }

  @Test
  void halfAnAnswerIsNone() throws IOException {
    for (String document :
        List.of(
            "no json",
            "[]",
            "{\"lootBox\": true, \"lootBox\": true}",
            "{\"lootBox\": true, \"unknown\": 1}",
            "{\"lootBox\": true, \"gambling\": \"NONE\"}",
            "{\"lootBox\": true, \"socialMedia\": \"NONE\"}",
            "{\"lootBox\": true, \"koreaAgeRatingOverride\": \"SEVENTEEN_PLUS\"}",
            "{\"lootBox\": true, \"gracRatingClassificationNumber\": 1}",
            "{\"lootBox\": true, \"gracRatingClassificationNumber\": \" \"}",
            "{\"lootBox\": true, \"contests\": true}",
            "{\"lootBox\": true, \"HORROR\": 3}",
            "{\"lootBox\": true, \"HORROR\": 1, \"horrorOrFearThemes\": \"NONE\"}",
            "{\"lootBox\": true, \"kidsAgeBand\": \"ALL\"}",
            "{\"lootBox\": true, \"developerAgeRatingInfoUrl\": 5}")) {
      assertThat(findings(document))
          .as(document)
          .extracting(Finding::check, Finding::file)
          .containsExactly(tuple(ReadingCheck.AGE_RATING_INVALID.slug(), PATH));
      assertThat(read(folder(document), null).ageRating()).isNull();
    }
  }

  @Test
  void answersThatContradictEachOtherAreFoundBesideOtherFaults() throws IOException {
    var findings =
        findings(
            """
            {"socialMedia": false, "socialMediaAgeRestricted": true,
             "userGeneratedContent": false, "lootBox": "false"}
            """);

    assertThat(findings)
        .extracting(Finding::check, Finding::found)
        .containsExactly(
            tuple("age-rating-invalid", "lootBox has the text \"false\""),
            tuple(
                "age-rating-contradictory",
                "socialMediaAgeRestricted is true, but socialMedia is false"),
            tuple(
                "age-rating-contradictory",
                "socialMediaAgeRestricted is true, but userGeneratedContent is false"));
    assertThat(findings.getFirst().remedy()).endsWith("Write true or false, without quotes.");
    assertThat(findings("{\"socialMedia\": true, \"userGeneratedContent\": false}")).hasSize(1);
    assertThat(findings("{\"socialMediaAgeRestricted\": true, \"ageAssurance\": false}"))
        .hasSize(1);
    assertThat(
            answers(
                "{\"socialMedia\": true, \"socialMediaAgeRestricted\": true,"
                    + " \"userGeneratedContent\": true, \"ageAssurance\": true}"))
        .hasSize(4);
    assertThat(answers("{\"socialMedia\": true}")).hasSize(1);
  }

  @Test
  void aNumberOfTheKoreanBoardGoesWithAnOverride() throws IOException {
    for (String override : List.of("ALL", "TWELVE_PLUS", "FIFTEEN_PLUS", "NINETEEN_PLUS")) {
      assertThat(
              answers(
                  "{\"koreaAgeRatingOverride\": \""
                      + override
                      + "\", \"gracRatingClassificationNumber\": \" CC-OM-1 \"}"))
          .containsEntry("koreaAgeRatingOverride", override)
          .containsEntry("gracRatingClassificationNumber", "CC-OM-1");
    }
    assertThat(answers("{\"gracRatingClassificationNumber\": \"CC-OM-1\"}"))
        .as("the override may be at Apple")
        .hasSize(1);
    assertThat(
            findings(
                "{\"koreaAgeRatingOverride\": \"NONE\","
                    + " \"gracRatingClassificationNumber\": \"CC-OM-1\"}"))
        .extracting(Finding::check, Finding::found)
        .containsExactly(
            tuple(
                "age-rating-contradictory",
                "gracRatingClassificationNumber needs koreaAgeRatingOverride with a value other"
                    + " than NONE"));
    assertThat(AgeRating.contradictions(Map.of("gracRatingClassificationNumber", "CC-OM-1"), true))
        .containsExactly(
            "gracRatingClassificationNumber is given, but koreaAgeRatingOverride is not answered");
  }

  @Test
  void faultsQuoteTextsAndSayWhatIsRight() throws IOException {
    assertThat(findings("{\"contests\": false}"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.found()).isEqualTo("contests has the value false");
              assertThat(finding.remedy()).endsWith("NONE.").contains("Write one of FREQUENT, ");
            });
    for (String address :
        List.of("see our site", "acme.dev/ages", "", "mailto:a@b.dev", "https://acme.dev/ä")) {
      assertThat(findings("{\"developerAgeRatingInfoUrl\": \"" + address + "\"}"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.found())
                    .isEqualTo("developerAgeRatingInfoUrl has the text \"" + address + "\"");
                assertThat(finding.remedy()).endsWith("Write a URL with https:// and its host.");
              });
    }
  }

  @Test
  void isFoundInEitherPlaceOrByItsName() throws IOException {
    var both =
        new FakeFolder()
            .with(PATH, "{\"lootBox\": true}")
            .with("metadata/" + PATH, "{\"lootBox\": false}")
            .with("rating.json", "{\"gambling\": false}");

    assertThat(read(both, null).ageRating().source()).isEqualTo(PATH);
    assertThat(read(both, null).findings())
        .extracting(Finding::check, Finding::file)
        .containsExactly(tuple(ReadingCheck.NAMES_AMBIGUOUS.slug(), "metadata/" + PATH));
    assertThat(read(both, "rating.json").ageRating().answers())
        .isEqualTo(Map.of("gambling", false));
    assertThat(read(both, "rating.json").findings()).isEmpty();
    assertThat(read(both, "missing.json").findings())
        .containsExactly(
            ReadingCheck.AGE_RATING_INVALID.finding(
                "$.ageRatingConfig", "no file missing.json", ""));
    assertThat(read(new FakeFolder().with("metadata/" + PATH, "{\"lootBox\": false}"), null))
        .extracting(content -> content.ageRating().answers())
        .isEqualTo(Map.of("lootBox", false));
  }

  private static Map<String, Object> answers(String document) throws IOException {
    DropContent content = read(folder(document), null);
    assertThat(content.findings()).isEmpty();
    return content.ageRating().answers();
  }

  private static List<Finding> findings(String document) throws IOException {
    return read(folder(document), null).findings();
  }

  private static FakeFolder folder(String document) {
    return new FakeFolder().with(PATH, document);
  }

  private static DropContent read(FakeFolder folder, @Nullable String named) throws IOException {
    return ContentReader.read(
        folder, new FakeMemory(), new ContentOptions(named, false, Map.of(), null));
  }
}
