package blackout.report;

import blackout.check.CheckResult;
import blackout.check.Result;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Check results in the XML that build servers read, as JUnit's Ant task writes it: a test suite for
 * each category, a test case for each check. What failed is a failure; what could not be decided or
 * was canceled is an error, because it is no pass; what does not apply is skipped; a warning and a
 * waiver pass, and speak in the output of their case.
 */
public final class JUnitText {

  private JUnitText() {}

  /**
   * @param name the name of the estate
   * @param checks the results; categories keep the order in which they first appear
   */
  public static String of(String name, List<CheckResult> checks) {
    Map<String, List<CheckResult>> suites = new LinkedHashMap<>();
    for (CheckResult check : checks) {
      suites.computeIfAbsent(check.category().title(), c -> new ArrayList<>()).add(check);
    }
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      start(xml, "testsuites", name, checks);
      for (Map.Entry<String, List<CheckResult>> suite : suites.entrySet()) {
        start(xml, "testsuite", suite.getKey(), suite.getValue());
        for (CheckResult check : suite.getValue()) {
          testCase(xml, check);
        }
        end(xml);
      }
      end(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("plain text could not be written as XML", e);
    }
    return text.toString();
  }

  private static void start(XMLStreamWriter xml, String tag, String name, List<CheckResult> checks)
      throws XMLStreamException {
    xml.writeStartElement(tag);
    xml.writeAttribute("name", legal(name));
    xml.writeAttribute("tests", Integer.toString(checks.size()));
    xml.writeAttribute("failures", count(checks, r -> r == Result.FAILED));
    xml.writeAttribute("errors", count(checks, JUnitText::isError));
    xml.writeAttribute("skipped", count(checks, r -> r == Result.NOT_APPLICABLE));
    xml.writeCharacters("\n");
  }

  private static void testCase(XMLStreamWriter xml, CheckResult check) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", legal(check.category().title()));
    xml.writeAttribute("name", legal(check.id() + " " + check.title()));
    String found = String.join("\n", check.evidence());
    String all = check.action().isEmpty() ? found : found + "\n> " + check.action();
    switch (check.result()) {
      case FAILED -> problem(xml, "failure", check, all);
      case INCOMPLETE, CANCELED -> problem(xml, "error", check, all);
      case NOT_APPLICABLE -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", legal(found));
      }
      case SUCCESS, WARNING, WAIVED -> {
        xml.writeStartElement("system-out");
        xml.writeCharacters(legal(check.result().word() + "\n" + all));
        xml.writeEndElement();
      }
    }
    end(xml);
  }

  private static void problem(XMLStreamWriter xml, String tag, CheckResult check, String text)
      throws XMLStreamException {
    xml.writeStartElement(tag);
    xml.writeAttribute("type", check.result().word());
    xml.writeAttribute("message", legal(check.evidence().isEmpty() ? "" : check.evidence().get(0)));
    xml.writeCharacters(legal(text));
    xml.writeEndElement();
  }

  private static void end(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static boolean isError(Result result) {
    return result == Result.INCOMPLETE || result == Result.CANCELED;
  }

  private static String count(List<CheckResult> checks, Predicate<Result> which) {
    return Long.toString(checks.stream().filter(c -> which.test(c.result())).count());
  }

  /** The text with U+FFFD for each character that XML 1.0 cannot hold, section 2.2. */
  private static String legal(String text) {
    var legal = new StringBuilder();
    text.codePoints().map(c -> isLegal(c) ? c : 0xFFFD).forEach(legal::appendCodePoint);
    return legal.toString();
  }

  private static boolean isLegal(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || codePoint == '\r'
        || codePoint >= 0x20 && codePoint <= 0xD7FF
        || codePoint >= 0xE000 && codePoint <= 0xFFFD
        || codePoint >= 0x10000;
  }
}
