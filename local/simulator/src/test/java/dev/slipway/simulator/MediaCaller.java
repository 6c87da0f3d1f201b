package dev.slipway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
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

  static byte[] png(int width, int height) {
    return image(width, height, BufferedImage.TYPE_INT_RGB, "png", 0xFF00FF);
  }

  /// A video without frames: only what its header tells.
  static byte[] video(String brand, int seconds, int width, int height, int soundChannels) {
    byte[] movieHeader = ByteBuffer.allocate(100).putInt(12, 600).putInt(16, seconds * 600).array();
    byte[] trackHeader =
        ByteBuffer.allocate(84).putInt(76, width << 16).putInt(80, height << 16).array();
    byte[] videoTrack =
        box("trak", box("tkhd", trackHeader), box("mdia", box("hdlr", handler("vide"))));
    byte[] entry = ByteBuffer.allocate(36).putShort(24, (short) soundChannels).array();
    byte[] soundTrack =
        box(
            "trak",
            box("tkhd", new byte[84]),
            box(
                "mdia",
                box("hdlr", handler("soun")),
                box("minf", box("stbl", box("stsd", new byte[8], entry)))));
    byte[] movie =
        soundChannels == 0
            ? box("moov", box("mvhd", movieHeader), videoTrack)
            : box("moov", box("mvhd", movieHeader), videoTrack, soundTrack);
    byte[] type =
        brand.isEmpty() ? new byte[0] : box("ftyp", (brand + "\0\0\0\0").getBytes(ascii()));
    return concat(type, box("mdat", new byte[1000]), movie);
  }

  private static java.nio.charset.Charset ascii() {
    return StandardCharsets.US_ASCII;
  }

  private static byte[] handler(String type) {
    return ByteBuffer.allocate(25).position(8).put(type.getBytes(ascii())).array();
  }

  private static byte[] box(String type, byte[]... content) {
    byte[] inner = concat(content);
    return ByteBuffer.allocate(8 + inner.length)
        .putInt(8 + inner.length)
        .put(type.getBytes(ascii()))
        .put(inner)
        .array();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
