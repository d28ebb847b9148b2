package blackout.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import blackout.quantity.ByteCount;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The nouns of an estate check themselves. */
final class EstateNounsTest {

  @ParameterizedTest
  @CsvSource({
    "10.10.2.11, 24, 10.10.2.0/24",
    "10.10.2.11, 16, 10.10.0.0/16",
    "10.10.2.11, 32, 10.10.2.11/32",
    "10.10.2.11, 0, 0.0.0.0/0",
    "255.255.255.255, 1, 128.0.0.0/1",
    "192.168.1.130, 25, 192.168.1.128/25",
  })
  void theHostPartOfASubnetIsZero(String address, int prefixLength, String network) {
    assertThat(IpInterface.parse(address, prefixLength).network()).hasToString(network);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0", "10.0.0.256", "10.0.0.1.2", "a.b.c.d", "10.0.0.-1", ""})
  void whatIsNoAddressIsRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpInterface.parse(address, 24))
        .withMessageContaining("\"" + address + "\"");
  }

  @Test
  void versionsGainTheirFeaturesInOrder() {
    // 2008 R2 brought live migration and shared volumes, 2012 several moves at once and the drain.
    assertThat(WindowsVersion.WINDOWS_2008.hasLiveMigration()).isFalse();
    assertThat(WindowsVersion.WINDOWS_2008_R2.hasLiveMigration()).isTrue();
    assertThat(WindowsVersion.WINDOWS_2008_R2.movesSeveralAtOnce()).isFalse();
    assertThat(WindowsVersion.WINDOWS_2012.movesSeveralAtOnce()).isTrue();
    assertThat(WindowsVersion.WINDOWS_2012.hasNodeDrain()).isTrue();
  }

  @Test
  void aVolumeIsNotFreerThanItIsLarge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> volume(100, 101))
        .withMessage("volume \"csv\" has more free space (101 GiB) than it is large (100 GiB)");
    assertThat(volume(100, 100).free()).contains(ByteCount.gibibytes(100));
  }

  private static Volume volume(long size, long free) {
    return new Volume(
        "csv",
        Volume.VolumeUse.SHARED,
        ByteCount.gibibytes(size),
        Optional.of(ByteCount.gibibytes(free)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
