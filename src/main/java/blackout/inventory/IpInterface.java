package blackout.inventory;

import static blackout.quantity.Require.require;

import java.util.Locale;

/**
 * An IPv4 address with the length of its network prefix, {@code "10.0.0.11/24"}.
 *
 * @param address the address as an unsigned number
 * @param prefixLength the length of the network part in bits, 0 to 32
 */
public record IpInterface(int address, int prefixLength) {

  public IpInterface {
    require(
        prefixLength >= 0 && prefixLength <= 32, "prefix length is not in 0..32: %s", prefixLength);
  }

  /**
   * Reads an address such as {@code "10.0.0.11"}.
   *
   * @throws IllegalArgumentException if it is not four decimal numbers of 0 to 255
   */
  public static IpInterface parse(String address, int prefixLength) {
    String[] parts = address.split("\\.", -1);
    require(parts.length == 4, "\"%s\" is no IPv4 address such as 10.0.0.11", address);
    int bits = 0;
    for (String part : parts) {
      require(
          part.matches("[0-9]{1,3}") && Integer.parseInt(part) <= 255,
          "\"%s\" is no IPv4 address such as 10.0.0.11",
          address);
      bits = bits << 8 | Integer.parseInt(part);
    }
    return new IpInterface(bits, prefixLength);
  }

  /** The subnet this interface lies in, its host part set to 0. */
  public IpInterface network() {
    return new IpInterface(
        prefixLength == 0 ? 0 : address & -1 << (32 - prefixLength), prefixLength);
  }

  /** The address alone, {@code "10.0.0.11"}. */
  public String addressText() {
    return String.format(
        Locale.ROOT,
        "%d.%d.%d.%d",
        address >>> 24,
        address >>> 16 & 255,
        address >>> 8 & 255,
        address & 255);
  }

  @Override
  public String toString() {
    return addressText() + "/" + prefixLength;
  }
}
