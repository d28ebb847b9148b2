package blackout.report;

import blackout.check.CheckResult;
import blackout.check.Objective;
import blackout.check.Result;
import blackout.ingest.Problem;
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
 * each category, a test case for each check; and a suite for each kind of objective, a case for
 * each VM that has one; and one for parts of the input that could not be used. What failed is a
 * failure; what could not be decided or was canceled is an error, because it is no pass; what does
 * not apply is skipped; a warning and a waiver pass, and speak in the output of their case.
 */
public final class JUnitText {

  /** A test case. */
  private record Case(
      String suite, String name, Result result, List<String> evidence, String action) {}

  private JUnitText() {}

  /**
   * Checks alone.
   *
   * @param name the name of the estate
   * @param checks the results; categories keep the order in which they first appear
   * @param problems what in the input could not be used
   */
  public static String of(String name, List<CheckResult> checks, List<Problem> problems) {
    var cases = new ArrayList<>(checks.stream().map(JUnitText::ofCheck).toList());
    ofInput(cases, problems);
    return text(name, cases);
  }

  /** What was left out of the input is an error: it is no pass. */
  private static void ofInput(List<Case> cases, List<Problem> problems) {
    if (!problems.isEmpty()) {
      List<String> lines = problems.stream().map(Problem::toString).toList();
      cases.add(new Case("Input", "The whole input was used", Result.INCOMPLETE, lines, ""));
    }
  }

  /** The checks of a report, and the objectives of its VMs. */
  static String of(Report report) {
    var cases = new ArrayList<Case>();
    report.checks().forEach(check -> cases.add(ofCheck(check)));
    Objective.all(report.estate(), report.forecast(), report.outlook().availability())
        .forEach(objective -> cases.add(ofObjective(objective, report.checks())));
    ofInput(cases, report.problems());
    return text(report.estate().name(), cases);
  }

  private static Case ofCheck(CheckResult check) {
    return new Case(
        check.category().title(),
        check.id() + " " + check.title(),
        check.result(),
        check.evidence(),
        check.action());
  }

  /** An objective that is not kept fails, unless the check of all of its kind is waived. */
  private static Case ofObjective(Objective objective, List<CheckResult> checks) {
    Result result = Result.SUCCESS;
    if (!objective.kept()) {
      result =
          checks.stream()
              .filter(check -> check.id().equals(objective.promise().check()))
              .map(CheckResult::result)
              .findFirst()
              .orElse(Result.FAILED);
    }
    return new Case(
        objective.promise().title(), objective.vm(), result, List.of(objective.found()), "");
  }

  private static String text(String name, List<Case> cases) {
    Map<String, List<Case>> suites = new LinkedHashMap<>();
    for (Case one : cases) {
      suites.computeIfAbsent(one.suite(), suite -> new ArrayList<>()).add(one);
    }
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      start(xml, "testsuites", name, cases);
      for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
        start(xml, "testsuite", suite.getKey(), suite.getValue());
        for (Case one : suite.getValue()) {
          testCase(xml, one);
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

  private static void start(XMLStreamWriter xml, String tag, String name, List<Case> cases)
      throws XMLStreamException {
    xml.writeStartElement(tag);
    xml.writeAttribute("name", legal(name));
    xml.writeAttribute("tests", Integer.toString(cases.size()));
    xml.writeAttribute("failures", count(cases, r -> r == Result.FAILED));
    xml.writeAttribute("errors", count(cases, JUnitText::isError));
    xml.writeAttribute("skipped", count(cases, r -> r == Result.NOT_APPLICABLE));
    xml.writeCharacters("\n");
  }

  private static void testCase(XMLStreamWriter xml, Case one) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", legal(one.suite()));
    xml.writeAttribute("name", legal(one.name()));
    String found = String.join("\n", one.evidence());
    String all = one.action().isEmpty() ? found : found + "\n> " + one.action();
    switch (one.result()) {
      case FAILED -> problem(xml, "failure", one, all);
      case INCOMPLETE, CANCELED -> problem(xml, "error", one, all);
      case NOT_APPLICABLE -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", legal(found));
      }
      case SUCCESS, WARNING, WAIVED -> {
        xml.writeStartElement("system-out");
        xml.writeCharacters(legal(one.result().label() + "\n" + all));
        xml.writeEndElement();
      }
    }
    end(xml);
  }

  private static void problem(XMLStreamWriter xml, String tag, Case one, String text)
      throws XMLStreamException {
    xml.writeStartElement(tag);
    xml.writeAttribute("type", one.result().label());
    xml.writeAttribute("message", legal(one.evidence().isEmpty() ? "" : one.evidence().get(0)));
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

  private static String count(List<Case> cases, Predicate<Result> which) {
    return Long.toString(cases.stream().filter(c -> which.test(c.result())).count());
  }

  /** The text with U+FFFD for each character that XML 1.0 cannot hold, section 2.2. */
  private static String legal(String text) {
    int i = 0;
    while (i < text.length() && isLegal(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    if (i == text.length()) {
      return text;
    }
    var legal = new StringBuilder();
    text.codePoints().map(c -> isLegal(c) ? c : 0xFFFD).forEach(legal::appendCodePoint);
    return legal.toString();
  }

  private static boolean isLegal(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || codePoint == '\r'
        || (codePoint >= 0x20 && codePoint <= 0xD7FF)
        || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
        || codePoint >= 0x10000;
  }
}
