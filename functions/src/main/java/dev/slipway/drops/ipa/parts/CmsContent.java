package dev.slipway.drops.ipa.parts;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.IpaUnreadableException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Reads the content of a CMS signed message (RFC 5652, 5.1), DER or BER, without checking its
/// signature. It does not need BouncyCastle, which only the intake of keys uses, because it only
/// has to find one element. Not thread-safe.
public final class CmsContent {
  private static final int SEQUENCE = 0x30;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int OCTETS = 0x04;
  private static final int CONSTRUCTED_OCTETS = 0x24;
  private static final int EXPLICIT_0 = 0xA0;
  private static final int MAX_DEPTH = 8;

  /// 1.2.840.113549.1.7.2
  private static final byte[] SIGNED_DATA = {
    0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x07, 0x02
  };

  private final byte[] bytes;

  private CmsContent(byte[] bytes) {
    this.bytes = bytes;
  }

  public static byte[] of(byte[] message) throws IpaUnreadableException {
    return new CmsContent(message).content();
  }

  /// An element with its content from `start` to `end`. An element of indefinite length ends
  /// somewhere before `end`.
  private record Element(int tag, int start, int end, boolean indefinite) {}

  private byte[] content() throws IpaUnreadableException {
    Element info = expect(element(0, bytes.length), SEQUENCE);
    Element type = expect(first(info), OBJECT_IDENTIFIER);
    if (!Arrays.equals(bytes, type.start, type.end, SIGNED_DATA, 0, SIGNED_DATA.length)) {
      throw noMessage();
    }
    Element explicit = expect(after(type, info), EXPLICIT_0);
    Element signed = expect(first(explicit), SEQUENCE);
    Element version = first(signed);
    Element digests = after(version, signed);
    Element encapsulated = expect(after(digests, signed), SEQUENCE);
    Element contentType = expect(first(encapsulated), OBJECT_IDENTIFIER);
    Element octets = first(expect(after(contentType, encapsulated), EXPLICIT_0));
    var content = new ByteArrayOutputStream();
    collect(octets, content, MAX_DEPTH);
    return content.toByteArray();
  }

  private void collect(Element octets, ByteArrayOutputStream content, int depth)
      throws IpaUnreadableException {
    if (octets.tag == OCTETS) {
      content.write(bytes, octets.start, octets.end - octets.start);
      return;
    }
    expect(octets, CONSTRUCTED_OCTETS);
    if (depth == 0) {
      throw noMessage();
    }
    int at = octets.start;
    while (!atEnd(at, octets)) {
      Element part = element(at, octets.end);
      collect(part, content, depth - 1);
      at = next(part, MAX_DEPTH);
    }
  }

  private Element first(Element parent) throws IpaUnreadableException {
    return element(parent.start, parent.end);
  }

  private Element after(Element sibling, Element parent) throws IpaUnreadableException {
    return element(next(sibling, MAX_DEPTH), parent.end);
  }

  /// Returns where the next element starts.
  private int next(Element element, int depth) throws IpaUnreadableException {
    if (!element.indefinite) {
      return element.end;
    }
    if (depth == 0) {
      throw noMessage();
    }
    int at = element.start;
    while (!atEnd(at, element)) {
      at = next(element(at, element.end), depth - 1);
    }
    return at + 2;
  }

  /// Returns whether the parent has no further element: this is its end, or the two zeros that end
  /// an element of indefinite length.
  private boolean atEnd(int at, Element parent) {
    if (parent.indefinite) {
      return at + 2 <= parent.end && bytes[at] == 0 && bytes[at + 1] == 0;
    }
    return at >= parent.end;
  }

  private Element element(int at, int limit) throws IpaUnreadableException {
    if (at > limit - 2) {
      throw noMessage();
    }
    int tag = bytes[at] & 0xFF;
    int length = bytes[at + 1] & 0xFF;
    int start = at + 2;
    if (length == 0x80) {
      return new Element(tag, start, limit, true);
    }
    if (length > 0x80) {
      int size = length & 0x7F;
      if (size > 3 || start + size > limit) {
        throw noMessage();
      }
      length = 0;
      for (int i = 0; i < size; i++) {
        length = (length << 8) | (bytes[start++] & 0xFF);
      }
    }
    if (length > limit - start) {
      throw noMessage();
    }
    return new Element(tag, start, start + length, false);
  }

  private static Element expect(Element element, int tag) throws IpaUnreadableException {
    if (element.tag != tag) {
      throw noMessage();
    }
    return element;
  }

  private static IpaUnreadableException noMessage() {
    return new IpaUnreadableException(Reason.DAMAGED, "it is not a signed message (CMS)");
  }
}
