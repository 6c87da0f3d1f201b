package dev.slipway.appstoreconnect.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppEncryptionDeclarationId;
import dev.slipway.simulator.builds.NewEncryptionDeclaration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppEncryptionDeclarationsTest {
  private final SimulatedApple apple = new SimulatedApple();
  private final BuildsClient builds = apple.client().builds();

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void listsThemAndAttachesOne() {
    var seeded = NewEncryptionDeclaration.of(apple.app().value(), "APPROVED");
    apple.simulator().addEncryptionDeclaration(seeded.ofExemptEncryption().withCode("c1"));
    apple.simulator().addEncryptionDeclaration(seeded.forPlatform("MAC_OS"));
    apple
        .simulator()
        .addEncryptionDeclaration(NewEncryptionDeclaration.of(seeded.appId(), "CREATED"));

    var declarations = apple.client().appEncryptionDeclarations().listFor(apple.app());

    assertThat(declarations)
        .extracting(
            AppEncryptionDeclaration::state,
            AppEncryptionDeclaration::exempt,
            AppEncryptionDeclaration::platform)
        .containsExactly(
            tuple(AppEncryptionDeclarationState.APPROVED, true, null),
            tuple(AppEncryptionDeclarationState.APPROVED, false, Platform.MAC_OS),
            tuple(AppEncryptionDeclarationState.CREATED, false, null));
    assertThat(declarations.getFirst().codeValue()).isEqualTo("c1");
    assertThat(declarations.getLast().codeValue()).isNull();
    assertThat(declarations.getLast().createdDate()).isNotNull();
    assertThat(declarations.getLast().appDescription()).isNotBlank();

    var build = builds.listFor(apple.app(), "1.0.0", Platform.IOS).getFirst().id();
    assertThat(builds.encryptionDeclaration(build)).isEmpty();
    assertThat(builds.attach(build, declarations.getLast().id()).id()).isEqualTo(build);
    assertThat(builds.encryptionDeclaration(build)).contains(declarations.getLast());
  }

  @Test
  void aRejectedOneIsRefused() {
    String rejected = apple.simulator().addEncryptionDeclaration(apple.app().value(), "REJECTED");
    var build = builds.listFor(apple.app(), "1.0.0", Platform.IOS).getFirst().id();

    var refusal =
        catchThrowableOfType(
            Conflict.class, () -> builds.attach(build, new AppEncryptionDeclarationId(rejected)));

    assertThat(refusal.hasCode("STATE_ERROR.ENTITY_STATE_INVALID")).isTrue();
  }
}
