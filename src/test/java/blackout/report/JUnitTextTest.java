package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.check.Category;
import blackout.check.CheckResult;
import blackout.check.Result;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class JUnitTextTest {

  @Test
  void hostileTextStaysTextAndEveryResultHasItsPlace() throws Exception {
    var checks = new ArrayList<CheckResult>();
    for (Result result : Result.values()) {
      checks.add(check(result, "</testcase>\u0000\uD800<x a=\"&\">\u0007"));
    }

    Element suites = parse(JUnitText.of("<&\">", checks, List.of()));

    assertThat(suites.getAttribute("name")).isEqualTo("<&\">");
    assertThat(suites.getAttribute("failures")).isEqualTo("1");
    assertThat(suites.getAttribute("errors")).isEqualTo("2");
    assertThat(suites.getAttribute("skipped")).isEqualTo("1");
    assertThat(suites.getElementsByTagName("system-out").getLength()).isEqualTo(3);
    assertThat(suites.getElementsByTagName("failure").item(0).getTextContent())
        .isEqualTo("</testcase>\uFFFD\uFFFD<x a=\"&\">\uFFFD\n> mend it");
  }

  private static CheckResult check(Result result, String evidence) {
    return new CheckResult(
        "N01", Category.NETWORK, "t", result, "l", List.of(evidence), "mend it", "s");
  }

  private static Element parse(String xml) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }
}
