package dev.slipway.drops.media.folders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  @Test
  void numbersCountAsNumbers() {
    var names =
        List.of(
            "1.png",
            "2.png",
            "10.png",
            "99999999999999999999.png",
            "100000000000000000000.png",
            "Home2.png",
            "home 9-2.png",
            "home 9-10.png",
            "home2.png",
            "home10.png");
    var shuffled = new ArrayList<>(names);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      shuffled.sort(NaturalOrder.BY_NAME);
      assertThat(shuffled).isEqualTo(names);
    }
  }

  @Test
  void isAnOrder() {
    var random = new Random(1);
    List<String> names =
        random
            .ints(300, 0, 5000)
            .mapToObj(
                n -> new String[] {"a", "0", "00", "1", "10", "b"}[n % 6] + Integer.toString(n, 12))
            .toList();
    for (String left : names) {
      for (String right : names) {
        assertThat(Integer.signum(NaturalOrder.BY_NAME.compare(left, right)))
            .isEqualTo(-Integer.signum(NaturalOrder.BY_NAME.compare(right, left)));
        assertThat(NaturalOrder.BY_NAME.compare(left, right) == 0).isEqualTo(left.equals(right));
      }
    }
  }
}
