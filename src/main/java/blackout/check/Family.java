package blackout.check;

import blackout.inventory.Estate;
import blackout.quantity.Labelled;

/** Whose platform an estate runs on, as far as rules tell them apart. */
public enum Family implements Labelled {
  WINDOWS("Windows Server"),
  VSPHERE("vSphere"),
  /** QEMU/KVM with libvirt, Proxmox VE, oVirt, OpenStack or KubeVirt; Cloud Hypervisor. */
  KVM("KVM"),
  XEN("Xen"),
  OTHER("others");

  private final String label;

  Family(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /** That of an estate, by its hypervisor. */
  public static Family of(Estate estate) {
    if (estate.isWindows()) {
      return WINDOWS;
    }
    String name = estate.hypervisor().map(h -> h.name()).orElse("");
    if (name.startsWith("vmotion")) {
      return VSPHERE;
    }
    if (name.startsWith("xen")) {
      return XEN;
    }
    return name.startsWith("qemu") || name.startsWith("cloud-hypervisor") ? KVM : OTHER;
  }
}
