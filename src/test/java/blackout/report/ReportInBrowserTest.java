package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PrintOptions;

/** The page with hostile names, in a real browser and opened as a file. */
final class ReportInBrowserTest {

  /** The least contrast of normal text that WCAG 2.1 level AA allows. */
  private static final double LEAST_CONTRAST = 4.5;

  @TempDir private static Path dir;
  private static ChromeDriver browser;
  private static String address;

  @BeforeAll
  static void openBrowser() throws IOException {
    Path chromium = Tools.requireChromium();
    Path driver = Tools.requireChromedriver();
    ReportFiles.write(SampleReports.named(SampleReports.HOSTILE_NAMES), dir);
    address = dir.resolve("report.html").toUri().toString();
    var options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    var service = new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build();
    browser = new ChromeDriver(service, options);
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void loadsWithoutComplaintAndAsksForNothing() {
    browser.manage().logs().get(LogType.PERFORMANCE);
    browser.manage().logs().get(LogType.BROWSER);

    browser.get(address);

    assertThat(browser.getTitle()).startsWith("Cluster <i>&amp; friends</i>: ");
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    List<String> requests =
        browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(LogEntry::getMessage)
            .filter(message -> message.contains("\"Network.requestWillBeSent\""))
            .filter(message -> !message.contains("\"url\":\"data:"))
            .toList();
    assertThat(requests).hasSize(1).allMatch(message -> message.contains("report.html"));
  }

  @Test
  void hostileNamesAppearAsText() {
    browser.get(address);

    List<String> shown =
        browser.findElements(By.cssSelector(".vms tbody th a")).stream()
            .map(name -> name.getDomProperty("textContent"))
            .toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(SampleReports.HOSTILE_NAMES);
    assertThat(browser.findElements(By.cssSelector("script, img, i, b"))).isEmpty();
    assertThat(browser.findElements(By.cssSelector("[onmouseover], [onfocus], [onerror]")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void nothingStandsOutBesideThePage(int width) {
    viewport(width);
    media("", "light");
    browser.get(address);

    // Every check and VM open, so that all of the page counts.
    browser.executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertThat(browser.executeScript("return window.innerWidth")).isEqualTo((long) width);
    assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(browser.executeScript("return document.documentElement.clientWidth"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyTextCanBeReadOnItsGround(String scheme) {
    viewport(1280);
    media("", scheme);
    browser.get(address);

    Object paper = browser.executeScript("return getComputedStyle(document.body).backgroundColor");
    assertThat(paper).isEqualTo(scheme.equals("dark") ? "rgb(20, 25, 31)" : "rgb(255, 255, 255)");
    @SuppressWarnings("unchecked")
    var contrasts = (List<Map<String, Object>>) browser.executeScript(CONTRASTS);
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
    viewport(1280);
    media("print", "dark");
    browser.get(address);

    assertThat(browser.findElements(By.cssSelector("details:not([open])"))).isNotEmpty();
    assertThat(browser.executeScript(HIDDEN_IN_DETAILS)).isEqualTo(0L);
    assertThat(browser.executeScript("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    byte[] pdf = Base64.getDecoder().decode(browser.print(new PrintOptions()).getContent());
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(pdf).hasSizeGreaterThan(20_000);
  }

  private static void viewport(int width) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  private static void media(String type, String scheme) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            type,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
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
