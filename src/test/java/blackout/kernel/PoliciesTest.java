package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.inventory.Hypervisor;
import blackout.inventory.Hypervisors;
import blackout.inventory.Link;
import blackout.inventory.MigrationOptions;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.kernel.policy.Policies;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.HypervisorProfile;
import blackout.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PoliciesTest {

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> Policies.named("hyperv"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unknown hypervisor \"hyperv\"; did you mean hyper-v? known are ")
        .hasMessageContaining("xen-v2, xen-legacy, cloud-hypervisor-51, cloud-hypervisor-52")
        .hasMessageContaining("hyper-v-2008-r2, hyper-v-2012-r2, vmotion, virtualbox, propolis");
  }

  @Test
  void everyHypervisorIsFoundByItsName() {
    assertThat(Hypervisors.all().stream().map(Hypervisor::name).toList()).doesNotHaveDuplicates();
    assertThat(Hypervisors.all().stream().map(Hypervisor::name).toList())
        .allSatisfy(name -> assertThat(Policies.named(name).hypervisor().name()).isEqualTo(name));
  }

  @Test
  void everyHypervisorTellsAllItsRules() {
    assertThat(Hypervisors.all().stream().map(Kernel::rules).toList())
        .extracting(HypervisorProfile::name)
        .isEqualTo(Hypervisors.all().stream().map(Hypervisor::name).toList());
    assertThat(Hypervisors.all().stream().map(Kernel::rules).toList())
        .allSatisfy(
            rules ->
                assertThat(
                        new String[] {
                          rules.order(),
                          rules.roundEnd(),
                          rules.rearm(),
                          rules.stopRule(),
                          rules.finalCopy(),
                          rules.zeroPages(),
                          rules.bandwidthEstimate(),
                          rules.throttle(),
                          rules.source()
                        })
                    .noneMatch(String::isBlank));
  }

  @ParameterizedTest
  @EnumSource
  void anOptionThatAHypervisorDoesNotHaveIsRefused(Engine engine) {
    var vm = new Vm("v", ByteCount.mebibytes(16), 0, Workload.idle());
    Scenario scenario =
        Scenario.of(vm, Link.wire(DataRate.gigabitsPerSecond(1)), "xen-v2")
            .withOptions(MigrationOptions.none().withMultifd(true));

    assertThatThrownBy(() -> Kernel.run(scenario, engine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("xen-v2 has no multifd; what it has: no option");
    assertThatThrownBy(() -> Kernel.run(scenario.withHypervisor("virtualbox"), engine))
        .hasMessage("virtualbox has no multifd; what it has: compression");
    assertThatThrownBy(
            () ->
                Kernel.run(
                    scenario
                        .withHypervisor("qemu-9.2")
                        .withOptions(MigrationOptions.none().withMultifd(true).withDelta(600)),
                    engine))
        .hasMessageStartingWith("XBZRLE and multifd exclude each other");
  }
}
