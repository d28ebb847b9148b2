package blackout.ingest.text;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Who takes the rows of a table, one after the other. */
public interface TableSink {

  /** The first rows of a table that are offered as titles; captions and notes come before them. */
  int MOST_CAPTIONS = 20;

  /**
   * The first row that is not empty, and the next ones until one of them is taken for the titles.
   *
   * @param number the line or row they stand at
   * @return the columns that are wanted, others need not be read; empty if these are no titles
   */
  Optional<BitSet> titles(List<String> titles, long number);

  /**
   * A row.
   *
   * @param cells the texts of the cells by column; empty where there is none
   */
  void row(long number, List<String> cells);
}
