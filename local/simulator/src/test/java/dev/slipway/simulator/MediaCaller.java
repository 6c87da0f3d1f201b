package dev.slipway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// The calls for screenshots, previews and attachments, and small files to send.
record MediaCaller(Caller caller) {

  Caller.Reply createSet(String type, String displayType, String localizationId) {
    String attribute = type.equals("appPreviewSets") ? "previewType" : "screenshotDisplayType";
    return caller.post(
        "/v1/" + type,
        "{'data':{'type':'%s','attributes':{'%s':'%s'},'relationships':{'appStoreVersionLocalization':{'data':{'type':'appStoreVersionLocalizations','id':'%s'}}}}}"
            .formatted(type, attribute, displayType, localizationId));
  }

  Caller.Reply reserve(
      String type, String parent, String parentId, String name, long sizeBytes, String more) {
    return caller.post(
        "/v1/" + type,
        "{'data':{'type':'%s','attributes':{'fileName':'%s','fileSize':%d%s},'relationships':{'%s':{'data':{'type':'%ss','id':'%s'}}}}}"
            .formatted(type, name, sizeBytes, more, parent, parent, parentId));
  }

  Caller.Reply reserveScreenshot(String setId, String name, long sizeBytes) {
    return reserve("appScreenshots", "appScreenshotSet", setId, name, sizeBytes, "");
  }

  Caller.Reply reservePreview(String setId, String name, long sizeBytes, String more) {
    return reserve("appPreviews", "appPreviewSet", setId, name, sizeBytes, more);
  }

  static HttpResponse<String> putPart(JsonNode operation, byte[] file) {
    int offset = operation.path("offset").asInt();
    byte[] part = Arrays.copyOfRange(file, offset, offset + operation.path("length").asInt());
    JsonNode header = operation.path("requestHeaders").path(0);
    return Caller.put(
        operation.path("url").asText(),
        part,
        header.path("name").asText(),
        header.path("value").asText());
  }

  Caller.Reply commit(Caller.Reply asset, String checksum) {
    return patch(asset, "'uploaded':true,'sourceFileChecksum':'" + checksum + "'");
  }

  Caller.Reply patch(Caller.Reply asset, String attributes) {
    String type = asset.data().path("type").asText();
    return caller.patch(
        "/v1/" + type + "/" + asset.id(),
        "{'data':{'type':'%s','id':'%s','attributes':{%s}}}"
            .formatted(type, asset.id(), attributes));
  }

  /// Sends all parts and commits with the true checksum.
  Caller.Reply send(Caller.Reply asset, byte[] file) {
    for (JsonNode operation : asset.attribute("uploadOperations")) {
      int status = putPart(operation, file).statusCode();
      if (status != 200) {
        throw new IllegalStateException("part answered " + status);
      }
    }
    Caller.Reply committed = commit(asset, md5(file));
    if (committed.status() != 200) {
      throw new IllegalStateException(committed.text());
    }
    return committed;
  }

  /// Reserves, sends and commits a screenshot; its id.
  String screenshot(String setId, String name, byte[] file) {
    return send(reserveScreenshot(setId, name, file.length), file).id();
  }

  Caller.Reply order(String setId, List<String> ids) {
    List<String> data =
        ids.stream().map(id -> "{'type':'appScreenshots','id':'" + id + "'}").toList();
    return caller.patch(
        "/v1/appScreenshotSets/" + setId + "/relationships/appScreenshots",
        "{'data':[" + String.join(",", data) + "]}");
  }

  String localization(String versionId, String locale) {
    for (JsonNode one :
        caller.get("/v1/appStoreVersions/" + versionId + "/appStoreVersionLocalizations").data()) {
      if (one.path("attributes").path("locale").asText().equals(locale)) {
        return one.path("id").asText();
      }
    }
    throw new IllegalStateException("no localization " + locale);
  }

  static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A picture in one colour; the type is one of `BufferedImage`, the format "png" or "jpg".
  static byte[] image(int width, int height, int type, String format, int rgb) {
    BufferedImage image = new BufferedImage(width, height, type);
    image.setRGB(0, 0, rgb);
    return written(image, format);
  }

  static byte[] written(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// A picture with 16 bits for each colour.
  static byte[] sixteenBitPng(int width, int height) {
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster pixels = colours.createCompatibleWritableRaster(width, height);
    return written(new BufferedImage(colours, pixels, false, null), "png");
  }

  static byte[] png(int width, int height) {
    return image(width, height, BufferedImage.TYPE_INT_RGB, "png", 0xFF00FF);
  }

  /// The same picture with an EXIF orientation, in a chunk or segment right behind the start.
  static byte[] withOrientation(byte[] image, int orientation) {
    byte[] exif =
        ByteBuffer.allocate(26)
            .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 274)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) orientation)
            .array();
    ByteBuffer bytes = ByteBuffer.allocate(image.length + 12 + exif.length);
    if (image[0] == (byte) 0xFF) {
      bytes.put(image, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + exif.length));
      bytes.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
      bytes.put(image, 2, image.length - 2);
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
    int header = 33;
    byte[] chunk =
        ByteBuffer.allocate(4 + exif.length)
            .put("eXIf".getBytes(StandardCharsets.US_ASCII))
            .put(exif)
            .array();
    CRC32 crc = new CRC32();
    crc.update(chunk);
    bytes.put(image, 0, header).putInt(exif.length).put(chunk).putInt((int) crc.getValue());
    return bytes.put(image, header, image.length - header).array();
  }
}
