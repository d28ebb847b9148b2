package blackout.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.kernel.policy.Policies;
import blackout.scenario.HypervisorProfile;
import org.junit.jupiter.api.Test;

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
    assertThat(Kernel.hypervisors()).doesNotHaveDuplicates();
    assertThat(Kernel.hypervisors())
        .allSatisfy(name -> assertThat(Policies.named(name).hypervisor().name()).isEqualTo(name));
  }

  @Test
  void everyHypervisorTellsAllItsRules() {
    assertThat(Kernel.rules()).extracting(HypervisorProfile::name).isEqualTo(Kernel.hypervisors());
    assertThat(Kernel.rules())
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
}
