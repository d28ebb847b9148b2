package blackout.ingest.fact;

import java.util.Optional;

/** Whose export it is, and by which profile its VMs are moved live. */
public enum Product {
  HYPER_V("Hyper-V", Optional.empty()),
  VMWARE("VMware vSphere", Optional.of("vmotion")),
  /** The export does not say which version: the newest, as for people who name none. */
  QEMU("QEMU/KVM", Optional.of("qemu")),
  XEN("Xen", Optional.of("xen-v2"));

  private final String label;
  private final Optional<String> profile;

  Product(String label, Optional<String> profile) {
    this.label = label;
    this.profile = profile;
  }

  public String label() {
    return label;
  }

  /** Empty where the Windows version decides. */
  public Optional<String> profile() {
    return profile;
  }
}
