package dev.slipway.appstoreconnect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.appstoreconnect.SettableTime;
import dev.slipway.appstoreconnect.TestKeys;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.AppleFault;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unreachable;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.json.JsonFields;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A token goes to the one address that it was made for, and lists end.
class TokenStaysTest {
  private static final ApiRequest READ = ApiRequest.get("/v1/apps/{id}", new AppId("1"));
  private static final ApiRequest LIST = ApiRequest.get("/v1/apps");
  private static final ApiRequest WRITE =
      ApiRequest.post("/v1/reviewSubmissions", JsonFields.with("type", "reviewSubmissions"));

  private final SettableTime time = new SettableTime(Instant.parse("2026-03-01T10:00:00Z"));
  private final ScriptedServer apple = new ScriptedServer();
  private final ScriptedServer other = new ScriptedServer();
  private final HttpClient http = HttpApiConnection.newHttpClient();

  @AfterEach
  void stop() {
    apple.close();
    other.close();
    http.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 305, 307, 308})
  void noRedirectionIsFollowed(int status) {
    String elsewhere = other.uri().toString().replace("127.0.0.1", "localhost") + "/v1/apps";
    for (String location :
        List.of(other.uri() + "/v1/apps", elsewhere, apple.uri() + "/v1/moved", "/v1/moved", "")) {
      for (ApiRequest request : List.of(READ, WRITE)) {
        apple.then(status, "", "Location", location);

        assertThatThrownBy(() -> connection().send(request, document -> document))
            .isInstanceOf(AppleFault.class)
            .hasMessageContaining("redirect");
      }
    }

    assertThat(other.seen()).isEmpty();
    assertThat(apple.seen())
        .hasSize(10)
        .extracting(ScriptedServer.Seen::target)
        .doesNotContain("/v1/moved");
  }

  @Test
  void headersBeyondMeasureAreNoAnswer() {
    apple.then(200, "{}", "X-Large", "x".repeat(1 << 20));

    assertThatThrownBy(() -> connection().send(READ, document -> document))
        .isInstanceOf(Unreachable.class);
  }

  @Test
  void noPageIsReadElsewhere() {
    apple.then(200, page(other.uri() + "/v1/apps?cursor=2"));

    assertThatThrownBy(() -> connection().all(LIST, Resource::id))
        .isInstanceOf(AppleFault.class)
        .hasMessageContaining("another host");
    assertThat(other.seen()).isEmpty();
  }

  @Test
  void aListThatNamesItsOwnPageEnds() {
    apple.then(200, page(apple.uri() + "/v1/apps?cursor=2"));
    apple.then(200, page(apple.uri() + "/v1/apps?cursor=2"));

    assertThatThrownBy(() -> connection().all(LIST, Resource::id))
        .isInstanceOf(AppleFault.class)
        .hasMessageContaining("does not end");
    assertThat(apple.seen()).hasSize(2);
  }

  @Test
  void aListOfEndlessPagesEnds() {
    for (int i = 0; i < 200; i++) {
      apple.then(200, page(apple.uri() + "/v1/apps?cursor=" + i));
    }

    assertThatThrownBy(() -> connection().all(LIST, Resource::id))
        .isInstanceOf(AppleFault.class)
        .hasMessageContaining("does not end");
    assertThat(apple.seen()).hasSize(ApiConnection.MAX_PAGES);
  }

  private static String page(String next) {
    return "{\"data\":[{\"type\":\"apps\",\"id\":\"1\"}],\"links\":{\"next\":\"" + next + "\"}}";
  }

  private HttpApiConnection connection() {
    return new HttpApiConnection(
        http,
        apple.uri(),
        new TokenSource(TestKeys.team(), time),
        time,
        time,
        ClientOptions.defaults().withTries(1));
  }
}
