package org.mailmend.knowledge.internal.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.XmlElement;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads a small XML document of unknown origin into a tree: no document type, so no entities of its own and nothing from
 * elsewhere; depth and number of elements are bounded.
 */
final class XmlReader extends DefaultHandler {
    private static final int MAX_DEPTH = 24;
    private static final int MAX_ELEMENTS = 20_000;

    private static final class Open {
        final String name;
        final Map<String, String> attributes;
        final List<XmlElement> parts = new ArrayList<>();
        final StringBuilder run = new StringBuilder();
        boolean parent;

        Open(String name, Map<String, String> attributes) {
            this.name = name;
            this.attributes = attributes;
        }

        void endRun() {
            String text = run.toString();
            run.setLength(0);
            if (!text.isBlank()) {
                parts.add(XmlElement.of("", text));
            }
        }

        XmlElement close() {
            endRun();
            if (parent) {
                return new XmlElement(name, attributes, "", parts);
            }
            return new XmlElement(name, attributes, parts.isEmpty() ? "" : parts.getFirst().text().strip(), List.of());
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private Locator locator;
    private int elements;
    private XmlElement root;

    private XmlReader() {
    }

    /**
     * The root of a document.
     *
     * @throws ConfigException when it is not well-formed or goes beyond the bounds
     */
    static XmlElement read(byte[] document) throws ConfigException {
        XmlReader reader = new XmlReader();
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.newSAXParser().parse(new ByteArrayInputStream(document), reader);
            return reader.root;
        } catch (SAXParseException e) {
            throw new ConfigException("xml.broken", Math.max(1, e.getLineNumber()));
        } catch (SAXException | IOException e) {
            // an encoding that does not exist or that the bytes are not in
            int line = reader.locator == null ? 1 : Math.max(1, reader.locator.getLineNumber());
            throw new ConfigException("xml.broken", line);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own parser lacks a feature", e);
        }
    }

    @Override
    public void setDocumentLocator(Locator value) {
        locator = value;
    }

    @Override
    public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
        throw new SAXException("external entity");
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        if (++elements > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
            throw new SAXParseException("too much", locator);
        }
        if (!open.isEmpty()) {
            open.peek().parent = true;
            open.peek().endRun();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            values.put(attributes.getQName(i), clean(attributes.getValue(i)));
        }
        open.push(new Open(name, values));
    }

    @Override
    public void characters(char[] text, int start, int length) {
        open.peek().run.append(clean(new String(text, start, length)));
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        XmlElement element = open.pop().close();
        if (open.isEmpty()) {
            root = element;
        } else {
            open.peek().parts.add(element);
        }
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    /** What XML 1.1 lets through and XML 1.0 does not. */
    private static String clean(String text) {
        return text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r') ? text
                : text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", "\uFFFD");
    }
}
