package dev.slipway.appstoreconnect.appstoreversions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.SimulatedApple;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.Change;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.simulator.settings.Guess;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppStoreVersionsTest {
  private final SimulatedApple apple = new SimulatedApple();
  private final AppStoreConnectClient client = apple.client();
  private final AppStoreVersionsClient versions = client.appStoreVersions();

  @AfterEach
  void stop() {
    apple.close();
  }

  @Test
  void readsAVersionWithEverythingInOneCall() {
    var build = apple.build(client, "1.1.0", "2");
    var version = create("1.1.0");
    versions.attachBuild(version.id(), build.id());
    client.phasedReleases().create(version.id());
    int before = apple.reports().size();

    var listed = versions.listFor(apple.app(), Platform.IOS);

    assertThat(apple.reports()).hasSize(before + 1);
    assertThat(listed).hasSize(2);
    var read = listed.stream().filter(v -> v.id().equals(version.id())).findFirst().orElseThrow();
    assertThat(read.build()).isEqualTo(build);
    assertThat(read.phasedRelease())
        .satisfies(
            phased ->
                assertThat(phased.phasedReleaseState()).isEqualTo(PhasedReleaseState.INACTIVE));
    assertThat(read.localizations())
        .extracting(AppStoreVersionLocalization::locale)
        .containsExactlyInAnyOrder("en-US", "de-DE");
    assertThat(read.localizationsComplete()).isTrue();
    assertThat(versions.get(version.id())).isEqualTo(read);
    assertThat(versions.listFor(apple.app(), Platform.TV_OS)).isEmpty();
  }

  @Test
  void createsAVersionWithItsBuildAndReleaseDate() {
    var build = apple.build(client, "1.1.0", "2");
    var date = Instant.parse("2026-04-01T12:00:00Z");

    var version =
        versions.create(
            NewAppStoreVersion.of(apple.app(), Platform.IOS, "1.1.0")
                .withReleaseType(ReleaseType.SCHEDULED)
                .withEarliestReleaseDate(date)
                .withCopyright("2026 Example")
                .withBuild(build.id()));

    assertThat(version.appVersionState()).isEqualTo(AppVersionState.PREPARE_FOR_SUBMISSION);
    assertThat(version.releaseType()).isEqualTo(ReleaseType.SCHEDULED);
    assertThat(version.earliestReleaseDate()).isEqualTo(date);
    assertThat(version.copyright()).isEqualTo("2026 Example");
    assertThat(versions.get(version.id()).build()).isEqualTo(build);
  }

  @Test
  void changesWhatIsToBeChangedAndClearsWhatIsToBeCleared() {
    var build = apple.build(client, "1.1.1", "2");
    var version =
        versions.create(
            NewAppStoreVersion.of(apple.app(), Platform.IOS, "1.1.0")
                .withReleaseType(ReleaseType.SCHEDULED)
                .withEarliestReleaseDate(Instant.parse("2026-04-01T12:00:00Z"))
                .withCopyright("2026 Example"));

    var changed =
        versions.update(
            version.id(),
            AppStoreVersionChanges.none()
                .withVersionString(Change.set("1.1.1"))
                .withReleaseType(Change.set(ReleaseType.MANUAL))
                .withEarliestReleaseDate(Change.clear())
                .withBuild(Change.set(build.id())));

    assertThat(changed.versionString()).isEqualTo("1.1.1");
    assertThat(changed.releaseType()).isEqualTo(ReleaseType.MANUAL);
    assertThat(changed.earliestReleaseDate()).isNull();
    assertThat(changed.copyright()).isEqualTo("2026 Example");
    assertThat(versions.get(version.id()).build()).isEqualTo(build);

    versions.detachBuild(version.id());
    assertThat(versions.get(version.id()).build()).isNull();
  }

  @Test
  void refusesASecondUnreleasedVersion() {
    create("1.1.0");

    var refusal = catchThrowableOfType(Conflict.class, () -> create("1.2.0"));

    assertThat(refusal.hasCode("ENTITY_ERROR.RELATIONSHIP.INVALID")).isTrue();
    assertThat(refusal.hasCode("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE")).isFalse();
  }

  @Test
  void seesTheExactErrorBehindTheGeneralOneForAUsedNumber() {
    var refusal = catchThrowableOfType(Conflict.class, () -> create("1.0.0"));

    assertThat(refusal.hasCode("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE")).isTrue();
  }

  @Test
  void releasesOnlyWhatIsPending() {
    var version = create("1.1.0");

    assertThat(
            catchThrowableOfType(Conflict.class, () -> versions.requestRelease(version.id()))
                .status())
        .isEqualTo(409);
  }

  @Test
  void setsAndClearsTextsLocaleByLocale() {
    var version = create("1.1.0");
    var texts = client.appStoreVersionLocalizations();
    var german =
        texts.listFor(version.id()).stream()
            .filter(text -> text.locale().equals("de-DE"))
            .findFirst()
            .orElseThrow();

    var changed =
        texts.update(
            german.id(),
            LocalizationChanges.none()
                .withWhatsNew(Change.set("Schneller, kleiner, grün."))
                .withPromotionalText(Change.set("Neu")));
    assertThat(changed.whatsNew()).isEqualTo("Schneller, kleiner, grün.");
    assertThat(changed.description()).isEqualTo(german.description());

    var cleared =
        texts.update(german.id(), LocalizationChanges.none().withPromotionalText(Change.clear()));
    assertThat(cleared.promotionalText()).isNull();
    assertThat(cleared.whatsNew()).isEqualTo("Schneller, kleiner, grün.");

    var french =
        texts.create(
            version.id(),
            "fr-FR",
            LocalizationChanges.none().withWhatsNew(Change.set("Plus rapide")));
    assertThat(french.locale()).isEqualTo("fr-FR");
    assertThat(
            catchThrowableOfType(
                    Conflict.class,
                    () -> texts.create(version.id(), "fr-FR", LocalizationChanges.none()))
                .hasCode("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE"))
        .isTrue();
  }

  @Test
  void takesTextsByApplesNamesToo() {
    var version = create("1.1.0");
    var texts = client.appStoreVersionLocalizations();

    var french =
        texts.create(version.id(), "fr-FR", Map.of("whatsNew", "Plus rapide", "keywords", "a,b"));
    assertThat(french.whatsNew()).isEqualTo("Plus rapide");
    assertThat(french.keywords()).isEqualTo("a,b");

    var changed = texts.update(french.id(), Collections.singletonMap("keywords", null));
    assertThat(changed.keywords()).isNull();
    assertThat(changed.whatsNew()).isEqualTo("Plus rapide");

    texts.delete(french.id());
    assertThat(texts.listFor(version.id()))
        .extracting(AppStoreVersionLocalization::locale)
        .containsExactlyInAnyOrder("en-US", "de-DE");
  }

  @Test
  void givesAVersionOnePhasedReleaseAndTakesItAway() {
    apple.simulator().guesses().turn(Guess.ONE_PHASED_RELEASE);
    var version = create("1.1.0");
    var phasedReleases = client.phasedReleases();

    var phased = phasedReleases.create(version.id());
    assertThat(phased.phasedReleaseState()).isEqualTo(PhasedReleaseState.INACTIVE);
    assertThat(catchThrowableOfType(Conflict.class, () -> phasedReleases.create(version.id())))
        .isNotNull();

    phasedReleases.delete(phased.id());
    assertThat(versions.get(version.id()).phasedRelease()).isNull();
  }

  private AppStoreVersion create(String versionString) {
    return versions.create(NewAppStoreVersion.of(apple.app(), Platform.IOS, versionString));
  }
}
