package io.mscale.report.change;

import io.mscale.report.text.Text;
import io.mscale.report.text.Xml;
import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Builds an XML document with one element per line, using the JDK's writer. */
final class IndentedXml {

    private static final String INDENT = "  ";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;
    private int depth;

    IndentedXml() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    /** Opens an element with child elements. */
    void open(String name, Map<String, String> attributes) {
        write(() -> {
            startLine();
            writer.writeStartElement(name);
            writeAttributes(attributes);
            depth++;
        });
    }

    /** Closes the innermost open element. */
    void close() {
        write(() -> {
            depth--;
            startLine();
            writer.writeEndElement();
        });
    }

    /** Writes an element without content. */
    void empty(String name, Map<String, String> attributes) {
        write(() -> {
            startLine();
            writer.writeEmptyElement(name);
            writeAttributes(attributes);
        });
    }

    /** Writes an element that contains text. */
    void text(String name, String content) {
        write(() -> {
            startLine();
            writer.writeStartElement(name);
            writer.writeCharacters(clean(content));
            writer.writeEndElement();
        });
    }

    /** The whole document. All elements must be closed. */
    String document() {
        write(() -> {
            writer.writeEndDocument();
            writer.flush();
        });
        return text + "\n";
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private static void write(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw impossible(e);
        }
    }

    private void startLine() throws XMLStreamException {
        writer.writeCharacters("\n" + INDENT.repeat(depth));
    }

    private void writeAttributes(Map<String, String> attributes) throws XMLStreamException {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            writer.writeAttribute(attribute.getKey(), clean(attribute.getValue()));
        }
    }

    private static String clean(String content) {
        return Xml.valid(Text.oneLine(content));
    }

    private static IllegalStateException impossible(XMLStreamException e) {
        return new IllegalStateException("writing to memory does not fail", e);
    }
}
