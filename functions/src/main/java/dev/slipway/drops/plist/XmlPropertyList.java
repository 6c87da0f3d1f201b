package dev.slipway.drops.plist;

import dev.slipway.drops.IpaUnreadableException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads an XML property list as a stream. Rejects entities other than XML's five, internal and
/// external, and skips Apple's DOCTYPE line. Not thread-safe.
final class XmlPropertyList {
  private static final int MAX_DEPTH = 64;
  private static final XMLInputFactory FACTORY = safeFactory();

  private final XMLStreamReader xml;
  private final RepeatedKeys keys = new RepeatedKeys();
  private int textBudget = PropertyListReader.MAX_TEXT_LENGTH;

  private XmlPropertyList(XMLStreamReader xml) {
    this.xml = xml;
  }

  static PropertyList read(byte[] bytes, Set<String> opened) throws IpaUnreadableException {
    // The parser skips entity declarations, so they are searched for here. Without its zeros,
    // UTF-16
    // looks like ASCII.
    if (new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "").contains("<!ENTITY")) {
      throw PropertyListReader.unreadable("it declares XML entities");
    }
    try {
      XMLStreamReader xml;
      synchronized (FACTORY) {
        xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
      }
      try {
        return new XmlPropertyList(xml).document(opened);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw PropertyListReader.unreadable(
          "it is neither a binary property list nor well-formed XML");
    } catch (RuntimeException e) {
      // The JDK's parser answers some malformed input with unchecked exceptions (seen by fuzzing).
      throw PropertyListReader.unreadable(
          "it is neither a binary property list nor well-formed XML");
    }
  }

  private PropertyList document(Set<String> opened)
      throws XMLStreamException, IpaUnreadableException {
    if (!"plist".equals(nextStart()) || !"dict".equals(nextStart())) {
      throw PropertyListReader.unreadable("its top element is not a dictionary");
    }
    Map<String, PlistValue> entries =
        dictionary(key -> opened.contains(key) ? PropertyListReader.OPENED_DEPTH : 0);
    while (next() != XMLStreamConstants.END_DOCUMENT) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
        throw PropertyListReader.unreadable("it has content after its top dictionary");
      }
    }
    return new PropertyList(entries, keys.paths());
  }

  /// @param opens how deep to open the value of a key
  private Map<String, PlistValue> dictionary(ToIntFunction<String> opens)
      throws XMLStreamException, IpaUnreadableException {
    var entries = new LinkedHashMap<String, PlistValue>();
    for (String element = nextStart(); !element.isEmpty(); element = nextStart()) {
      if (!element.equals("key")) {
        throw PropertyListReader.unreadable("a value has no key");
      }
      String key = text();
      String valueElement = nextStart();
      if (valueElement.isEmpty()) {
        throw PropertyListReader.unreadable("a key has no value");
      }
      keys.enter(key);
      PlistValue before = entries.put(key, value(valueElement, true, opens.applyAsInt(key)));
      keys.leave(before != null);
    }
    return entries;
  }

  private PlistValue value(String element, boolean lists, int depth)
      throws XMLStreamException, IpaUnreadableException {
    return switch (element) {
      case "string" -> new PlistValue.Text(text());
      case "true", "false" -> {
        skip();
        yield new PlistValue.Truth(element.equals("true"));
      }
      case "integer" -> wholeNumber(text().strip());
      case "array" -> lists ? sequence() : skipped();
      case "dict" -> depth > 0 ? new PlistValue.Dictionary(dictionary(_ -> depth - 1)) : skipped();
      case "date" -> moment(text().strip());
      case "data", "real" -> skipped();
      default -> throw PropertyListReader.unreadable("it has an unknown element");
    };
  }

  private PlistValue skipped() throws XMLStreamException, IpaUnreadableException {
    skip();
    return PlistValue.Opaque.OPAQUE;
  }

  private PlistValue sequence() throws XMLStreamException, IpaUnreadableException {
    List<PlistValue> items = new ArrayList<>();
    for (String element = nextStart(); !element.isEmpty(); element = nextStart()) {
      items.add(value(element, false, 0));
    }
    return new PlistValue.Sequence(items);
  }

  private static PlistValue moment(String text) {
    try {
      return new PlistValue.Moment(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return PlistValue.Opaque.OPAQUE;
    }
  }

  private static PlistValue wholeNumber(String text) throws IpaUnreadableException {
    try {
      return new PlistValue.WholeNumber(Long.decode(text));
    } catch (NumberFormatException e) {
      throw PropertyListReader.unreadable("an <integer> is not a number");
    }
  }

  /// Returns the name of the next element that opens here, or an empty string when the current one
  /// closes.
  private String nextStart() throws XMLStreamException, IpaUnreadableException {
    while (true) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return xml.getLocalName();
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return "";
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!xml.isWhiteSpace()) {
            throw PropertyListReader.unreadable("it has text between elements");
          }
        }
        case XMLStreamConstants.END_DOCUMENT ->
            throw PropertyListReader.unreadable("it is incomplete");
        default -> {}
      }
    }
  }

  private String text() throws XMLStreamException, IpaUnreadableException {
    var text = new StringBuilder();
    while (true) {
      switch (next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          textBudget -= xml.getTextLength();
          if (textBudget < 0) {
            throw PropertyListReader.unreadable("its text is too long");
          }
          text.append(xml.getText());
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return text.toString();
        }
        case XMLStreamConstants.START_ELEMENT ->
            throw PropertyListReader.unreadable("it has an element inside a text");
        default -> {}
      }
    }
  }

  /// Skips to the end of the current element.
  private void skip() throws XMLStreamException, IpaUnreadableException {
    int depth = 1;
    while (depth > 0) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        throw PropertyListReader.unreadable("it is nested too deeply");
      }
    }
  }

  private int next() throws XMLStreamException, IpaUnreadableException {
    int event = xml.next();
    if (event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw PropertyListReader.unreadable("it uses an XML entity that it declares");
    }
    return event;
  }

  private static XMLInputFactory safeFactory() {
    // The JDK's parser, even when the class path has another.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setXMLReporter((message, type, information, location) -> {});
    factory.setXMLResolver(
        (publicId, systemId, baseUri, namespace) -> {
          throw new XMLStreamException("External entities are not read.");
        });
    return factory;
  }
}
