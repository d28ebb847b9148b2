package blackout.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import blackout.ingest.fact.Binding;
import blackout.ingest.text.CleanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The script cannot run here; what can be held is that it says what is read, and only reads. */
final class CollectorScriptTest {

  private static final Path SCRIPT =
      Path.of("src/main/resources/blackout/collector/collect-hyper-v.ps1");

  // An ordered table that is assigned or added, with its keys up to the closing brace.
  private static final Pattern TABLE =
      Pattern.compile("\\$(\\w+)Facts \\+?= \\[ordered\\]@\\{(.*?)\\n\\s*\\}", Pattern.DOTALL);

  private static final Pattern KEY = Pattern.compile("(?m)^\\s+(\\w+)\\s+= ");

  /** A verb and a noun, as PowerShell names its commands. */
  private static final Pattern COMMAND = Pattern.compile("\\b([A-Z][A-Za-z]+)-[A-Z]\\w+");

  @Test
  void theScriptWritesTheKeysThatAreRead() throws IOException {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    Matcher table = TABLE.matcher(Files.readString(SCRIPT));
    while (table.find()) {
      keys.put(
          table.group(1),
          KEY.matcher(table.group(2)).results().map(r -> CleanText.key(r.group(1))).toList());
    }

    assertThat(keys.get("cluster")).containsExactlyElementsOf(titles(Collector.CLUSTER));
    assertThat(keys.get("node")).containsExactlyElementsOf(titles(Collector.NODE));
    assertThat(keys.get("adapter")).containsExactlyElementsOf(titles(Collector.ADAPTER));
    assertThat(keys.get("volume")).containsExactlyElementsOf(titles(Collector.VOLUME));
    assertThat(keys.get("vm")).containsExactlyElementsOf(titles(Collector.VM));
    assertThat(Files.readString(SCRIPT)).contains(Collector.SCHEMA_KEY + " = 1");
  }

  @Test
  void theScriptOnlyReads() throws IOException {
    String code = Files.readString(SCRIPT).replaceAll("(?s)<#.*?#>", "").replaceAll("#.*", "");

    assertThat(COMMAND.matcher(code).results().map(r -> r.group(1)).distinct())
        .containsExactlyInAnyOrder(
            // Of these only Get asks another machine; Out writes the one file.
            "Get", "Import", "ForEach", "Select", "Where", "Measure", "ConvertTo", "Out", "Write");
  }

  /** The titles as people write them are not kept; their keys are. */
  private static <F extends Enum<F>> List<String> titles(List<Binding<F>> bindings) {
    var titles = new ArrayList<String>();
    bindings.forEach(b -> titles.addAll(b.keys()));
    return titles;
  }
}
