package dev.slipway.functions.reviewstatus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
  @Test
  void everybodyGetsATurnInTheirOwnOrder() {
    assertThat(
            RoundRobin.order(List.of("a1", "a2", "a3", "b1", "c1", "c2"), s -> s.substring(0, 1)))
        .containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
  }

  @Test
  void theManyOfOneDoNotKeepTheFewOfAnotherWaiting() {
    var due = new ArrayList<String>();
    for (int i = 0; i < 500; i++) {
      due.add("many" + i);
    }
    due.addAll(List.of("few0", "few1", "few2"));

    var ordered = RoundRobin.order(due, s -> s.replaceAll("[0-9]", ""));

    assertThat(ordered).containsExactlyInAnyOrderElementsOf(due);
    assertThat(ordered.subList(0, 6))
        .containsExactly("many0", "few0", "many1", "few1", "many2", "few2");
  }

  @Test
  void whatIsNotReachedInOnePeriodIsReachedInAnother() {
    var items = IntStream.range(0, 100).boxed().toList();
    var reached = new HashSet<Integer>();
    for (long period = 0; period < 288; period++) {
      var order = RoundRobin.shuffled(items, period);
      assertThat(order).containsExactlyInAnyOrderElementsOf(items);
      reached.addAll(order.subList(0, 10));
    }
    assertThat(reached).hasSize(100);
  }
}
