package blackout.exhibit;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The colours of charts and pages: one value for light paper and one for dark. */
public enum Palette {
  PAPER(0xffffff, 0x14191f),
  TEXT(0x1d2733, 0xe4e9ee),
  MUTED(0x566370, 0x9fabb7),
  RULE(0xdde2e7, 0x323c47),
  SAVED(0xb4530a, 0xf2a65a),
  LIVE(0x0b6e6e, 0x4cc4b8),
  CRASH(0x6b5799, 0xb7a5e3);

  private final int light;
  private final int dark;

  Palette(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  Color color() {
    return new Color(light);
  }

  String light() {
    return hex(light);
  }

  /** The name in style sheets. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The ink whose light value this is, empty if there is none. */
  static Optional<Palette> of(int rgb) {
    return Arrays.stream(values()).filter(ink -> ink.light == rgb).findFirst();
  }

  /**
   * Style rules: a variable for each ink, named {@code --saved} and so on, with its dark value
   * where the reader's screen is dark; printed pages stay light.
   */
  public static String css() {
    var lights = new StringBuilder();
    var darks = new StringBuilder();
    for (Palette ink : values()) {
      lights.append("--").append(ink.word()).append(":").append(hex(ink.light)).append(";");
      darks.append("--").append(ink.word()).append(":").append(hex(ink.dark)).append(";");
    }
    return ":root{"
        + lights
        + "}\n@media screen and (prefers-color-scheme:dark){:root{"
        + darks
        + "}}\n";
  }

  /** Style rules that let the charts follow the variables of {@link #css}. */
  public static String chartCss() {
    var rules = new StringBuilder();
    for (Palette ink : values()) {
      String value = "var(--" + ink.word() + ")";
      rules.append(".f-").append(ink.word()).append("{fill:").append(value).append("}");
      rules.append(".s-").append(ink.word()).append("{stroke:").append(value).append("}\n");
    }
    return rules.toString();
  }

  private static String hex(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }
}
