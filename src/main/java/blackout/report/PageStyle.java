package blackout.report;

import blackout.exhibit.Palette;
import gg.jte.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The style of the page and its one script, and the policy that lets a browser apply them and
 * nothing else: no other script, no other style, no request.
 */
final class PageStyle {

  private PageStyle() {}

  /** The policy and the style, for the head of a page without script. */
  static Content head() {
    return head("");
  }

  /** The policy and the style, for the head of a page that ends with {@link #script}. */
  static Content headForScript() {
    return head("script-src '" + sha256(file("page.js")) + "'; ");
  }

  /** The script, for the end of the page. */
  static Content script() {
    String script = "<script>" + file("page.js") + "</script>";
    return output -> output.writeContent(script);
  }

  private static Content head(String scripts) {
    String css = Palette.css() + Palette.chartCss() + file("page.css");
    String policy =
        "default-src 'none'; "
            + scripts
            + "style-src '"
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

  private static String file(String name) {
    try (InputStream in = PageStyle.class.getResourceAsStream("/blackout/report/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a policy names a text: {@code "sha256-"} and the checksum. */
  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
