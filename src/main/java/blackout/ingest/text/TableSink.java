package blackout.ingest.text;

import java.util.BitSet;
import java.util.List;

/** Who takes the rows of a table, one after the other. */
public interface TableSink {

  /**
   * The titles of the columns, before the first row.
   *
   * @param number the line or row they stand at
   * @return the columns that are wanted; others need not be read
   */
  BitSet titles(List<String> titles, long number);

  /**
   * A row.
   *
   * @param cells the texts of the cells by column; empty where there is none
   */
  void row(long number, List<String> cells);
}
