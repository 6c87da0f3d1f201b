package dev.slipway.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.OldRecords;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Budgets that commit c7fb208 wrote.
class OldBudgetsTest {

  @ParameterizedTest
  @ValueSource(strings = {"budget-used", "budget-used-twice"})
  void areReadAndWrittenBackAsTheyWere(String name) {
    var document = OldRecords.read(name);

    var budget = KeyBudget.fromJson(document);

    assertThat(OldRecords.text(budget.toJson())).isEqualTo(OldRecords.text(document));
    assertThat(document.number("hourLimit")).isEqualTo(3500);
  }
}
