package blackout.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blackout.ingest.fact.Product;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that people use for hypervisors. */
final class HypervisorsTest {

  @ParameterizedTest
  @CsvSource({
    "hyper-v-2016, hyper-v-2012-r2",
    "hyper-v-2019, hyper-v-2012-r2",
    "Hyper-V-2022, hyper-v-2012-r2",
    "hyper-v-2025, hyper-v-2012-r2",
    "esxi, vmotion",
    "vsphere-7, vmotion",
    "vsphere-8, vmotion",
    "kvm, qemu-10.1",
    "qemu, qemu-10.1"
  })
  void anAliasSaysWhatItIsTakenAs(String said, String name) {
    assertThat(Hypervisors.resolve(said).hypervisor()).hasToString(name);
    assertThat(Hypervisors.resolve(said).note()).isPresent();
  }

  @Test
  void aNameOfItsOwnNeedsNoNote() {
    assertThat(Hypervisors.all())
        .allSatisfy(
            h -> {
              assertThat(Hypervisors.named(h.name())).isEqualTo(h);
              assertThat(Hypervisors.resolve(h.name()).note()).isEmpty();
            });
  }

  @Test
  void noNameStandsForTwo() {
    assertThat(
            Hypervisors.all().stream()
                .flatMap(h -> Stream.concat(Stream.of(h.name()), h.aliases().stream())))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"qemu-7, qemu-7.2", "vmotoin, vmotion", "hyper-v-2012r2, hyper-v-2012-r2"})
  void aNearMissIsSuggested(String said, String meant) {
    assertThatThrownBy(() -> Hypervisors.resolve(said))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "unknown hypervisor \"" + said + "\"; did you mean " + meant + "? known are ");
  }

  @Test
  void whatIsNotNearIsNotGuessed() {
    assertThatThrownBy(() -> Hypervisors.resolve("nonsense"))
        .hasMessageStartingWith("unknown hypervisor \"nonsense\"; known are qemu-7.2, ");
  }

  @Test
  void theVersionOfWindowsDecidesHowVmsMove() {
    assertThat(Hypervisors.of(WindowsVersion.WINDOWS_2008)).isEmpty();
    assertThat(Hypervisors.of(WindowsVersion.WINDOWS_2008_R2))
        .map(Hypervisor::name)
        .hasValue("hyper-v-2008-r2");
    for (WindowsVersion version : WindowsVersion.values()) {
      if (version.movesSeveralAtOnce()) {
        assertThat(Hypervisors.of(version)).map(Hypervisor::name).hasValue("hyper-v-2012-r2");
      }
      assertThat(Hypervisors.of(version).isPresent()).isEqualTo(version.hasLiveMigration());
    }
  }

  @Test
  void aPlatformIsOfOneKind() {
    assertThat(Platform.of(Optional.of("kvm"), Optional.empty()))
        .isEqualTo(new Platform.Other("kvm"));
    assertThat(Platform.of(Optional.of("hyper-v-2019"), Optional.empty()))
        .isEqualTo(new Platform.Windows(WindowsVersion.WINDOWS_2019, Optional.of("hyper-v-2019")));
    assertThatThrownBy(() -> new Platform.Other("hyper-v-2019")).hasMessageContaining("is Hyper-V");
    assertThatThrownBy(() -> new Platform.Other("nonsense"))
        .hasMessageContaining("unknown hypervisor");
  }

  /** The defaults of {@code MaximumVirtualMachineMigrations} and, since 2022, of the cluster. */
  @Test
  void aPlatformSaysHowManyMoveAtOnceAndHowANodeIsDrained() {
    assertThat(Stream.of(WindowsVersion.values()).map(v -> v.slots().most()))
        .containsExactly(1, 1, 2, 2, 2, 2, 1, 1);
    assertThat(new Platform.Windows(WindowsVersion.WINDOWS_2012).drainsByPriority()).isTrue();
    assertThat(new Platform.Windows(WindowsVersion.WINDOWS_2008_R2).drainsByPriority()).isFalse();
    assertThat(new Platform.Other("kvm").drainsByPriority()).isFalse();
    assertThat(new Platform.Other("kvm").slots()).isEmpty();
    assertThat(new Platform.Other("esxi").slots())
        .isEqualTo(Hypervisors.named("vmotion").slots())
        .isPresent();
  }

  /** An export that names no version, and people who name none, mean the same. */
  @Test
  void qemuWithoutAVersionIsTheNewest() {
    Hypervisor newest =
        Hypervisors.all().stream()
            .filter(h -> h.name().startsWith("qemu-"))
            .reduce((older, newer) -> newer)
            .orElseThrow();

    assertThat(Hypervisors.named("qemu")).isEqualTo(newest);
    assertThat(Hypervisors.named(Product.QEMU.profile().orElseThrow())).isEqualTo(newest);
  }
}
