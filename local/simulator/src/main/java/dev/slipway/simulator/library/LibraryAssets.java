package dev.slipway.simulator.library;

import dev.slipway.simulator.errors.ApiException;
import dev.slipway.simulator.errors.AttributeErrors;
import dev.slipway.simulator.errors.RelationshipErrors;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Resource;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.writes.TextRules;
import dev.slipway.simulator.writes.UploadOperations;
import dev.slipway.simulator.writes.WriteCall;
import dev.slipway.simulator.writes.Writes;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `appAssetLibraryImages` and `appAssetLibraryVideos`: reserved, sent in parts, committed without
/// a checksum, archived, deleted (asset-library.md, 4, 6 and 7).
final class LibraryAssets {
  static final String STATE = "state";
  static final String LIBRARY = "assetLibrary";
  private static final String REFERENCE_NAME = "referenceName";
  private static final String TIME_CODE = "previewFrameTimeCode";
  private static final String EXPIRE = "libraryReservationExpires";
  private static final String PLACEMENTS = "placements";

  /// As long as the addresses of the parts; nothing is known of it.
  private static final Duration RESERVATION_LIFE = Duration.ofDays(7);

  /// Nothing is known of it either.
  private static final int LONGEST_NAME = 64;

  /// An asset in one of these can be deleted; a reviewed one answers 409 (asset-library.md, 6).
  private static final Set<String> NEVER_REVIEWED =
      Set.of("AWAITING_UPLOAD", "UPLOAD_COMPLETE", "FAILED", "COMPLETE", "PREPARE_FOR_SUBMISSION");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

  private final Writes writes;
  private final AssetProcessing processing;

  LibraryAssets(Writes writes) {
    this.writes = writes;
    this.processing = new AssetProcessing(writes);
    writes.world().onDue(EXPIRE, (due, at) -> expire(due));
  }

  void register() {
    for (AssetKind kind : AssetKind.values()) {
      writes.on("POST /v1/" + kind.type(), call -> reserve(kind, call));
      writes.on("PATCH /v1/" + kind.type() + "/{id}", this::update);
      writes.on("DELETE /v1/" + kind.type() + "/{id}", this::delete);
    }
  }

  /// Returns the present time in the form of the library: UTC with microseconds. They rise with
  /// each resource of the type, so that those of one second are in order.
  static String time(World world, String type) {
    return TIME.format(world.now().plusNanos(world.all(type).size() * 1000L));
  }

  static String state(Resource asset) {
    return asset.text(STATE);
  }

  /// Returns the file name extension in lower case; empty if the name has no extension.
  static String extension(Resource asset) {
    String name = asset.text("fileName");
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private Resource reserve(AssetKind kind, WriteCall call) {
    Resource library = call.related(LIBRARY, AssetLibraries.TYPE);
    if (call.givesRelationship(PLACEMENTS)) {
      // Apple's schema has it, and no text says what it is for.
      throw new ApiException(
          RelationshipErrors.invalid(
              PLACEMENTS, "A new asset has no placements; create them when it is processed."));
    }
    UploadOperations.checkFile(call);
    checkTimeCode(call);
    checkReferenceName(call, kind, library.id());
    Resource asset = call.create(kind.type()).relate(LIBRARY, library.id());
    call.copyAttributes(asset, "fileName", "fileSize", "category", REFERENCE_NAME, TIME_CODE);
    String time = time(call.world(), kind.type());
    asset.set("createdDate", time).set("lastModifiedDate", time).set(STATE, "AWAITING_UPLOAD");
    UploadOperations.planMedia(
        writes, asset, call.attribute("fileSize").asLong(), kind.contentType(extension(asset)));
    call.world().plan(new Due(call.now().plus(RESERVATION_LIFE), EXPIRE, asset.id(), asset.type()));
    return asset;
  }

  private static void checkTimeCode(WriteCall call) {
    if (call.world().guesses().turned(Guess.FRAME_IS_A_TIME_CODE)) {
      new TextRules(call)
          .form(
              TIME_CODE,
              "\\d{2}:[0-5]\\d:[0-5]\\d:\\d{2}",
              "hours, minutes, seconds and frames, for example 00:00:05:00")
          .check();
    }
  }

  private static void checkReferenceName(
      WriteCall call, AssetKind kind, @Nullable String libraryId) {
    String name = call.text(REFERENCE_NAME);
    World world = call.world();
    if (name.length() > LONGEST_NAME && world.guesses().turned(Guess.REFERENCE_NAME_SHORT)) {
      throw new ApiException(
          AttributeErrors.tooLong(
              REFERENCE_NAME, "The name has more than " + LONGEST_NAME + " characters."));
    }
    boolean taken =
        !name.isEmpty()
            && world.all(kind.type()).stream()
                .filter(other -> other != call.subject())
                .filter(other -> Objects.equals(other.relation(LIBRARY), libraryId))
                .anyMatch(other -> other.text(REFERENCE_NAME).equals(name));
    if (taken && world.guesses().turned(Guess.REFERENCE_NAME_ONCE)) {
      throw new ApiException(
          AttributeErrors.duplicate(REFERENCE_NAME, "Another asset of the library has this name."));
    }
  }

  private Resource update(WriteCall call) {
    Resource asset = call.target();
    checkTimeCode(call);
    checkReferenceName(call, AssetKind.of(asset.type()), asset.relation(LIBRARY));
    boolean awaits = state(asset).equals("AWAITING_UPLOAD");
    boolean uploaded = call.attribute("uploaded").asBoolean();
    if (uploaded && !awaits && call.world().guesses().turned(Guess.LIBRARY_COMMIT_ONCE)) {
      throw new ApiException(LibraryErrors.assetState("The file was already uploaded"));
    }
    if (uploaded && awaits && call.world().guesses().turned(Guess.LIBRARY_SIZE_AT_COMMIT)) {
      UploadOperations.requireAll(asset);
    }
    archive(call, asset);
    call.copyAttributes(asset, REFERENCE_NAME);
    asset.set("lastModifiedDate", time(call.world(), asset.type()));
    if (call.gives(TIME_CODE)) {
      call.copyAttributes(asset, TIME_CODE);
      processing.newFrame(asset);
    }
    if (uploaded && awaits) {
      processing.begin(asset);
    }
    return asset;
  }

  private static void archive(WriteCall call, Resource asset) {
    if (!call.attribute("archived").isBoolean()) {
      return;
    }
    boolean archives = call.attribute("archived").asBoolean();
    if (!state(asset).equals(archives ? "APPROVED" : "ARCHIVED")) {
      throw new ApiException(
          LibraryErrors.assetState(
              archives
                  ? "Only an approved asset can be archived"
                  : "Only an archived asset can be unarchived"));
    }
    asset.set(STATE, archives ? "ARCHIVED" : "APPROVED");
  }

  private @Nullable Resource delete(WriteCall call) {
    Resource asset = call.target();
    if (!call.world().related(asset, PLACEMENTS).isEmpty()) {
      throw new ApiException(LibraryErrors.hasPlacements());
    }
    if (!NEVER_REVIEWED.contains(state(asset))) {
      throw new ApiException(LibraryErrors.assetState("A reviewed asset can not be deleted"));
    }
    remove(asset);
    return null;
  }

  private void remove(Resource asset) {
    writes.spool().delete(asset.id());
    writes.world().remove(asset);
  }

  private void expire(Due due) {
    Resource asset = writes.world().find(due.token(), due.id());
    if (asset != null
        && state(asset).equals("AWAITING_UPLOAD")
        && writes.world().guesses().turned(Guess.RESERVATION_EXPIRES)) {
      remove(asset);
    }
  }
}
