package blackout.ingest.sheet;

import blackout.ingest.Problem;
import blackout.ingest.UnreadableInput;
import blackout.ingest.text.Limits;
import blackout.ingest.text.TableSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What the fuzzer calls in this room. */
public final class FuzzedSheet {

  private FuzzedSheet() {}

  /** Reads the shared texts of a workbook and, after an empty line, a sheet: the odd columns. */
  public static void read(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    int apart = Math.max(0, text.indexOf("\n\n"));
    try {
      SharedTexts shared = SharedTexts.read(tags(Arrays.copyOf(input, apart)));
      byte[] sheet = Arrays.copyOfRange(input, apart, input.length);
      new SheetReader(tags(sheet), shared, new OddColumns()).read();
    } catch (IOException e) {
      throw new UnreadableInput(
          List.of(new Problem("fuzz", "", String.valueOf(e.getMessage()), "a workbook")));
    }
  }

  private static XmlTags tags(byte[] part) {
    return new XmlTags(new ByteArrayInputStream(part));
  }

  private static final class OddColumns implements TableSink {

    @Override
    public Optional<BitSet> titles(List<String> titles, long number) {
      var odd = new BitSet();
      for (int i = 1; i < titles.size(); i += 2) {
        odd.set(i);
      }
      return Optional.of(odd);
    }

    @Override
    public void row(long number, List<String> cells) {
      for (String cell : cells) {
        if (cell != null && cell.length() > 10 * Limits.CELL_CHARACTERS) {
          throw new AssertionError("a cell of " + cell.length() + " characters");
        }
      }
    }
  }
}
