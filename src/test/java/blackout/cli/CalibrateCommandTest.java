package blackout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.inventory.Estate;
import blackout.inventory.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code calibrate}. Expectations are by hand, from what stands in the samples. */
final class CalibrateCommandTest {

  private static final String WINDOWS = "datasets/measurements/qmp/dirty-rate-windows.json";

  @TempDir Path dir;

  @Test
  void theFittedWritesReplaceThoseOfTheVmOfThatNameAndNothingElse() throws IOException {
    Path before = imported();
    Path after = dir.resolve("after.json");
    String text = Files.readString(before);

    Run run =
        Run.of(
            "calibrate",
            WINDOWS,
            "--vm",
            "QUAY-db-01",
            "--memory",
            "128GiB",
            "--into",
            before.toString(),
            "--out",
            after.toString());

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("with the fitted writes of 1 VM");
    assertThat(Files.readString(before)).isEqualTo(text);
    Estate old = EstateFile.load(before).value();
    Estate now = EstateFile.load(after).value();
    assertThat(now.origins().grade("quay-db-01")).contains(Grade.A);
    assertThat(now.origins().count(Grade.C)).isEqualTo(2);
    assertThat(now.vms().subList(0, 1)).isNotEqualTo(old.vms().subList(0, 1));
    assertThat(now.vms().subList(1, 3)).isEqualTo(old.vms().subList(1, 3));
    assertThat(now.assumptions().get(now.assumptions().size() - 1).reason())
        .startsWith("The writes of 2 VMs are assumed");
  }

  @Test
  void aVmThatTheEstateDoesNotHaveIsNamedAndNothingIsWritten() throws IOException {
    Path after = dir.resolve("after.json");

    Run run = Run.of("calibrate", WINDOWS, "--into", imported().toString(), "--out", after + "");

    assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT.code());
    assertThat(run.err()).contains("--vm names the VM of measurements without a name");
    assertThat(after).doesNotExist();
  }

  @Test
  void aWorkingSetThatDoesNotFitTheVmIsNotPutIntoIt() throws IOException {
    Path before = imported();
    Path small = dir.resolve("small.json");
    Files.writeString(
        small,
        Files.readString(before).replaceFirst("\"memory_mib\": 131072,", "\"memory_mib\": 300,"));
    Path after = dir.resolve("after.json");

    Run run =
        Run.of(
            "calibrate", WINDOWS, "--vm", "quay-db-01", "--into", small + "", "--out", after + "");

    assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT.code());
    assertThat(after).doesNotExist();
  }

  /** The series says 35.9 s at its rate; a host that was learned from it takes what it took. */
  @Test
  void aHostThatWasLearnedIsAFileThatEveryCommandTakes() throws IOException {
    Path profile = dir.resolve("host.json");

    Run learned =
        Run.of(
            "calibrate",
            "datasets/measurements/qmp/query-migrate-series.json",
            "--save-host-profile",
            profile.toString());
    Run used =
        Run.of(
            "estimate",
            "--memory=4GiB",
            "--dirty-rate=1MiB/s",
            "--link=1Gbit/s",
            "--host-profile=" + profile);

    assertThat(learned.exit()).as(learned.err()).isZero();
    assertThat(Files.readString(profile))
        .contains("blackout-host-profile/1", "setup_ms", "of the migration watched");
    assertThat(used.exit()).as(used.err()).isZero();
    assertThat(Run.of("calibrate", WINDOWS, "--save-host-profile", profile + "x").err())
        .contains("No host profile is written");
  }

  @Test
  void theEstateIsNotOverwritten() throws IOException {
    Path estate = imported();
    String text = Files.readString(estate);

    Run same = Run.of("calibrate", WINDOWS, "--into", dir.toString(), "--out", estate.toString());
    Run half = Run.of("calibrate", WINDOWS, "--into", estate.toString());

    assertThat(same.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(same.err()).contains("--out has to be another file");
    assertThat(half.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(half.err()).contains("--into and --out belong together");
    assertThat(Files.readString(estate)).isEqualTo(text);
  }

  @Test
  void aWorkbookOfRvToolsSaysTheSameAsItsTabAsCsv() {
    Run workbook = Run.of("calibrate", "datasets/imports/rvtools-xlsx/rvtools.xlsx");

    assertThat(workbook.exit()).isZero();
    assertThat(workbook.out()).contains("Bounds only: nothing says how fast these write");
    assertThat(workbook.out().lines().filter(line -> line.endsWith("  C"))).isNotEmpty();
  }

  @Test
  void theColumnsOfWindowsSayTheirUnit() {
    Run run = Run.of("calibrate", WINDOWS, "--memory", "4GiB");

    assertThat(run.out())
        .containsPattern("What +Measured \\(pages\\) +Fitted \\(pages\\) +Off \\(%\\)");
  }

  private Path imported() {
    Path estate = dir.resolve("estate.json");
    assertThat(Run.of("import", "datasets/imports/rvtools-csv", "--out", estate.toString()).exit())
        .isZero();
    return estate;
  }

  @Test
  void aMoveOverAnotherLinkIsNotHeldAgainstTheOneThatWasWatched() {
    String ended = "datasets/measurements/libvirt/domjobinfo-completed.txt";

    assertThat(Run.of("calibrate", ended).out()).contains("Predicted against observed");
    assertThat(Run.of("calibrate", ended, "--link", "100Gbit/s").out())
        .doesNotContain("Predicted against observed")
        .contains("predicted over another link than the one that was watched, so not compared");
  }
}
