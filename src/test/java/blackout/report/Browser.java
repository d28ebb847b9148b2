package blackout.report;

import blackout.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.print.PrintOptions;

/** A real browser without a window, for one test class. */
final class Browser implements AutoCloseable {

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens one; where there is none, the tests of the class are skipped. */
  static Browser open() {
    Path chromium = Tools.requireChromium();
    Path chromedriver = Tools.requireChromedriver();
    var options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
    options.setScriptTimeout(Duration.ofMinutes(5));
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    var service =
        new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  void load(String address) {
    // A page that only differs in its fragment would not be loaded again.
    driver.get("about:blank");
    driver.get(address);
  }

  String title() {
    return Objects.requireNonNull(driver.getTitle());
  }

  Object script(String body, Object... arguments) {
    return driver.executeScript(body, arguments);
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** What has the focus. */
  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Presses keys wherever the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void pressShiftTab() {
    new Actions(driver).keyDown(Keys.SHIFT).sendKeys(Keys.TAB).keyUp(Keys.SHIFT).perform();
  }

  void viewport(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /**
   * @param type {@code "print"}, or empty for a screen
   * @param scheme {@code "light"} or {@code "dark"}
   */
  void media(String type, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            type,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Pages loaded from now on may or may not run scripts of their own. */
  void scripts(boolean allowed) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
  }

  byte[] pdf() {
    return Base64.getDecoder().decode(driver.print(new PrintOptions()).getContent());
  }

  /** Loads a page, and returns what it said to the console. */
  List<String> consoleOf(String address) {
    driver.manage().logs().get(LogType.BROWSER);
    load(address);
    return messages(LogType.BROWSER);
  }

  /** Loads a page, and returns everything that was asked for over the network or of the disk. */
  List<String> requestsOf(String address) {
    driver.get("about:blank");
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.get(address);
    return messages(LogType.PERFORMANCE).stream()
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .filter(message -> !message.contains("\"url\":\"data:"))
        .toList();
  }

  /**
   * What axe-core finds that is serious or critical, a line each.
   *
   * @see <a href="https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md">The
   *     rules of axe-core</a>
   */
  @SuppressWarnings("unchecked")
  List<String> barriers() throws IOException {
    try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(
          new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
    }
    return (List<String>)
        Objects.requireNonNull(
            driver.executeAsyncScript(
                """
                const done = arguments[0];
                axe.run(document, {resultTypes: ['violations']}).then(found => done(
                  found.violations.filter(v => ['serious', 'critical'].includes(v.impact))
                    .flatMap(v => v.nodes.map(n => v.id + ': ' + n.target + ': ' + n.failureSummary))
                ), error => done(['axe-core did not run: ' + error]));
                """));
  }

  private List<String> messages(String type) {
    return driver.manage().logs().get(type).getAll().stream().map(LogEntry::getMessage).toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
