package dev.slipway.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.media.MediaKind;
import dev.slipway.drops.media.MediaLook.Format;
import dev.slipway.functions.FunctionFixture;
import dev.slipway.functions.FunctionFixture.Request;
import dev.slipway.json.JsonObject;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.pictures.Picture;
import dev.slipway.releases.pictures.Picture.Change;
import dev.slipway.releases.pictures.PictureStore;
import dev.slipway.releases.pictures.Pictures;
import dev.slipway.releases.store.ReleaseStore;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class PicturesApiTest {
  private static final ConnectionId CONNECTION = ConnectionId.of("anna", "issuer");
  private static final String FOLDER = CONNECTION + "/1.1/";

  @TempDir Path directory;
  private FunctionFixture fixture;
  private ApiHandler api;
  private ReleaseStore releases;
  private PictureStore pictures;

  @BeforeEach
  void start() throws IOException {
    fixture = new FunctionFixture(directory);
    api = new ApiHandler(fixture.environment(), fixture.clock(), fixture.aws().backoff());
    releases = new ReleaseStore(fixture.aws().state(), fixture.clock());
    pictures = new PictureStore(fixture.aws().state());
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private ReleaseId release(String tenant, String folder) {
    var trigger = new ObjectVersion(folder + "release.json", "v1", "\"e\"", 2);
    var id = ReleaseId.of(LocalAwsFixture.DROPS, trigger.key(), "v1");
    var now = fixture.clock().instant();
    var drop = new Drop(LocalAwsFixture.DROPS, Drop.Kind.FOLDER, trigger, now);
    releases.create(ReleaseRecord.received(id, CONNECTION, tenant, drop, now, now));
    return id;
  }

  private Picture put(String path, Format format, Change change) {
    String version =
        fixture
            .aws()
            .clients()
            .s3()
            .putObject(
                put ->
                    put.bucket(LocalAwsFixture.DROPS).key(FOLDER + path).contentType("text/html"),
                RequestBody.fromString("bytes of " + path))
            .versionId();
    return picture(path, version, format, change, 1);
  }

  private static Picture picture(
      String path, String version, Format format, Change change, int position) {
    boolean video = format == Format.MPEG4 || format == Format.QUICKTIME;
    return new Picture(
        "en-US",
        video ? MediaKind.PREVIEW : MediaKind.SCREENSHOT,
        video ? "IPHONE_67" : "APP_IPHONE_67",
        position,
        path.substring(path.lastIndexOf('/') + 1),
        path,
        version,
        20,
        1290,
        2796,
        format,
        change,
        change == Change.MOVED ? 3 : null);
  }

  private JsonObject ask(ReleaseId id) {
    var answer = fixture.call(api, Request.get("/releases/" + id + "/pictures"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void showsEachPictureWithAnAddressThatIsValidForAQuarterOfAnHour() throws IOException {
    var id = release("anna", FOLDER);
    var gone = picture("screenshots/en-US/9.png", "v9", Format.PNG, Change.KEPT, 9);
    pictures.compared(
        id,
        new Pictures(
            fixture.clock().instant(),
            List.of(
                put("screenshots/en-US/1.png", Format.PNG, Change.MOVED),
                put("screenshots/en-US/v.mov", Format.QUICKTIME, Change.NEW),
                gone)));

    var answer = ask(id);

    assertThat(answer.number("total")).isEqualTo(3);
    assertThat(answer.number("addressSeconds")).isEqualTo(900);
    assertThat(answer.object("counts").number("MOVED")).isEqualTo(1);
    assertThat(answer.string("comparedAt")).isEqualTo("2026-11-23T10:00:00Z");
    var shown = answer.objects("pictures");
    assertThat(shown)
        .extracting(one -> one.string("name"))
        .containsExactly("v.mov", "1.png", "9.png");
    assertThat(shown.get(0).string("kind")).isEqualTo("VIDEO");
    assertThat(shown.get(0).string("contentType")).isEqualTo("video/quicktime");
    var image = shown.get(1);
    assertThat(image.string("display")).isEqualTo("iPhone 6.9-inch");
    assertThat(image.string("displayType")).isEqualTo("APP_IPHONE_67");
    assertThat(image.string("change")).isEqualTo("MOVED");
    assertThat(image.number("formerPosition")).isEqualTo(3);
    assertThat(image.number("sizeBytes")).isEqualTo(20);
    var seen = (HttpURLConnection) URI.create(image.string("url")).toURL().openConnection();
    assertThat(seen.getContentType()).isEqualTo("image/png");
    assertThat(seen.getResponseCode()).isEqualTo(200);
    assertThat(shown.get(2).names()).doesNotContain("url");
    assertThat(shown.get(2).string("unavailable")).contains("no longer has this version");
  }

  @Test
  void aRemovedPictureHasItsNameAlone() {
    var id = release("anna", FOLDER);
    var removed =
        new Picture(
            "en-US",
            MediaKind.SCREENSHOT,
            "APP_IPHONE_67",
            2,
            "old.png",
            null,
            null,
            7,
            0,
            0,
            Format.UNKNOWN,
            Change.REMOVED,
            null);
    pictures.compared(id, new Pictures(fixture.clock().instant(), List.of(removed)));

    assertThat(ask(id).objects("pictures").getFirst().names())
        .containsExactlyInAnyOrder(
            "locale", "displayType", "display", "kind", "position", "name", "change", "sizeBytes");
  }

  @Test
  void signsNothingButMediaOfTheirFolders() {
    var id = release("anna", FOLDER);
    pictures.compared(
        id,
        new Pictures(
            fixture.clock().instant(),
            List.of(
                put("metadata/review_information/demo_password.txt", Format.PNG, Change.NEW),
                put("screenshots/en-US/page.png", Format.UNKNOWN, Change.NEW),
                picture("screenshots/en-US/2.png", "", Format.PNG, Change.NEW, 2))));

    assertThat(ask(id).objects("pictures"))
        .allSatisfy(one -> assertThat(one.names()).doesNotContain("url"))
        .extracting(one -> one.string("unavailable"))
        .anyMatch(reason -> reason.contains("screenshots/ and app_previews/ only"))
        .anyMatch(reason -> reason.contains("could not read"))
        .anyMatch(reason -> reason.contains("kept no version"));
  }

  @Test
  void previewsInTheirOwnFolderAndHeadersHaveAddresses() throws IOException {
    var id = release("anna", FOLDER);
    var header = put("screenshots/en-US/PRODUCT_PAGE_HEADER/h.png", Format.PNG, Change.NEW);
    pictures.compared(
        id,
        new Pictures(
            fixture.clock().instant(),
            List.of(
                put("app_previews/en-US/v.mp4", Format.MPEG4, Change.NEW),
                new Picture(
                    header.locale(),
                    header.kind(),
                    "PRODUCT_PAGE_HEADER_ASSET",
                    1,
                    header.name(),
                    header.path(),
                    header.versionId(),
                    header.sizeBytes(),
                    3840,
                    1646,
                    header.format(),
                    header.change(),
                    null))));

    var shown = ask(id).objects("pictures");

    assertThat(shown)
        .extracting(one -> one.string("display"))
        .containsExactly("iPhone 6.9-inch", "Product page header");
    for (JsonObject one : shown) {
      var seen = (HttpURLConnection) URI.create(one.string("url")).toURL().openConnection();
      assertThat(seen.getContentType()).isEqualTo(one.string("contentType"));
      assertThat(seen.getResponseCode()).isEqualTo(200);
    }
  }

  /// No record says so; if one did, it would open nothing.
  @Test
  void signsNothingUnderAnotherConnection() {
    var id = release("anna", ConnectionId.of("bob", "other") + "/1.1/");
    pictures.compared(
        id,
        new Pictures(
            fixture.clock().instant(),
            List.of(picture("screenshots/en-US/1.png", "v", Format.PNG, Change.NEW, 1))));

    assertThat(ask(id).objects("pictures").getFirst().names()).doesNotContain("url");
  }

  @Test
  void anotherTenantsReleaseDoesNotExist() {
    var id = release("bob", FOLDER);
    pictures.compared(
        id,
        new Pictures(
            fixture.clock().instant(),
            List.of(put("screenshots/en-US/1.png", Format.PNG, Change.NEW))));

    var answer = fixture.call(api, Request.get("/releases/" + id + "/pictures"));
    var never = fixture.call(api, Request.get("/releases/" + "a".repeat(26) + "/pictures"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().string("detail")).isEqualTo(never.json().string("detail"));
  }

  @Test
  void aThousandPicturesComePageByPage() {
    var id = release("anna", FOLDER);
    var many = new ArrayList<Picture>();
    for (int i = 1; i <= 1000; i++) {
      many.add(picture("app_previews/en-US/" + i + ".png", "v", Format.PNG, Change.NEW, i));
    }
    pictures.compared(id, new Pictures(fixture.clock().instant(), many));

    var names = new ArrayList<String>();
    var request = Request.get("/releases/" + id + "/pictures").with("limit", "100");
    JsonObject page;
    do {
      page = fixture.call(api, request).json();
      page.objects("pictures").forEach(one -> names.add(one.string("name")));
      request = request.with("next", page.optionalString("next").orElse(""));
    } while (page.has("next"));

    assertThat(names).hasSize(1000).startsWith("1.png", "2.png").endsWith("1000.png");
    assertThat(page.number("total")).isEqualTo(1000);
  }

  @Test
  void tellsAllFaultsOfAQuery() {
    var answer =
        fixture.call(
            api,
            Request.get("/releases/" + release("anna", FOLDER) + "/pictures")
                .with("limit", "0")
                .with("next", "x")
                .with("locale", "en-US"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().objects("faults"))
        .extracting(fault -> fault.string("field"))
        .containsExactlyInAnyOrder("limit", "next", "locale");
  }

  @Test
  void aReleaseWithoutPicturesHasNone() {
    var answer = ask(release("anna", FOLDER));

    assertThat(answer.number("total")).isZero();
    assertThat(answer.objects("pictures")).isEmpty();
    assertThat(answer.names()).doesNotContain("comparedAt", "next");
  }
}
