package dev.slipway.appstoreconnect.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceIdTest {
  @Test
  void acceptsWhatAppleUses() {
    for (String id :
        List.of("6446048195", "9a1e1d2c-0000-4000-8000-1234567890ab", "eyJzIjoiNjQ0NiJ9==")) {
      assertThat(new AppId(id).toString()).isEqualTo(id);
    }
  }

  @Test
  void refusesWhatWouldChangeAPathOrAFilter() {
    for (String id :
        List.of("", ".", "..", "a/b", "a?b", "a#b", "a%2f", "a,b", "a b", "a\n", "é", "a\\b")) {
      assertThatThrownBy(() -> new BuildId(id)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
