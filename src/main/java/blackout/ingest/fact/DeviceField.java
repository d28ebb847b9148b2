package blackout.ingest.fact;

/** What exports say about a device, a disk or a snapshot of a VM, and the type of the value. */
public enum DeviceField {
  /** Text: the name of the VM. */
  VM,
  /** Text: the identity of the VM. */
  UUID,
  /** Boolean: whether it is connected now. */
  CONNECTED,
  /** Text: its name or label. */
  NAME,
  /** Text: what it is. */
  TYPE,
  /** Text: the mode of a disk, such as {@code independent_persistent}. */
  MODE,
  /** Boolean: whether it is a raw disk. */
  RAW,
  /** Text: how its bus is shared, such as {@code physicalSharing}. */
  BUS,
  /** Text: how the disk is shared, such as {@code sharingMultiWriter}. */
  SHARING,
  /** Text: where it lies, such as {@code [datastore1] vm/vm.vmdk}. */
  PATH
}
