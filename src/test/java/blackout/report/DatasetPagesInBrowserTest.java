package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages of the data sets as a reader uses them: by mouse, by keyboard alone, and on paper. */
final class DatasetPagesInBrowserTest {

  private static final String CLASSIC = "two-node-r2";
  private static final String FAULTY = "faulty-two-node";
  private static final String LARGE = "sixteen-node";

  @TempDir private static Path dir;
  private static Browser browser;
  private static final Map<String, String> PAGES = new HashMap<>();

  @BeforeAll
  static void writePages() throws IOException {
    browser = Browser.open();
    for (String name : List.of(CLASSIC, FAULTY, LARGE)) {
      Path folder = dir.resolve(name);
      ReportFiles.write(SampleReports.ofDataset(name), folder);
      PAGES.put(name, folder.resolve("report.html").toUri().toString());
    }
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void onALightScreen() {
    browser.viewport(1280);
    browser.media("", "light");
  }

  @ParameterizedTest
  @ValueSource(strings = {CLASSIC, FAULTY, LARGE})
  void loadsWithoutComplaintAndAsksForNothing(String dataset) {
    assertThat(browser.consoleOf(page(dataset))).isEmpty();
    assertThat(browser.requestsOf(page(dataset))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {CLASSIC, FAULTY, LARGE})
  void everyLinkInsideThePageHasItsPlace(String dataset) {
    browser.load(page(dataset));

    assertThat(browser.script("return document.querySelectorAll('a[href^=\"#\"]').length"))
        .isNotEqualTo(0L);
    assertThat(
            browser.script(
                """
                return [...document.querySelectorAll('a[href^="#"]')]
                  .filter(a => !document.getElementById(a.hash.slice(1)))
                  .map(a => a.hash);
                """))
        .isEqualTo(List.of());
  }

  @Test
  void aLinkToAVmOpensItsParts() {
    browser.load(page(CLASSIC));
    assertThat(attribute("#vm-dns-01", "open")).isNull();

    browser.one(".vms a[href='#vm-dns-01']").click();

    assertThat(attribute("#vm-dns-01", "open")).isNotNull();
    assertThat(top("#vm-dns-01")).isBetween(0.0, 900.0);
  }

  @Test
  void checksAreFoundByWords() {
    browser.load(page(FAULTY));

    browser.one("#checks input").sendKeys("subnet differs");

    assertThat(shown(".check .id")).containsExactly("W04", "W05");
    assertThat(said("#checks")).isEqualTo("2 of 70 checks shown");
    assertThat(shown(".group h3")).containsExactly("Network");
  }

  @ParameterizedTest
  @CsvSource({"Failed, 18", "Canceled, 3", "Incomplete, 1"})
  void checksAreFoundByTheirResult(String result, int count) {
    browser.load(page(FAULTY));

    browser.one("#checks select").sendKeys(result);

    assertThat(shown(".check summary .mark")).hasSize(count).containsOnly(result);
    assertThat(said("#checks")).isEqualTo(count + " of 70 checks shown");
  }

  @Test
  void vmsAreFoundByNameAndTheirPartsWithThem() {
    browser.load(page(LARGE));
    assertThat(said("#vms")).isEqualTo("300 of 300 VMs shown");

    browser.one("#vms input").sendKeys("SQL-0");

    List<String> names = shown(".vms tbody th");
    assertThat(names).hasSizeBetween(2, 299).allMatch(name -> name.startsWith("sql-0"));
    assertThat(said("#vms")).isEqualTo(names.size() + " of 300 VMs shown");
    assertThat(shown(".vm > summary .what")).containsExactlyElementsOf(names);
  }

  @Test
  void vmsAreFoundByHowTheirLiveMigrationEnds() {
    browser.load(page(CLASSIC));

    browser.one("#vms select").sendKeys("forced");

    assertThat(shown(".vms tbody th")).containsExactly("sql-02");
    assertThat(said("#vms")).isEqualTo("1 of 8 VMs shown");
  }

  @Test
  void aLinkToAHiddenVmShowsAllAgain() {
    browser.load(page(CLASSIC));
    browser.one("#vms input").sendKeys("sql-01");
    assertThat(shown(".vms tbody th")).containsExactly("sql-01");

    browser.script("location.hash = '#vm-dns-01'");

    assertThat(shown(".vms tbody th")).hasSize(8);
  }

  @Test
  void aHeadSortsItsColumnByAmountsNotByLetters() {
    browser.load(page(CLASSIC));
    List<String> asReported = shown(".vms tbody th");

    browser.one(".vms thead th:nth-child(2) button").click();

    assertThat(shown(".vms tbody td:nth-child(2)"))
        .containsExactly(
            "32 GiB", "16 GiB", "8 GiB", "4 GiB", "2 GiB", "1 GiB", "512 MiB", "256 MiB");
    assertThat(attribute(".vms thead th:nth-child(2)", "aria-sort")).isEqualTo("descending");

    browser.one(".vms thead th:nth-child(1) button").click();

    assertThat(shown(".vms tbody th")).isSorted();
    assertThat(attribute(".vms thead th:nth-child(1)", "aria-sort")).isEqualTo("ascending");
    assertThat(attribute(".vms thead th:nth-child(2)", "aria-sort")).isNull();

    browser.one(".vms thead th:nth-child(1) button").click();
    browser.one(".vms thead th:nth-child(1) button").click();

    assertThat(shown(".vms tbody th")).isEqualTo(asReported);
    assertThat(attribute(".vms thead th:nth-child(1)", "aria-sort")).isNull();
  }

  @Test
  void theKeyboardAloneFiltersAndSorts() {
    browser.load(page(CLASSIC));
    tabTo("#vms input");

    browser.press("sql");

    assertThat(said("#vms")).isEqualTo("2 of 8 VMs shown");

    tabTo(".vms thead th:nth-child(3) button");
    browser.press(Keys.ENTER);
    browser.press(Keys.SPACE);

    assertThat(attribute(".vms thead th:nth-child(3)", "aria-sort")).isEqualTo("ascending");
    assertThat(shown(".vms tbody th")).containsExactly("sql-01", "sql-02");

    browser.pressShiftTab();
    browser.pressShiftTab();
    browser.pressShiftTab();
    browser.press(Keys.ENTER);

    assertThat(said("#vms")).isEqualTo("8 of 8 VMs shown");
    assertThat(matches(browser.focused(), "#vms input")).isTrue();
  }

  @Test
  void theFocusIsSeenWhereverItGoes() {
    browser.load(page(FAULTY));
    int stops = ((Number) Objects.requireNonNull(browser.script(FOCUSABLE))).intValue();
    assertThat(stops).isGreaterThan(80);

    for (int i = 0; i < stops; i++) {
      browser.press(Keys.TAB);
      assertThat(browser.script(FOCUS)).as("stop %s", i).isEqualTo("seen");
    }
  }

  @ParameterizedTest
  @CsvSource({
    CLASSIC + ", light",
    CLASSIC + ", dark",
    FAULTY + ", light",
    FAULTY + ", dark",
    LARGE + ", light",
    LARGE + ", dark"
  })
  void nothingBarsAnybodyFromReading(String dataset, String scheme) throws IOException {
    browser.media("", scheme);
    browser.load(page(dataset));
    withFewRows();
    browser.script(
        "document.querySelectorAll('.check, .more, .vm:nth-of-type(-n+3)')"
            + ".forEach(d => d.open = true)");

    assertThat(browser.barriers()).isEmpty();
    assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(scheme.equals("dark") ? "rgb(20, 25, 31)" : "rgb(255, 255, 255)");
  }

  @ParameterizedTest
  @ValueSource(strings = {CLASSIC, FAULTY, LARGE})
  void onPaperEverythingIsOpenAndNothingIsToBeClicked(String dataset) {
    browser.media("print", "dark");
    browser.load(page(dataset));

    assertThat(browser.script(FOLDED_ON_PAPER)).isEqualTo(0L);
    assertThat(shown(".filter")).isEmpty();
    assertThat(browser.script("return document.body.scrollWidth <= innerWidth")).isEqualTo(true);
    withFewRows();
    byte[] pdf = browser.pdf();
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(pdf).hasSizeGreaterThan(50_000);
  }

  @Test
  void onPaperAFilterSaysHowMuchIsLeftOut() {
    browser.load(page(CLASSIC));
    browser.one("#vms input").sendKeys("sql");

    browser.media("print", "light");

    assertThat(shown("#vms .filter")).containsExactly("2 of 8 VMs shown");
  }

  @Test
  void withoutScriptsAllIsThereAndNothingPromisesMore() {
    browser.scripts(false);
    try {
      browser.load(page(FAULTY));

      assertThat(browser.all(".check")).hasSize(70);
      assertThat(browser.all(".vms tbody tr")).hasSize(8);
      assertThat(browser.all("button, input, select")).isEmpty();
    } finally {
      browser.scripts(true);
    }
  }

  private static String page(String dataset) {
    return Objects.requireNonNull(PAGES.get(dataset));
  }

  /** Three hundred rows alike would take minutes and find nothing that thirty do not. */
  private static void withFewRows() {
    browser.script(
        """
        document.querySelectorAll('tr:nth-child(n+31), .vm:nth-of-type(n+31)')
          .forEach(e => e.remove());
        """);
  }

  /** Goes on with the tab key until the focus is there. */
  private static void tabTo(String selector) {
    for (int i = 0; i < 200; i++) {
      browser.press(Keys.TAB);
      if (matches(browser.focused(), selector)) {
        return;
      }
    }
    throw new AssertionError("the tab key never reached " + selector);
  }

  private static boolean matches(WebElement element, String selector) {
    return Objects.equals(
        browser.script("return arguments[0].matches(arguments[1])", element, selector), true);
  }

  /** The texts of what is to be seen, in its order on the page. */
  @SuppressWarnings("unchecked")
  private static List<String> shown(String selector) {
    return (List<String>)
        Objects.requireNonNull(
            browser.script(
                """
                return [...document.querySelectorAll(arguments[0])]
                  .filter(e => e.checkVisibility())
                  .map(e => e.innerText.trim());
                """,
                selector));
  }

  private static String said(String section) {
    return browser.one(section + " .shown").getText();
  }

  private static Object attribute(String selector, String name) {
    return browser.script(
        "return document.querySelector(arguments[0]).getAttribute(arguments[1])", selector, name);
  }

  private static double top(String selector) {
    return ((Number)
            Objects.requireNonNull(
                browser.script(
                    "return document.querySelector(arguments[0]).getBoundingClientRect().top",
                    selector)))
        .doubleValue();
  }

  private static final String FOCUSABLE =
      """
      return [...document.querySelectorAll('a, button, input, select, summary, [tabindex]')]
        .filter(e => e.checkVisibility()).length;
      """;

  private static final String FOCUS =
      """
      const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      const there = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
      return outlined && there ? 'seen' : e.outerHTML.slice(0, 200) + style.outline + JSON.stringify(box);
      """;

  private static final String FOLDED_ON_PAPER =
      """
      return [...document.querySelectorAll('details > :not(summary, .filter, .sr)')]
        .filter(e => !e.checkVisibility({contentVisibilityAuto: true}) || e.offsetHeight === 0)
        .length
      """;
}
