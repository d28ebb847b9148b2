package blackout.check.rules;

import static blackout.check.Category.HYPER_V_CONFIGURATION;
import static blackout.check.Severity.FAIL;
import static blackout.inventory.Blocker.Kind.HOST_DEVICE;

import blackout.check.Rule;

/** VMs use no device of their host. */
final class B01HostDevices {

  static final Rule RULE =
      Rule.of("B01", "VMs use no device of their host")
          .category(HYPER_V_CONFIGURATION)
          .severity(FAIL)
          .source(Sources.MOVABLE)
          .action(
              "Take the device from the VM, or shut the VM down for the time of the maintenance.")
          .look(
              "passthrough, SR-IOV, vGPU, USB and serial devices of every VM",
              Blockers.look(FAIL, HOST_DEVICE));

  private B01HostDevices() {}
}
