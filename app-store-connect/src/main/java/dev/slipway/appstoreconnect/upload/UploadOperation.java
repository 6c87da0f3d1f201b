package dev.slipway.appstoreconnect.upload;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One range of a file and the address that receives it (spec: DeliveryFileUploadOperation;
/// screenshots have the smaller UploadOperation). The address is a credential for that range, so
/// `toString` hides it.
///
/// @param partNumber counts from 1; an operation without one gets its place in the list
/// @param offset first byte of the range
/// @param length bytes in the range, at least 1
/// @param expiration when the address stops working; it cannot be renewed
/// @param entityTag the store's answer to the part, once it has the part
public record UploadOperation(
    int partNumber,
    String method,
    URI url,
    long offset,
    long length,
    List<RequestHeader> requestHeaders,
    @Nullable Instant expiration,
    @Nullable String entityTag) {
  public UploadOperation {
    requestHeaders = List.copyOf(requestHeaders);
  }

  /// A header to send with the part, unchanged.
  public record RequestHeader(String name, String value) {
    @Override
    public String toString() {
      return "RequestHeader[" + name + "]";
    }
  }

  /// Reads an operation in Apple's form, which [#toJson] also writes.
  ///
  /// @param place its place in the list, from 1
  public static UploadOperation read(JsonObject json, int place) {
    URI url;
    try {
      url = URI.create(json.string("url"));
    } catch (IllegalArgumentException e) {
      // The cause is omitted: it quotes the address.
      throw json.fault("url", "must be an address");
    }
    return new UploadOperation(
        (int) json.optionalNumber("partNumber").orElse(place),
        json.string("method"),
        url,
        json.number("offset"),
        json.number("length"),
        json.objects("requestHeaders").stream()
            .map(header -> new RequestHeader(header.string("name"), header.string("value")))
            .toList(),
        json.optionalInstant("expiration").orElse(null),
        json.optionalString("entityTag").orElse(null));
  }

  /// Reads the `uploadOperations` of a reserved file, by offset; empty after the commit. Apple
  /// lists them in another order at each look, so an operation without a part number gets its place
  /// among the offsets.
  public static List<UploadOperation> readAll(JsonObject attributes) {
    var sorted = new ArrayList<>(attributes.objects("uploadOperations"));
    sorted.sort(Comparator.comparingLong(operation -> operation.number("offset")));
    var operations = new ArrayList<UploadOperation>();
    for (JsonObject operation : sorted) {
      operations.add(read(operation, operations.size() + 1));
    }
    return List.copyOf(operations);
  }

  /// Returns the operation of a part that was sent.
  ///
  /// @param tag the MD5 of its bytes, or the store's answer
  public UploadOperation withEntityTag(String tag) {
    return new UploadOperation(
        partNumber, method, url, offset, length, requestHeaders, expiration, tag);
  }

  /// Writes the operation in Apple's form, so that an interrupted upload can resume. Store it as a
  /// secret.
  public JsonFields toJson() {
    return JsonFields.with("partNumber", partNumber)
        .put("method", method)
        .put("url", url.toString())
        .put("offset", offset)
        .put("length", length)
        .put(
            "requestHeaders",
            requestHeaders.stream()
                .map(header -> JsonFields.with("name", header.name()).put("value", header.value()))
                .toList())
        .putIfNotNull("expiration", expiration)
        .putIfNotNull("entityTag", entityTag);
  }

  @Override
  public String toString() {
    return "UploadOperation[part %d, offset %d, length %d]".formatted(partNumber, offset, length);
  }
}
