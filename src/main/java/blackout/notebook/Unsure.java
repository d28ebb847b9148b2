package blackout.notebook;

import blackout.plan.move.Risk;
import blackout.plan.stats.Spread;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.Port;
import java.util.function.ToDoubleFunction;

/**
 * A number that is not sure, for {@link Move#risk}: {@code "20 MiB/s..60 MiB/s"} (all alike),
 * {@code "20 MiB/s..40 MiB/s..80 MiB/s"} (least, likeliest, most) or {@code "40 MiB/s~x1.5"} (a
 * median, and the factor within which two thirds of the cases lie).
 *
 * @param input which number
 * @param spread what it may be, in B/s or bytes
 */
public record Unsure(Risk.Input input, Spread spread) {

  static Unsure rate(Risk.Input input, String text) {
    return of(input, text, t -> DataRate.parse(t).bytesPerSecond());
  }

  /** A port, or a payload where the text ends so: {@code "800 Mbit/s..940 Mbit/s payload"}. */
  static Unsure link(String text) {
    boolean measured = text.strip().endsWith(Port.PAYLOAD);
    return of(
        Risk.Input.LINK,
        text.strip(),
        t ->
            Port.payload(measured && !t.endsWith(Port.PAYLOAD) ? t + Port.PAYLOAD : t)
                .bytesPerSecond());
  }

  static Unsure size(Risk.Input input, String text) {
    return of(input, text, t -> ByteCount.parse(t).bytes());
  }

  private static Unsure of(Risk.Input input, String text, ToDoubleFunction<String> number) {
    return CellInput.read(() -> new Unsure(input, Spread.parse(text, number)));
  }
}
