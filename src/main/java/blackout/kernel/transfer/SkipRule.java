package blackout.kernel.transfer;

/** What happens when the sender comes to a page that was written again. */
public enum SkipRule {
  /** It is sent. */
  NEVER,
  /**
   * It is not sent in this round; the next reading of the log brings it back (Xen's legacy sender).
   */
  IF_DIRTY_AGAIN,
  /**
   * A page that the last {@link Pages#sync} found written is held back until the next one; it is
   * sent only after it stayed clean between two of them (VirtualBox). When this rule is set, every
   * page that is not zero is held back, because none was watched before.
   */
  UNTIL_CLEAN_FOR_A_PASS
}
