package dev.slipway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QueryPairTest {
  @Test
  void splitsAndDecodesInOrder() {
    assertThat(QueryPair.parse("b=1&a=%C3%BC+x&b=%2B&list-type&=v&c=d=e"))
        .containsExactly(
            new QueryPair("b", "1"),
            new QueryPair("a", "ü x"),
            new QueryPair("b", "+"),
            new QueryPair("list-type", ""),
            new QueryPair("", "v"),
            new QueryPair("c", "d=e"));
  }

  @Test
  void anEmptyQueryHasNoneAndTwoAmpersandsHaveAnEmptyOne() {
    assertThat(QueryPair.parse("")).isEmpty();
    assertThat(QueryPair.parse("a=1&&b=2"))
        .extracting(QueryPair::name)
        .containsExactly("a", "", "b");
  }

  @Test
  void refusesBrokenEscapes() {
    assertThatThrownBy(() -> QueryPair.parse("a=%4")).isInstanceOf(IllegalArgumentException.class);
  }
}
