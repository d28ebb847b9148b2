package blackout.scenario;

import static blackout.quantity.Require.require;

import blackout.inventory.Link;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a pair of hosts takes for a live migration, each figure with the range in which nine hosts
 * of ten lie and with where it comes from. A profile that was calibrated has narrow ranges, a
 * shipped one wide ones.
 *
 * @param name for tables and options
 * @param source where the figures come from, in words
 * @param figures what is known; what is not is taken from {@link HostCosts#SERVER}, no limit of a
 *     stream, and a link that is all payload
 */
public record HostProfile(String name, String source, Map<HostFigure, Figure> figures) {

  /** Virtual processors where nobody says how many: an assumption. */
  public static final int USUAL_PROCESSORS = 2;

  /** How many standard deviations the ends of a range lie from its middle: 90 % lie between. */
  private static final double RANGE_DEVIATIONS = 1.6449;

  /**
   * One figure, in the unit of its key.
   *
   * @param value the figure
   * @param low the end below which one host of twenty lies
   * @param high the end above which one host of twenty lies
   * @param origin where it was read or how it was measured
   */
  public record Figure(double value, double low, double high, String origin) {
    public Figure {
      require(
          low >= 0 && low <= value && value <= high && Double.isFinite(high),
          "low, value and high do not grow from 0: %s, %s, %s",
          low,
          value,
          high);
    }

    /** The figure at so many standard deviations, as a logarithm where it has one. */
    private double at(double deviations) {
      double end = deviations < 0 ? low : high;
      double part = Math.min(2, Math.abs(deviations) / RANGE_DEVIATIONS);
      return value > 0 && low > 0
          ? value * Math.pow(end / value, part)
          : Math.max(0, value + (end - value) * part);
    }
  }

  public HostProfile {
    var sorted = new EnumMap<HostFigure, Figure>(HostFigure.class);
    sorted.putAll(figures);
    figures = Collections.unmodifiableMap(sorted);
    figures.forEach(
        (figure, of) ->
            require(
                !figure.isRatio() || of.high <= 1,
                "%s is a share and not in 0..1: %s",
                figure.key(),
                of.high));
    Figure streams = sorted.get(HostFigure.STREAMS);
    require(
        streams == null || streams.value >= 1,
        "streams are fewer than 1: %s",
        String.valueOf(streams));
  }

  /** This profile with a figure in place of its own. */
  public HostProfile with(HostFigure which, Figure figure) {
    var changed = new EnumMap<HostFigure, Figure>(HostFigure.class);
    changed.putAll(figures);
    changed.put(which, figure);
    return new HostProfile(name, source, changed);
  }

  /**
   * One of the hosts that the profile allows: its figures are exact.
   *
   * @param deviations for each figure how far from the middle, in standard deviations; 0 for the
   *     middle
   */
  public HostProfile drawn(ToDoubleFunction<HostFigure> deviations) {
    var drawn = new EnumMap<HostFigure, Figure>(HostFigure.class);
    figures.forEach(
        (which, figure) -> {
          double value = figure.at(deviations.applyAsDouble(which));
          double within = which.isRatio() ? Math.min(1, value) : value;
          drawn.put(which, new Figure(within, within, within, figure.origin));
        });
    return new HostProfile(name, source, drawn);
  }

  /** The question with these hosts, and a link of which they use what they can. */
  public Scenario on(Scenario scenario) {
    return on(scenario, USUAL_PROCESSORS, 0);
  }

  /**
   * The question with these hosts, and a link of which they use what they can.
   *
   * @param processors the virtual processors of the VM
   * @param devices the devices that are passed through to it
   */
  public Scenario on(Scenario scenario, int processors, int devices) {
    return scenario.withCosts(costs(processors, devices)).withLink(link(scenario.link()));
  }

  private Link link(Link asked) {
    double wire = asked.wire().bytesPerSecond() * value(HostFigure.PAYLOAD, 1);
    double streams = value(HostFigure.STREAMS, 1) * value(HostFigure.STREAM_BYTES, 1e18);
    return new Link(
        new DataRate(Math.min(wire, streams)),
        asked.senderLimit(),
        new ByteCount(Math.round(value(HostFigure.BUFFER, (double) asked.buffer().bytes()))));
  }

  /**
   * The costs for a VM.
   *
   * @param processors its virtual processors
   * @param devices the devices that are passed through to it
   */
  public HostCosts costs(int processors, int devices) {
    HostCosts usual = HostCosts.SERVER;
    double raw = value(HostFigure.RAW_PAGE, usual.rawPageNanos());
    double perPage = 1e9 / (value(HostFigure.STREAM_PAGES, 1e18) * value(HostFigure.STREAMS, 1));
    double encrypted = value(HostFigure.ENCRYPTED_PAGE, 0);
    return new HostCosts(
        Math.max(raw + encrypted, perPage),
        value(HostFigure.ZERO_PAGE, usual.zeroPageNanos()),
        value(HostFigure.DELTA_PAGE, 2 * raw) + encrypted,
        value(HostFigure.COMPRESSED_PAGE, usual.compressedPageNanos()),
        value(HostFigure.FIRST_TOUCH, usual.firstTouchNanos()),
        value(HostFigure.LOG_READING, usual.syncNanosPerPage()),
        value(HostFigure.FIRST_PASS_GUEST, usual.firstPassGuestRatio()),
        millis(value(HostFigure.SETUP, usual.setup().toNanos() / 1e6)),
        millis(pauseMillis(processors, devices)),
        Math.round(value(HostFigure.DEVICE_STATE, (double) usual.deviceStateBytes())),
        value(HostFigure.POST_COPY_PAGE, usual.postCopyPageNanos()),
        value(HostFigure.POST_COPY_ZERO_PAGE, usual.postCopyZeroPageNanos()),
        value(HostFigure.DISCARD_RUN, usual.discardRunNanos()));
  }

  private double pauseMillis(int processors, int devices) {
    return value(HostFigure.FIXED_PAUSE, HostCosts.SERVER.fixedDowntime().toNanos() / 1e6)
        + processors * value(HostFigure.PROCESSOR_PAUSE, 0)
        + devices * value(HostFigure.DEVICE_PAUSE, 0);
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }

  private double value(HostFigure which, double otherwise) {
    return Optional.ofNullable(figures.get(which)).map(Figure::value).orElse(otherwise);
  }
}
