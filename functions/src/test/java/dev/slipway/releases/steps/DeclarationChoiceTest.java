package dev.slipway.releases.steps;

import static dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState.APPROVED;
import static dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState.CREATED;
import static dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState.EXPIRED;
import static dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState.INVALID;
import static dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState.IN_REVIEW;
import static dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.builds.AppEncryptionDeclaration;
import dev.slipway.appstoreconnect.builds.AppEncryptionDeclarationState;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppEncryptionDeclarationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeclarationChoiceTest {
  @Test
  void approvedComesFirstAndThenTheNewest() {
    assertThat(
            ids(
                null,
                declaration("created", CREATED, "2026-11-01", null, null),
                declaration("old", APPROVED, "2025-01-01", null, "1"),
                declaration("review", IN_REVIEW, "2026-11-02", null, null),
                declaration("new", APPROVED, "2026-01-01", Platform.IOS, "2")))
        .containsExactly("new", "old", "review", "created");
  }

  @Test
  void whatAppleDecidedAgainstOrOfAnotherPlatformDoesNotFit() {
    assertThat(
            ids(
                null,
                declaration("a", REJECTED, "2026-01-01", null, null),
                declaration("b", INVALID, "2026-01-01", null, null),
                declaration("c", EXPIRED, "2026-01-01", null, null),
                declaration("d", APPROVED, "2026-01-01", Platform.MAC_OS, "1"),
                new AppEncryptionDeclaration(
                    new AppEncryptionDeclarationId("e"), APPROVED, null, null, true, null, null)))
        .isEmpty();
  }

  @Test
  void theCodeOfTheBuildDecides() {
    assertThat(
            ids(
                "2",
                declaration("other", APPROVED, "2026-11-01", null, "1"),
                declaration("unknown", APPROVED, "2026-11-01", null, null),
                declaration("same", IN_REVIEW, "2025-01-01", null, "2")))
        .containsExactly("same", "unknown");
  }

  private static List<String> ids(@Nullable String code, AppEncryptionDeclaration... declarations) {
    return DeclarationChoice.of(List.of(declarations), Platform.IOS, code).fitting().stream()
        .map(found -> found.id().value())
        .toList();
  }

  private static AppEncryptionDeclaration declaration(
      String id,
      AppEncryptionDeclarationState state,
      String created,
      @Nullable Platform platform,
      @Nullable String code) {
    return new AppEncryptionDeclaration(
        new AppEncryptionDeclarationId(id),
        state,
        null,
        Instant.parse(created + "T00:00:00Z"),
        null,
        platform,
        code);
  }
}
