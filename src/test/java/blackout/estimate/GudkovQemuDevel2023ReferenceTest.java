package blackout.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackout.ReferenceTable;
import blackout.estimate.MeasuredCurvePreCopy.Point;
import blackout.estimate.PreCopyEstimate.CopyPass;
import blackout.estimate.PreCopyEstimate.NeverConverges;
import blackout.quantity.DataRate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise: all 48 cells of the table posted with predict_migration.py, to the printed second, from
 * the posted input of one guest of 32 GiB. Nothing is fitted.
 *
 * <p>Source: A. Gudkov (Huawei), qemu-devel, 28 Feb 2023, {@code
 * cover.1677589218.git.gudkov.andrei@huawei.com}. The table is itself a prediction: it checks the
 * arithmetic, not the truth. Durations, rounds and bytes that were not printed come from an
 * independent implementation of the same rules.
 */
final class GudkovQemuDevel2023ReferenceTest {

  private static final JsonNode VECTOR = vector();

  /** Longer than any copy of the guest: everything is sent in the pause. */
  private static final Duration NO_LIMIT = Duration.ofDays(1);

  private static final MeasuredCurvePreCopy GUEST = guest();

  @ParameterizedTest
  @MethodSource("cells")
  void theTotalTimeIsThePrintedOne(Cell cell) {
    assertThat(printed(estimate(cell))).isEqualTo(cell.printed());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void roundsBytesAndLastRoundAreThoseOfAnIndependentImplementation(Cell cell) {
    PreCopyEstimate estimate = estimate(cell);

    List<CopyPass> transfers = estimate.transfers();
    CopyPass last = transfers.get(transfers.size() - 1);
    // Printed to a thousandth of a millisecond.
    assertThat(millis(last.duration())).isCloseTo(cell.lastRoundMillis(), within(0.000_501));
    assertThat(transfers).hasSize(cell.rounds());
    long bytes = transfers.stream().mapToLong(t -> t.bytes().bytes()).sum();
    // Each transfer is rounded to a byte here, only the sum there.
    assertThat((double) bytes).isCloseTo(cell.bytes(), within(0.5 + 0.5 * cell.rounds()));
    estimate
        .total()
        .ifPresent(
            total -> assertThat(millis(total)).isCloseTo(cell.totalMillis(), within(0.000_501)));
    estimate.downtime().ifPresent(pause -> assertThat(pause).isEqualTo(last.duration()));
  }

  @Test
  void thereAre30TimesAnd18Dashes() {
    List<Cell> cells = cells().toList();

    assertThat(cells).hasSize(48);
    assertThat(cells.stream().map(GudkovQemuDevel2023ReferenceTest::estimate))
        .filteredOn(e -> e instanceof NeverConverges)
        .hasSize(18)
        .allSatisfy(e -> assertThat(e.downtime()).isEmpty());
  }

  @Test
  void theTracesAreThoseOfAnIndependentImplementation() {
    int traces = 0;
    for (JsonNode trace : VECTOR.get("traces")) {
      List<CopyPass> expected =
          stream(trace.get("rounds"))
              .map(r -> CopyPass.of(r.get("bytes").asDouble(), r.get("millis").asDouble() / 1000))
              .toList();

      List<CopyPass> transfers =
          GUEST
              .estimate(
                  bandwidth(trace.get("bandwidth").asText()),
                  Duration.ofMillis(trace.get("downtimeLimitMillis").asLong()))
              .transfers();

      assertThat(transfers).hasSameSizeAs(expected);
      for (int i = 0; i < transfers.size(); i++) {
        assertThat(transfers.get(i).bytes()).isEqualTo(expected.get(i).bytes());
        assertThat(millis(transfers.get(i).duration()))
            .isCloseTo(millis(expected.get(i).duration()), within(0.000_501));
      }
      traces++;
    }
    assertThat(traces).isEqualTo(2);
  }

  /** The sample stands for 5,150,720 zero pages and 3,241,984 others: 512 each (by hand). */
  @Test
  void theSampleIsScaledUp() {
    assertThat(GUEST.zeroPages()).isEqualTo(10_060 * 512.0);
    assertThat(GUEST.otherPages()).isEqualTo(8_392_704 - 10_060 * 512.0);
    assertThat(GUEST.estimate(bandwidth("1 Gbps"), NO_LIMIT).transfers().get(0).bytes().bytes())
        .isEqualTo(VECTOR.get("intermediate").get("firstRoundBytes").asLong());
  }

  /** The vector itself exercises neither end of the curve, so the ends are worked by hand. */
  @Test
  void theCurveGoesOnAlongItsFirstAndLastLine() {
    double scale = 512;

    // 33 at 125 ms and 78 at 250 ms: the line is below 0 at time 0, so the curve starts at 0.
    assertThat(GUEST.dirtyPagesAfter(Duration.ZERO)).isZero();
    assertThat(GUEST.dirtyPagesAfter(Duration.ofMillis(125))).isEqualTo(33 * scale);
    // Half of the way from (0, 0) to (125, 33).
    assertThat(GUEST.dirtyPagesAfter(Duration.ofNanos(62_500_000)))
        .isCloseTo(16.5 * scale, within(1e-6));
    // 2675 at 50 s and 2958 at 60 s: 283 more after another 10 s.
    assertThat(GUEST.dirtyPagesAfter(Duration.ofSeconds(70)))
        .isCloseTo((2958 + 283) * scale, within(1e-6));
    assertThat(GUEST.dirtyPagesAfter(Duration.ofHours(1))).isEqualTo(GUEST.otherPages());
    double saturationMillis = VECTOR.get("intermediate").get("saturationMillis").asDouble();
    assertThat(GUEST.dirtyPagesAfter(Duration.ofNanos((long) (saturationMillis * 1e6) - 1_000_000)))
        .isLessThan(GUEST.otherPages());
    assertThat(GUEST.dirtyPagesAfter(Duration.ofNanos((long) (saturationMillis * 1e6) + 1_000_000)))
        .isEqualTo(GUEST.otherPages());
  }

  /** A flat curve keeps its height at time 0, as the rules say. */
  @Test
  void aCurveThatIsFlatFromTheStartNeverGetsBelowItsFloor() {
    var flat =
        new MeasuredCurvePreCopy(
            100_000,
            0,
            List.of(
                new Point(Duration.ofMillis(100), 50_000),
                new Point(Duration.ofMillis(200), 50_000)));

    assertThat(flat.dirtyPagesAfter(Duration.ZERO)).isEqualTo(50_000);
    assertThat(flat.estimate(DataRate.gigabitsPerSecond(1), Duration.ofSeconds(1)))
        .isInstanceOf(NeverConverges.class);
  }

  private record Cell(
      String bandwidth,
      long limitMillis,
      String printed,
      double totalMillis,
      int rounds,
      double lastRoundMillis,
      double bytes) {}

  /** A limit of 0 stands for the column "unlim". */
  private static Stream<Cell> cells() {
    return stream(VECTOR.get("cells"))
        .map(
            c ->
                new Cell(
                    c.get("bandwidth").asText(),
                    c.get("downtimeLimitMillis").asLong(0),
                    c.get("printed").asText(),
                    c.get("derived").get("totalMillis").asDouble(),
                    c.get("derived").get("rounds").asInt(),
                    c.get("derived").get("lastRoundMillis").asDouble(),
                    c.get("derived").get("bytes").asDouble()));
  }

  private static PreCopyEstimate estimate(Cell cell) {
    DataRate bandwidth = bandwidth(cell.bandwidth());
    return cell.limitMillis() == 0
        ? GUEST.estimate(bandwidth, NO_LIMIT)
        : GUEST.estimate(bandwidth, Duration.ofMillis(cell.limitMillis()));
  }

  /** Up to a whole millisecond, then up to a whole second; minutes from 60 s. */
  private static String printed(PreCopyEstimate estimate) {
    if (estimate.total().isEmpty()) {
      return "-";
    }
    long millis = ceilDiv(estimate.total().get().toNanos(), 1_000_000L);
    long seconds = ceilDiv(millis, 1000L);
    return seconds < 60
        ? seconds + "s"
        : seconds / 60 + "m" + (seconds % 60 < 10 ? "0" : "") + seconds % 60 + "s";
  }

  private static long ceilDiv(long amount, long unit) {
    return -Math.floorDiv(-amount, unit);
  }

  private static DataRate bandwidth(String label) {
    Map<String, Double> rates = new LinkedHashMap<>();
    VECTOR
        .get("bandwidths")
        .forEach(b -> rates.put(b.get("label").asText(), b.get("bytesPerSecond").asDouble()));
    return DataRate.bytesPerSecond(rates.get(label));
  }

  /** Every count of the sample is multiplied by all pages over sampled pages. */
  private static MeasuredCurvePreCopy guest() {
    JsonNode input = VECTOR.get("input");
    double pages = input.get("n-total-pages").asDouble();
    double scale = pages / input.get("n-sampled-pages").asLong();
    double zeroPages = input.get("n-zero-pages").asLong() * scale;
    var curve = new ArrayList<Point>();
    for (int i = 0; i < input.get("periods").size(); i++) {
      curve.add(
          new Point(
              Duration.ofMillis(input.get("periods").get(i).asLong()),
              input.get("n-dirty-pages").get(i).asDouble() * scale));
    }
    return new MeasuredCurvePreCopy(pages - zeroPages, zeroPages, curve);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static JsonNode vector() {
    try (InputStream in = ReferenceTable.open("gudkov-2023/predict-migration.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
