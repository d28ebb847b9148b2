package blackout.plan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.inventory.Estate;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Brownout;
import blackout.outcome.Downtime;
import blackout.outcome.MigrationRecord;
import blackout.outcome.Outcome;
import blackout.outcome.Round.Sent;
import blackout.plan.move.VmForecast;
import blackout.quantity.ByteCount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

final class EstateForecastTest {

  private static final Path ESTATE = Path.of("datasets/two-node-r2/estate.json");

  @Test
  void theForecastDoesNotDependOnTheNumberOfThreads() throws Exception {
    Estate estate = EstateFile.load(ESTATE).value();
    var one = new ForkJoinPool(1);
    var four = new ForkJoinPool(4);

    EstateForecast serial = one.submit(() -> EstateForecast.of(estate, 1, vm -> {})).get();
    EstateForecast parallel = four.submit(() -> EstateForecast.of(estate, 1, vm -> {})).get();
    one.shutdown();
    four.shutdown();

    assertThat(parallel).isEqualTo(serial);
    assertThat(serial.vms())
        .extracting(f -> f.vm())
        .isEqualTo(estate.vms().stream().map(v -> v.vm()).toList());
  }

  @Test
  void savedStateTellsTheStoryOfTheArticle() {
    EstateForecast forecast = EstateForecast.of(EstateFile.load(ESTATE).value(), 1, vm -> {});

    for (VmForecast vm : forecast.vms()) {
      Downtime saved = vm.savedState();
      // The classic 2008 R2 article: small VMs are out for seconds, 8 and 16 GB for minutes, and a
      // restore takes as long as a save; the volume is shared, so no disk changes hands.
      assertThat(saved.part("restore")).isEqualTo(saved.part("save"));
      assertThat(saved.part("ownership move")).isZero();
      boolean minutes = saved.total().compareTo(Duration.ofMinutes(1)) > 0;
      assertThat(minutes).isEqualTo(vm.vm().memory().compareTo(ByteCount.gibibytes(4)) >= 0);
    }
  }

  @Test
  void from2016OnALostNodeKeepsItsVmsForAWhile() {
    // ResiliencyDefaultPeriod: 240 s, in Windows Server 2016 and later; nothing before.
    assertThat(isolation("datasets/cluster-2022/estate.json")).isEqualTo(Duration.ofSeconds(240));
    assertThat(isolation("datasets/two-node-r2/estate.json")).isZero();
  }

  private static Duration isolation(String file) {
    Estate estate = EstateFile.load(Path.of(file)).value();
    return EstateForecast.of(estate, 1, vm -> {}).vms().get(0).crash().part("isolation");
  }

  @Test
  void worstIsWhatNeverEndsThenWhatIsOutLongest() {
    VmForecast stuck =
        forecast(
            "stuck", 1, Optional.of(new Outcome.Aborted(Duration.ZERO, Optional.empty(), RECORD)));
    VmForecast slow = forecast("slow", 5, Optional.of(converged(300)));
    VmForecast fast = forecast("fast", 9, Optional.of(converged(200)));
    VmForecast tie = forecast("tie", 10, Optional.of(converged(200)));

    assertThat(new EstateForecast(List.of(fast, tie, slow, stuck)).worstFirst())
        .containsExactly(stuck, slow, tie, fast);
  }

  private static final MigrationRecord RECORD =
      new MigrationRecord(Duration.ZERO, List.of(), Sent.NOTHING, 0, 0, Brownout.NONE, "");

  private static Outcome converged(long millis) {
    return new Outcome.Converged(downtime(Duration.ofMillis(millis)), RECORD);
  }

  private static VmForecast forecast(String name, long savedSeconds, Optional<Outcome> live) {
    var vm = new Vm(name, ByteCount.mebibytes(1), 0, Workload.idle());
    Downtime saved = downtime(Duration.ofSeconds(savedSeconds));
    return new VmForecast(vm, saved, live, saved);
  }

  private static Downtime downtime(Duration total) {
    return new Downtime(List.of(new Downtime.Part("all", total)));
  }
}
