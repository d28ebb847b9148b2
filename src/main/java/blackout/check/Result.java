package blackout.check;

import blackout.quantity.Labelled;
import java.util.List;

/** How a check ended. */
public enum Result implements Labelled {
  /** What was looked at is as it should be. */
  SUCCESS("Success"),
  /** It works, but should be looked at. */
  WARNING("Warning"),
  /** It does not work, or nobody supports it. */
  FAILED("Failed"),
  /** The rule says nothing about an estate of this version or make. */
  NOT_APPLICABLE("Not applicable"),
  /** Not run, because a check it depends on failed. */
  CANCELED("Canceled"),
  /** Not decided, because the estate lacks a fact. */
  INCOMPLETE("Incomplete"),
  /** Failed or warned, and somebody answers for it: see the waiver in the evidence. */
  WAIVED("Waived");

  /** What weighs most, first. */
  public static final List<Result> GRAVEST_FIRST =
      List.of(FAILED, CANCELED, INCOMPLETE, WARNING, WAIVED, SUCCESS, NOT_APPLICABLE);

  private final String label;

  Result(String label) {
    this.label = label;
  }

  /** The word on the page, for example {@code "Not applicable"}. */
  @Override
  public String label() {
    return label;
  }
}
