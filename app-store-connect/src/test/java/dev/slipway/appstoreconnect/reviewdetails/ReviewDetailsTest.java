package dev.slipway.appstoreconnect.reviewdetails;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.MediaFiles;
import dev.slipway.appstoreconnect.ScriptedApple;
import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.AppleFault;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.UploadPlan;
import dev.slipway.appstoreconnect.upload.UploadResult;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.Guess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReviewDetailsTest {
  private static final String SECRET = "correct horse \"battery\"";
  private static final AppStoreVersionId VERSION = new AppStoreVersionId("V1");
  private static final AppStoreReviewDetailId DETAIL = new AppStoreReviewDetailId("D1");

  private final SimulatedApple apple = new SimulatedApple();
  private final ScriptedApple script = new ScriptedApple();
  private final AppStoreConnectClient client = apple.client();
  private final AppStoreReviewDetailsClient details = client.reviewDetails();

  @AfterEach
  void stop() {
    apple.close();
    script.close();
  }

  @Test
  void givesAVersionItsDetailAndChangesIt() {
    apple.simulator().guesses().turn(Guess.ONE_REVIEW_DETAIL);
    var version = firstVersion();
    assertThat(details.findFor(version)).isEmpty();

    var created =
        details.create(
            version,
            Map.of(
                "contactFirstName",
                "Ada",
                "contactEmail",
                "ada@example.com",
                "demoAccountRequired",
                true,
                "demoAccountName",
                "review",
                "demoAccountPassword",
                new DemoAccountPassword(SECRET),
                "notes",
                "Tap the blue button."));

    assertThat(details.findFor(version)).contains(created);
    assertThat(created.contactFirstName()).isEqualTo("Ada");
    assertThat(created.contactLastName()).isNull();
    assertThat(created.demoAccountRequired()).isEqualTo(true);
    assertThat(created.demoAccountPassword()).isEqualTo(new DemoAccountPassword(SECRET));
    assertThat(created.attachments()).isEmpty();
    assertThat(
            catchThrowableOfType(Conflict.class, () -> details.create(version, Map.of()))
                .hasCode("STATE_ERROR.ALREADY_EXISTS"))
        .isTrue();

    var changed = details.update(created.id(), Collections.singletonMap("notes", null));
    assertThat(changed.notes()).isNull();
    assertThat(changed.contactFirstName()).isEqualTo("Ada");
    assertThat(
            details
                .update(created.id(), Map.of("demoAccountPassword", "another"))
                .demoAccountPassword())
        .isEqualTo(new DemoAccountPassword("another"));
  }

  @Test
  void bringsAFileToAppReview() {
    var version = firstVersion();
    var detail = details.create(version, Map.of("notes", "See the file."));
    var attachments = client.mediaAssets();
    byte[] file = "How to sign in".getBytes(UTF_8);

    var reserved = attachments.reserve(detail.id(), "how-to.txt", file.length);
    assertThat(reserved.state()).isEqualTo(AssetState.AWAITING_UPLOAD);
    assertThat(reserved.sizeBytes()).isEqualTo(file.length);
    var plan =
        UploadPlan.of(reserved.uploadOperations(), file.length, PartHosts.appleAndLoopback());
    assertThat(apple.send(plan, Set.of(), file)).isInstanceOf(UploadResult.Finished.class);
    assertThat(attachments.commit(reserved.id(), MediaFiles.md5(file)).uploadOperations())
        .isEmpty();

    apple.simulator().clock().advance(Duration.ofMinutes(1));
    int before = apple.reports().size();
    var found = details.findFor(version).orElseThrow();
    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(found.attachments())
        .singleElement()
        .satisfies(
            attachment -> {
              assertThat(attachment.id()).isEqualTo(reserved.id());
              assertThat(attachment.fileName()).isEqualTo("how-to.txt");
              assertThat(attachment.state()).isEqualTo(AssetState.COMPLETE);
              assertThat(attachment.sourceFileChecksum()).isEqualTo(MediaFiles.md5(file));
            });
    assertThat(attachments.get(reserved.id())).isEqualTo(found.attachments().getFirst());

    attachments.delete(reserved.id());
    assertThat(details.findFor(version).orElseThrow().attachments()).isEmpty();
  }

  @Test
  void findsNoDetailHoweverAppleSaysSo() {
    script.server().then(200, "{\"data\":null}").then(404, "{\"errors\":[]}");

    assertThat(script.client().reviewDetails().findFor(VERSION)).isEmpty();
    assertThat(script.client().reviewDetails().findFor(VERSION)).isEmpty();
  }

  @Test
  void showsThePasswordNowhere() {
    var created =
        details.create(
            firstVersion(), Map.of("demoAccountPassword", new DemoAccountPassword(SECRET)));

    assertThat(created.toString()).contains("[hidden]").doesNotContain(SECRET, "battery");
    assertThat(created.demoAccountPassword().value()).isEqualTo(SECRET);
    assertThat(apple.reports().toString()).doesNotContain("battery");
  }

  @Test
  void keepsThePasswordOutOfWhatAppleQuotes() {
    var quoting =
        """
        {"errors":[{"status":"409","code":"ENTITY_ERROR.ATTRIBUTE.INVALID",
          "title":"No %1$s","detail":"'%1$s' is not a valid value",
          "source":{"pointer":"/data/attributes/demoAccountPassword"},
          "meta":{"value":"%1$s","associatedErrors":{"/v1/appStoreReviewDetails/D1":[
            {"code":"ENTITY_ERROR","title":"","detail":"%1$s again"}]}}}]}
        """
            .formatted(SECRET.replace("\"", "\\\""));
    script.server().then(409, quoting).then(409, quoting);
    var attributes = Map.of("demoAccountPassword", SECRET);

    for (var refusal :
        new Conflict[] {
          catchThrowableOfType(
              Conflict.class, () -> script.client().reviewDetails().create(VERSION, attributes)),
          catchThrowableOfType(
              Conflict.class,
              () ->
                  script
                      .client()
                      .reviewDetails()
                      .update(
                          DETAIL, Map.of("demoAccountPassword", new DemoAccountPassword(SECRET))))
        }) {
      assertThat(printed(refusal)).contains("[hidden]").doesNotContain("battery");
      assertThat(refusal.errors().toString()).contains("[hidden]").doesNotContain("battery");
      assertThat(refusal.allErrors()).hasSize(2);
      assertThat(refusal.errors().getFirst().sourcePointer())
          .isEqualTo("/data/attributes/demoAccountPassword");
    }
    assertThat(script.server().seen().getLast().body()).contains("correct horse");
  }

  @Test
  void keepsThePasswordOutOfTroubleWithApplesAnswer() {
    var attributes = Map.of("demoAccountPassword", SECRET);
    String echo = "{\"data\":{\"type\":\"appStoreReviewDetails\",\"id\":\"D1\",\"attributes\":";
    script
        .server()
        .then(200, echo + "{\"demoAccountPassword\":[\"correct horse\"]}}}")
        .then(500, "<html>correct horse</html>");

    for (int i = 0; i < 2; i++) {
      var fault =
          catchThrowableOfType(
              AppleFault.class, () -> script.client().reviewDetails().update(DETAIL, attributes));
      assertThat(printed(fault)).doesNotContain("correct horse");
    }
  }

  @Test
  void refusesAPasswordThatIsNoText() {
    assertThatThrownBy(() -> details.update(DETAIL, Map.of("demoAccountPassword", 1234)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("1234");
  }

  private AppStoreVersionId firstVersion() {
    var app = apple.simulator().createApp(NewApp.of("com.example.fresh", "Fresh").incomplete());
    return client.appStoreVersions().listFor(new AppId(app.id()), Platform.IOS).getFirst().id();
  }

  private static String printed(AppStoreConnectException failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
