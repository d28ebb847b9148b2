package blackout.ingest.format;

import blackout.ingest.CounterNames;
import blackout.ingest.fact.TitleWords;

/**
 * What the user says of the sources.
 *
 * @param words what titles are called
 * @param counters how performance counters are called
 */
public record SourceOptions(TitleWords words, CounterNames counters) {

  /** The languages that are known, and English counters. */
  public static final SourceOptions NONE =
      new SourceOptions(TitleWords.languages(), CounterNames.ENGLISH);
}
