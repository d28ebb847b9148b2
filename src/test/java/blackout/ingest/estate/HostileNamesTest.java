package blackout.ingest.estate;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.EstateFile;
import blackout.ingest.Loaded;
import blackout.ingest.UnreadableInput;
import blackout.inventory.Estate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An import accepts nothing that an estate file refuses: whatever names, sizes and states an export
 * has, the estate that is made of it is read again whole; a name may be told, and is kept. Cases
 * are drawn with a fixed seed.
 */
final class HostileNamesTest {

  private static final List<String> PIECES =
      List.of(
          "web",
          "WEB",
          "Web",
          " ",
          "  ",
          "\u00a0",
          "\u3000",
          "\u200b",
          "\u202e",
          "\ufeff",
          "\u0085",
          "\u0000",
          "\t",
          "\n",
          "\uD800",
          "\uD83D\uDE00",
          "e\u0301",
          "\u00e9",
          "\uff1d",
          "=",
          "'",
          "<b>",
          "&amp;",
          "\\",
          "/",
          "#2",
          "(East)",
          "\u2028",
          "\u0130",
          "\u00df",
          "\ufb01",
          "x".repeat(190));

  private static final List<String> SIZES =
      List.of("4096", "1", "0", "-1", "67108864", "67108865", "0.5", "", "4.096", "1e3", "8 GB");

  @TempDir Path dir;

  @Test
  void whatAnImportAcceptsAnEstateReads() throws IOException {
    var random = new SplittableRandom(18);
    int read = 0;
    for (int i = 0; i < 300; i++) {
      Path export = dir.resolve("vInfo.csv");
      Files.write(export, csv(random).getBytes(StandardCharsets.UTF_8));
      Imported imported;
      try {
        imported = EstateSource.read(List.of(export), ImportOptions.NONE);
      } catch (UnreadableInput e) {
        continue;
      }
      read++;
      Path file = dir.resolve("estate.json");
      EstateFile.write(imported.loaded().value(), file);
      Loaded<Estate> again = EstateFile.load(file);
      assertThat(again.problems())
          .as("case %d: %s", i, Files.readString(export))
          .allMatch(p -> p.expectation().contains("kept"));
      assertThat(again.value().vms()).hasSameSizeAs(imported.loaded().value().vms());
    }
    assertThat(read).isGreaterThan(150);
  }

  private static String csv(SplittableRandom random) {
    var text = new StringBuilder("VM,Powerstate,CPUs,Memory,Active Memory,Host,Cluster,Path\n");
    for (int row = random.nextInt(1, 8); row >= 0; row--) {
      text.append(cell(name(random)))
          .append(",poweredOn,")
          .append(random.nextInt(-1, 9))
          .append(',')
          .append(cell(SIZES.get(random.nextInt(SIZES.size()))))
          .append(',')
          .append(cell(SIZES.get(random.nextInt(SIZES.size()))))
          .append(',')
          .append(cell(name(random)))
          .append(",c,")
          .append(cell("[" + name(random) + "] a/a.vmx"))
          .append('\n');
    }
    return text.toString();
  }

  private static String name(SplittableRandom random) {
    var name = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      name.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return name.toString();
  }

  private static String cell(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
