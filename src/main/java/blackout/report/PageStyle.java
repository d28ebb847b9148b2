package blackout.report;

import blackout.exhibit.Ink;
import gg.jte.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The style of the page, and the policy that lets a browser apply it and nothing else: no script,
 * no request, no other style.
 */
final class PageStyle {

  private static final String FILE = "/blackout/report/page.css";

  private PageStyle() {}

  /** The policy and the style, for the head of the page. */
  static Content head() {
    String css = Ink.css() + Ink.chartCss() + sheet();
    String policy =
        "default-src 'none'; style-src 'sha256-"
            + sha256(css)
            + "'; img-src data:; base-uri 'none'; form-action 'none'";
    String head =
        "<meta http-equiv=\"Content-Security-Policy\" content=\""
            + policy
            + "\">\n<style>"
            + css
            + "</style>";
    return output -> output.writeContent(head);
  }

  private static String sheet() {
    try (InputStream in = PageStyle.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + FILE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
