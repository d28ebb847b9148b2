package blackout.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.exhibit.SweepText;
import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.plan.move.Guest;
import blackout.plan.move.Question;
import blackout.plan.move.Sweep;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep's file is complete or not there, and the same however it came about. */
final class SweepFileTest {

  private static final Question BASE =
      Question.of(
              Guest.of(ByteCount.gibibytes(1), DataRate.mebibytesPerSecond(1)),
              DataRate.gigabitsPerSecond(1))
          .withHypervisor("textbook");

  /** More points than are computed at once. */
  private static final Sweep LARGE = sweep(200);

  @TempDir Path folder;

  private static Sweep sweep(int rates) {
    return new Sweep(
        BASE,
        List.of(Hypervisors.named("textbook"), Hypervisors.named("xen-v2")),
        List.of(ByteCount.mebibytes(128), ByteCount.gibibytes(1)),
        DoubleStream.iterate(1, r -> r + 1)
            .limit(rates)
            .mapToObj(DataRate::mebibytesPerSecond)
            .toList(),
        List.of(ByteCount.mebibytes(64), ByteCount.mebibytes(512)),
        DoubleStream.iterate(1, r -> r * 1.1)
            .limit(50)
            .mapToObj(DataRate::gigabitsPerSecond)
            .toList());
  }

  @Test
  void computedSideBySideItIsByteForByteWhatItIsOneAfterTheOther() throws IOException {
    Path file = folder.resolve("sweep.csv");

    SweepFile.write(LARGE, file, false, done -> {});

    assertThat(LARGE.size()).isEqualTo(80_000);
    assertThat(Files.readString(file)).isEqualTo(serial(LARGE));
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aStoppedRunGoesOnAfterItsLastWholeRecord() throws IOException {
    Path file = folder.resolve("sweep.csv");
    String whole = serial(LARGE);
    Files.writeString(part(file), whole.substring(0, 2_000_001));

    long kept = SweepFile.write(LARGE, file, true, done -> {});

    assertThat(kept).isEqualTo(whole.substring(0, 2_000_001).lines().count() - 2);
    assertThat(Files.readString(file)).isEqualTo(whole);
  }

  @Test
  void anEarlierFileStaysUntilTheNewOneIsComplete() throws IOException {
    Path file = folder.resolve("sweep.csv");
    Files.writeString(file, "earlier");
    var seen = new ArrayList<String>();

    SweepFile.write(
        sweep(3),
        file,
        false,
        done -> {
          try {
            seen.add(Files.readString(file));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });

    assertThat(seen).containsExactly("earlier");
    assertThat(Files.readString(file)).startsWith("hypervisor,");
  }

  @Test
  void doesNotGoOnWithTheRecordsOfAnotherSweep() throws IOException {
    Path file = folder.resolve("sweep.csv");
    Files.writeString(part(file), serial(sweep(3)));

    assertThatThrownBy(() -> SweepFile.write(sweep(2), file, true, done -> {}))
        .hasMessageContaining("another sweep");
  }

  @Test
  void doesNotGoOnWithAnswersThatItWouldNotGive() throws IOException {
    Path file = folder.resolve("sweep.csv");
    String records = serial(sweep(3));
    int line = records.indexOf('\n') + 1;
    int answer = records.indexOf(",converged,", line);
    Files.writeString(
        part(file), records.substring(0, answer) + ",forced," + records.substring(answer + 11));

    assertThatThrownBy(() -> SweepFile.write(sweep(3), file, true, done -> {}))
        .hasMessageContaining("another sweep");
  }

  @Test
  void aLinkOnWhichMemoryNeverTravelsIsNotPossible() {
    var slow =
        new Sweep(
            BASE,
            List.of(Hypervisors.named("textbook")),
            List.of(ByteCount.gibibytes(1)),
            List.of(DataRate.mebibytesPerSecond(1)),
            List.of(),
            List.of(DataRate.bytesPerSecond(0.1)));

    // By hand: 2^30 B at 0.1 B/s take 340 years.
    assertThat(SweepText.records(slow.points(0, 1))).contains(",not possible,");
  }

  @Test
  void aWorkingSetThatDoesNotFitIsNotPossible() {
    String records = SweepText.records(sweep(1).points(50, 51));

    // By hand: the second block of 50 links is a working set of 512 MiB in a memory of 128 MiB;
    // 1000 Mbit/s are 94.15 % of a port of 1062.135.
    assertThat(records)
        .isEqualTo("textbook,128,1,512,0,random,1062.135,1000,300,1,,not possible,,,,,,,,\n");
  }

  @Test
  void everyHypervisorCanBeSwept() {
    var all =
        new Sweep(
            BASE,
            Hypervisors.all(),
            List.of(BASE.guest().memory()),
            List.of(BASE.guest().dirtyRate()),
            List.of(),
            List.of(BASE.link().wire()));

    assertThat(SweepText.records(all.points()).lines())
        .hasSameSizeAs(Hypervisors.all().stream().map(Hypervisor::name).toList())
        .allMatch(line -> line.contains(",converged,") || line.contains(",forced,"));
  }

  private static String serial(Sweep sweep) {
    return SweepText.HEAD + SweepText.records(sweep.points(0, sweep.size()));
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }
}
