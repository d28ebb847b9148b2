package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page with hostile names, in a real browser and opened as a file. */
final class ReportInBrowserTest {

  /** The least contrast of normal text that WCAG 2.1 level AA allows. */
  private static final double LEAST_CONTRAST = 4.5;

  @TempDir private static Path dir;
  private static Browser browser;
  private static String address;

  @BeforeAll
  static void openBrowser() throws IOException {
    browser = Browser.open();
    ReportFiles.write(SampleReports.named(SampleReports.HOSTILE_NAMES), dir);
    address = dir.resolve("report.html").toUri().toString();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void loadsWithoutComplaintAndAsksForNothing() {
    assertThat(browser.consoleOf(address)).isEmpty();
    assertThat(browser.title()).startsWith("Cluster <i>&amp; friends</i>: ");
    assertThat(browser.requestsOf(address)).hasSize(1).allMatch(m -> m.contains("report.html"));
  }

  @Test
  void hostileNamesAppearAsText() {
    browser.load(address);

    List<String> shown =
        browser.all(".vms tbody th a").stream()
            .map(name -> name.getDomProperty("textContent"))
            .toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(SampleReports.HOSTILE_NAMES);
    assertThat(browser.all("script:not(body > script:last-child), img, i, b")).isEmpty();
    assertThat(browser.all("[onmouseover], [onfocus], [onerror]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void nothingStandsOutBesideThePage(int width) {
    browser.viewport(width);
    browser.media("", "light");
    browser.load(address);

    // Every check and VM open, so that all of the page counts.
    browser.script("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertThat(browser.script("return window.innerWidth")).isEqualTo((long) width);
    assertThat(browser.script("return document.documentElement.scrollWidth"))
        .isEqualTo(browser.script("return document.documentElement.clientWidth"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyTextCanBeReadOnItsGround(String scheme) {
    browser.viewport(1280);
    browser.media("", scheme);
    browser.load(address);

    Object paper = browser.script("return getComputedStyle(document.body).backgroundColor");
    assertThat(paper).isEqualTo(scheme.equals("dark") ? "rgb(20, 25, 31)" : "rgb(255, 255, 255)");
    @SuppressWarnings("unchecked")
    var contrasts = (List<Map<String, Object>>) browser.script(CONTRASTS);
    assertThat(contrasts).hasSizeGreaterThan(100);
    assertThat(contrasts)
        .allSatisfy(
            text ->
                assertThat(((Number) text.get("contrast")).doubleValue())
                    .as("%s", text)
                    .isGreaterThanOrEqualTo(LEAST_CONTRAST));
  }

  @Test
  void printedEverythingIsOpenAndTheColoursAreThoseOfPaper() {
    browser.viewport(1280);
    browser.media("print", "dark");
    browser.load(address);

    assertThat(browser.all("details:not([open])")).isNotEmpty();
    assertThat(browser.script(HIDDEN_IN_DETAILS)).isEqualTo(0L);
    assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    byte[] pdf = browser.pdf();
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(pdf).hasSizeGreaterThan(20_000);
  }

  private static final String HIDDEN_IN_DETAILS =
      """
      return [...document.querySelectorAll('details > dl, details > table')]
        .filter(e => !e.checkVisibility({contentVisibilityAuto: true}) || e.offsetHeight === 0)
        .length
      """;

  /**
   * The contrast of each element with text of its own against the nearest ground below it, by the
   * formula of WCAG 2.1.
   */
  private static final String CONTRASTS =
      """
      document.querySelectorAll('details').forEach(d => d.open = true);
      const numbers = color => color.match(/[\\d.]+/g).map(Number);
      const light = color => {
        const [r, g, b] = numbers(color).map(v => v / 255)
          .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = element => {
        for (let e = element; e; e = e.parentElement) {
          const color = getComputedStyle(e).backgroundColor;
          if ((numbers(color)[3] ?? 1) > 0) return color;
        }
        return 'rgb(255, 255, 255)';
      };
      const withText = [...document.body.querySelectorAll('*')].filter(e =>
        !e.closest('svg') &&
        [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim() !== ''));
      return withText.map(e => {
        const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
        return {
          text: e.textContent.trim().slice(0, 40),
          contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
        };
      });
      """;
}
