package blackout.scenario;

import static blackout.quantity.Require.require;

import blackout.quantity.Amounts;
import blackout.quantity.DataRate;
import java.util.List;

/**
 * The two rates of a migration network: that of its port, as people name it ("a 10 Gbit/s port"),
 * and the payload, the memory that gets through, as people measure it.
 *
 * <pre>  payload = port x {@link Defaults#PAYLOAD_RATIO}</pre>
 */
public final class Port {

  /** Ports that can be bought, in Gbit/s. */
  public static final List<Integer> USUAL_GIGABITS = List.of(1, 10, 25, 40, 100, 200, 400);

  /** What marks a text as a payload. */
  public static final String PAYLOAD = "payload";

  /** Rounding of a product and a quotient of doubles. */
  private static final double SAME = 1e-9;

  private Port() {}

  /**
   * The payload of a link: {@code "1 Gbit/s"} is a port, {@code "940 Mbit/s payload"} what was
   * measured.
   *
   * @throws IllegalArgumentException if the text is no rate, or is 0
   */
  public static DataRate payload(String text) {
    String rate = text.strip();
    boolean measured = isMeasured(text);
    DataRate read =
        DataRate.parse(measured ? rate.substring(0, rate.length() - PAYLOAD.length()) : rate);
    require(read.bytesPerSecond() > 0, "a link of %s moves nothing", text);
    return measured ? read : payload(read);
  }

  /** Whether a text tells what was measured of a link, and not its port. */
  public static boolean isMeasured(String text) {
    return text.strip().endsWith(PAYLOAD);
  }

  /** What a port leaves for memory. */
  public static DataRate payload(DataRate port) {
    return port.times(Defaults.PAYLOAD_RATIO);
  }

  /** The port that leaves so much. */
  public static DataRate of(DataRate payload) {
    return payload.times(1 / Defaults.PAYLOAD_RATIO);
  }

  /**
   * Both rates in words, first the one that was said: {@code "a port of 1 Gbit/s (942 Mbit/s
   * payload)"} or {@code "a payload of 940 Mbit/s (998 Mbit/s port)"}.
   */
  public static String words(DataRate payload) {
    String port = Amounts.linkRate(of(payload));
    String measured = Amounts.linkRate(payload);
    boolean named = Math.abs(payload(DataRate.parse(port)).ratioTo(payload) - 1) < SAME;
    return named
        ? "a port of %s (%s payload)".formatted(port, measured)
        : "a payload of %s (%s port)".formatted(measured, port);
  }
}
