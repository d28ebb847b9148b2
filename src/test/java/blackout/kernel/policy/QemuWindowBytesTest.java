package blackout.kernel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.MigrationOptions.ZeroPages;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.Engine;
import blackout.kernel.Kernel;
import blackout.kernel.transfer.KernelInput;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HostCosts;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a window of QEMU sends under a limit: measured under KVM, to the byte, with 18 B of the
 * step's own (section header, footer and end mark).
 */
final class QemuWindowBytesTest {

  private static final double PAGE = 4104;
  private static final double PACKET = 525_632;

  @ParameterizedTest
  @CsvSource({"30, 3151890", "125, 13132818"})
  void aWindowSendsWholeFlushesSince81(double mebibytes, long measured) {
    Scenario scenario = scenario("qemu-10.1", mebibytes, MigrationOptions.none());

    assertThat(QemuPolicy.QEMU_10_1.windowBytes(KernelInput.of(scenario)) + PAGE / 2 + 18)
        .isEqualTo(measured);
    assertThat(QemuPolicy.QEMU_9_2.windowBytes(KernelInput.of(scenario)) + PAGE / 2 + 18)
        .isEqualTo(measured);
  }

  @Test
  void aWindowOf72ExceedsItsBudgetByAPage() {
    Scenario scenario = scenario("qemu-7.2", 30, MigrationOptions.none());

    assertThat(QemuPolicy.QEMU_7_2.windowBytes(KernelInput.of(scenario))).isEqualTo(3_145_728);
  }

  /** Measured: 40 packets and 2 at 200 MiB/s; 200 and 4 at 1000 MiB/s with four channels. */
  @ParameterizedTest
  @CsvSource({"200, 2, 42", "1000, 4, 204"})
  void multifdSendsAPacketMoreForEachChannel(double mebibytes, int channels, int packets) {
    MigrationOptions options =
        MigrationOptions.none().withMultifd(true).withMultifdChannels(channels);
    Scenario scenario = scenario("qemu-10.1", mebibytes, options);

    assertThat(QemuPolicy.QEMU_10_1.windowBytes(KernelInput.of(scenario)) + PACKET / 128 / 2)
        .isEqualTo(packets * PACKET);
  }

  /** Both engines send the windows' bytes: an idle full guest takes as many windows as it needs. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void anIdleGuestTakesItsWindows(Engine engine) {
    Scenario scenario = scenario("qemu-10.1", 30, MigrationOptions.none());

    Outcome outcome = Kernel.run(scenario, engine);

    double beforePause = outcome.record().total().minus(Duration.ofMillis(300)).toNanos() / 1e9;
    double bytesPerSecond = 3_151_890 / 0.10012;
    double remaining = 300e-3 * bytesPerSecond;
    double expected = ((1L << 30) * PAGE / 4096 - remaining) / bytesPerSecond;
    assertThat(beforePause).isBetween(expected - 0.7, expected + 0.4);
  }

  /** By hand: without detection a zero page is a page like any other. */
  @Test
  void withoutDetectionZeroPagesAreSentWhole() {
    var vm = new Vm("VM", ByteCount.gibibytes(1), 200_000, Workload.idle());
    Scenario scenario =
        scenario("qemu-10.1", 200, MigrationOptions.none().withZeroPages(ZeroPages.NONE))
            .withVm(vm);

    Outcome outcome = Kernel.run(scenario, Engine.PAGE_BY_PAGE);

    assertThat(outcome.record().sent().bytes().bytes())
        .isBetween((long) (262_144 * PAGE), (long) (262_144 * PAGE) + 20_000);
  }

  private static Scenario scenario(String hypervisor, double mebibytes, MigrationOptions options) {
    var link =
        new Link(
            new DataRate(1e13),
            Optional.of(DataRate.mebibytesPerSecond(mebibytes)),
            Link.LINUX_SOCKET_BUFFER);
    var vm = new Vm("VM", ByteCount.gibibytes(1), 0, Workload.idle());
    return Scenario.of(vm, link, hypervisor).withCosts(HostCosts.NONE).withOptions(options);
  }
}
