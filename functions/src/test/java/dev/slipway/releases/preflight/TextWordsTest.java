package dev.slipway.releases.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.problems.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What preflight says about keywords and placeholders.
class TextWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "notes;todo;sync;cloud",
        "الصحافة الحرة، الأرشفة، الخصوصية، الأمان",
        "メモ、予定、買い物",
        "メモ･予定､買い物",
        "笔记；待办；同步",
        "notes todo sync cloud",
        "notes | todo | sync",
        "notes • todo • sync",
        "メモ・予定・買い物・同期",
        "notes,todo;sync,cloud",
        "notes/todo/sync/cloud",
        "#notes #todo #sync #cloud",
        "notes - todo - sync - cloud",
        "notes؛todo؛sync",
        "नक्शा। यात्रा। फोटो",
        "نوٹس۔ کام۔ خریداری",
        "地图。旅行。照片",
        "ملاحظات٬ مهام٬ تسوق",
        "notes\ntodo\nsync"
      })
  void severalKeywordsThatAppleTakesForOneAreNamed(String keywords) {
    assertThat(new Subject().english(TextField.KEYWORDS, keywords).examined())
        .filteredOn(finding -> finding.check().equals("keywords-joined"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).isEqualTo("metadata/en-US/keywords.txt");
              assertThat(finding.remedy()).contains("one keyword to Apple", "Separate them by");
              assertThat(finding.limit()).contains(", or ，");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notes",
        "24/7",
        "e-mail app",
        "to do list",
        "to do list,shopping list,a list of things to do",
        "笔记，待办，同步",
        "24/7,AC/DC,l·l,e-mail,C++,Q&A",
        "スター・ウォーズ,映画",
        "モーニング娘。,音楽",
        "заметки,список дел,календарь",
        "บันทึก,รายการ"
      })
  void soundListsOfKeywordsAreFine(String keywords) {
    assertThat(new Subject().english(TextField.KEYWORDS, keywords).examined()).isEmpty();
  }

  @Test
  void keywordsAreCountedInCharacters() {
    String keywords = ("ключ" + "и".repeat(15) + ",").repeat(5).substring(0, 99);

    assertThat(new Subject().english(TextField.KEYWORDS, keywords).examined())
        .extracting(Finding::check)
        .containsExactly("keywords-repeated");
    assertThat(new Subject().english(TextField.KEYWORDS, "и".repeat(100)).examined()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DESCRIPTION | LOREM IPSUM dolor",
        "SUBTITLE | Lorem Ipsum",
        "SUBTITLE | lorem-ipsum",
        "DESCRIPTION | Hello from {{ app_name }}.",
        "NAME | ${APP_NAME}",
        "NAME | [Your App Name]",
        "NAME | Lorem ipsum",
        "PROMOTIONAL_TEXT | Placeholder text goes here",
        "PROMOTIONAL_TEXT | Your description here",
        "PROMOTIONAL_TEXT | [Insert app description here]",
        "DESCRIPTION | An app. TODO: describe it",
        "DESCRIPTION | - TODO: describe it",
        "DESCRIPTION | [TODO] describe it",
        "DESCRIPTION | [TODO describe it]",
        "DESCRIPTION | (TBD)",
        "DESCRIPTION | // TODO describe it",
        "DESCRIPTION | TODO",
        "WHATS_NEW | todo",
        "WHATS_NEW | FIXME!"
      })
  void placeholdersAreDoubted(TextField field, String text) {
    assertThat(new Subject().english(field, text).examined())
        .extracting(Finding::check)
        .contains("text-placeholder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DESCRIPTION | Con esta app lo tienes todo.",
        "DESCRIPTION | Todo lo que necesitas: mapas, rutas.",
        "DESCRIPTION | TODO LO QUE NECESITAS",
        "DESCRIPTION | ORGANIZA TODO: notas y tareas",
        "DESCRIPTION | (TODO GRATIS) Sin anuncios",
        "DESCRIPTION | Add a TODO, check it off.",
        "DESCRIPTION | A todo app for teams.",
        "DESCRIPTION | Type your text here and it is translated.",
        "DESCRIPTION | Set a placeholder for empty fields.",
        "DESCRIPTION | We ate XXX burgers.",
        "NAME | Todo",
        "NAME | TODO",
        "SUBTITLE | TBD",
        "KEYWORDS | todo"
      })
  void wordsOfRealTextsAreFine(TextField field, String text) {
    assertThat(new Subject().english(field, text).examined()).isEmpty();
  }

  @Test
  void todoIsAWordInSpanishAndPortuguese() {
    var subject = new Subject();
    subject.versions.clear();
    for (String locale : List.of("es-ES", "es-MX", "pt-BR")) {
      subject.text(locale, TextField.DESCRIPTION, "TODO: mapas y rutas\nTODO\nLo tienes. TODO: ya");
    }
    assertThat(subject.examined()).extracting(Finding::check).doesNotContain("text-placeholder");

    subject.text("es-ES", TextField.DESCRIPTION, "Mapas y rutas [TODO]");
    subject.text("pt-BR", TextField.DESCRIPTION, "FIXME: mapas e rotas");
    assertThat(subject.examined())
        .filteredOn(finding -> finding.check().equals("text-placeholder"))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PRIMARY | Photo & Video | PHOTO_AND_VIDEO",
        "PRIMARY | health_and_fitness | HEALTH_AND_FITNESS",
        "PRIMARY | Food and Drink | FOOD_AND_DRINK",
        "PRIMARY_FIRST_SUB | PUZZLE | GAMES_PUZZLE",
        "PRIMARY_FIRST_SUB | Kids & Family | STICKERS_KIDS_AND_FAMILY",
      })
  void theMeantCategoryIsNamed(CategoryName place, String written, String meant) {
    assertThat(new Subject().category(place, written).examined())
        .filteredOn(finding -> finding.check().equals("category-unknown"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.remedy()).endsWith("Did you mean " + meant + "?"));
  }
}
