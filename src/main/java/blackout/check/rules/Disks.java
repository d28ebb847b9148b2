package blackout.check.rules;

import blackout.inventory.Estate;
import blackout.inventory.Volume;
import blackout.inventory.Volume.VolumeUse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The disks of an estate as several rules look at them. */
final class Disks {

  private Disks() {}

  static Map<String, Optional<Boolean>> shared(
      Estate estate, Function<Volume, Optional<Boolean>> flag) {
    Map<String, Optional<Boolean>> flags = new LinkedHashMap<>();
    for (Volume volume : estate.volumes()) {
      if (volume.kind() == VolumeUse.SHARED) {
        flags.put("\"" + volume.name() + "\"", flag.apply(volume));
      }
    }
    return flags;
  }
}
