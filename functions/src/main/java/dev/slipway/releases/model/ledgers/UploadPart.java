package dev.slipway.releases.model.ledgers;

import dev.slipway.appstoreconnect.upload.UploadOperation;
import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One part of the file as Apple wants it sent, and whether it was. The operation's address is a
/// credential until it expires: it stays in the record (the state bucket is encrypted and private)
/// until the upload is committed, is never shown and never logged.
public record UploadPart(UploadOperation operation, boolean finished) {

  public long length() {
    return operation.length();
  }

  public UploadPart asFinished() {
    return new UploadPart(operation, true);
  }

  Map<String, @Nullable Object> toJson() {
    return JsonFields.with("operation", operation.toJson()).put("finished", finished).toMap();
  }

  static UploadPart fromJson(JsonObject json, int place) {
    return new UploadPart(
        UploadOperation.read(json.object("operation"), place), json.bool("finished"));
  }
}
