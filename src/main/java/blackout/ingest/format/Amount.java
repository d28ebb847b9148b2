package blackout.ingest.format;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with its unit as tools print it: {@code 4.405 GiB}, {@code 40120 ms}, {@code 4620000
 * kbytes}, {@code 112.7 MiB/s}. KB, MB and GB are 2^10, 2^20 and 2^30 bytes, as QEMU, libvirt and
 * Proxmox count.
 */
final class Amount {

  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{0,9})?)\\s*([A-Za-z%/]{0,16})");

  private Amount() {}

  /** The amount in bytes, seconds, pages or as it is, by its unit; a rate is for a second. */
  static Optional<Double> of(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    double unit = unit(form.group(2));
    return unit < 0 ? Optional.empty() : Optional.of(Double.parseDouble(form.group(1)) * unit);
  }

  private static double unit(String text) {
    String unit = text.toLowerCase(Locale.ROOT).replace("/s", "");
    return switch (unit) {
      case "", "b", "byte", "bytes", "pages", "page", "s", "sec", "seconds", "second" -> 1;
      case "ms", "milliseconds", "millisecond" -> 0.001;
      case "us", "microseconds" -> 1e-6;
      case "%" -> 0.01;
      case "k", "kb", "kib", "kbyte", "kbytes" -> 1L << 10;
      case "m", "mb", "mib", "mbytes", "mbps" -> unit.equals("mbps") ? 125_000 : 1L << 20;
      case "g", "gb", "gib" -> 1L << 30;
      case "t", "tb", "tib" -> 1L << 40;
      default -> -1;
    };
  }
}
