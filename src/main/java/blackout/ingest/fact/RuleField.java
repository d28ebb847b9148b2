package blackout.ingest.fact;

/** What exports say about a rule of placement, or a group that rules name. */
public enum RuleField {
  /** Text. */
  NAME,
  /** Text. */
  CLUSTER,
  /** Boolean. */
  ENABLED,
  /** Text: such as {@code VMAntiAffinity} or {@code MustRunOn}, {@code VMGroup}. */
  TYPE,
  /** Boolean: whether it keeps VMs together; otherwise apart. */
  TOGETHER,
  /** Text: the names of its VMs, separated by commas, semicolons or bars. */
  VMS,
  /** Text: the names of its hosts. */
  HOSTS,
  /** Text: the name of its group of VMs. */
  VM_GROUP,
  /** Text: the name of its group of hosts. */
  HOST_GROUP
}
