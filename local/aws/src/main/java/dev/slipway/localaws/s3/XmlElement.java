package dev.slipway.localaws.s3;

import dev.slipway.localaws.objects.S3Failure;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of a request's XML. For one thread.
final class XmlElement {
  private final String name;
  private final StringBuilder text = new StringBuilder();
  private final List<XmlElement> children = new ArrayList<>();

  private XmlElement(String name) {
    this.name = name;
  }

  /// Parses a document, without DTDs and entities.
  ///
  /// @throws S3Failure MalformedXML
  static XmlElement parse(InputStream in) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XmlElement document = new XmlElement("");
    Deque<XmlElement> open = new ArrayDeque<>();
    open.push(document);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamReader.START_ELEMENT -> {
            XmlElement element = new XmlElement(reader.getLocalName());
            open.element().children.add(element);
            open.push(element);
          }
          case XMLStreamReader.END_ELEMENT -> open.pop();
          case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA ->
              open.element().text.append(reader.getText());
          default -> {
            // Comments and processing instructions mean nothing to S3.
          }
        }
      }
    } catch (XMLStreamException e) {
      throw malformed();
    }
    return document.children.stream().findFirst().orElseThrow(XmlElement::malformed);
  }

  static S3Failure malformed() {
    return new S3Failure(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  List<XmlElement> children(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).toList();
  }

  Optional<String> child(String childName) {
    return children(childName).stream().findFirst().map(child -> child.text.toString());
  }

  String required(String childName) {
    return child(childName).orElseThrow(XmlElement::malformed);
  }
}
