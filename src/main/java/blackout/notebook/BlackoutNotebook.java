package blackout.notebook;

import blackout.exhibit.Chart;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * What a notebook calls, the same in our kernel, in JJava, in IJava and in a plain program.
 *
 * <pre>{@code
 * import blackout.notebook.BlackoutNotebook;
 * import static blackout.notebook.BlackoutNotebook.show;
 *
 * BlackoutNotebook.init();
 * }</pre>
 */
public final class BlackoutNotebook {

  private static boolean registeredWithIJava;

  private BlackoutNotebook() {}

  /**
   * Makes tables and charts show richly; the first cell of a notebook calls it. Needed in IJava
   * only, harmless everywhere, and a second call changes nothing.
   */
  public static synchronized void init() {
    Optional<IJavaBridge> ijava = IJavaBridge.find();
    if (ijava.isPresent() && !registeredWithIJava) {
      ijava.get().register();
      registeredWithIJava = true;
    }
  }

  /**
   * Shows a value as output of the cell. Unlike {@code display} it returns nothing, so that no id
   * stands below the picture. Outside a notebook it prints the text of the value.
   */
  public static void show(@Nullable Object value) {
    Object shown = value == null ? "null" : value;
    Optional<IJavaBridge> ijava = IJavaBridge.find();
    if (ijava.isPresent()) {
      ijava.get().show(shown);
    } else if (inKernel()) {
      BaseNotebookStatics.display(shown);
    } else {
      System.out.println(shown);
    }
  }

  /**
   * The chart as SVG, for {@link #show} or as the last expression of a cell. Heavier than the PNG
   * that a chart shows by itself; see {@link ChartPng#svg}.
   */
  public static Html svg(IChart chart) {
    return ChartPng.svg(chart);
  }

  /** A chart of Blackout as SVG. */
  public static Html svg(Chart chart) {
    return chart
        .drawing()
        .map(drawing -> ChartPng.svg(drawing, ChartPng.text(chart)))
        .orElseGet(() -> new Html(chart.picture(), chart.description()));
  }

  private static boolean inKernel() {
    try {
      BaseKernel.notebookKernel();
      return true;
    } catch (NullPointerException | NoClassDefFoundError e) {
      // The kernel library says "none runs" by a NullPointerException, or is not there at all.
      return false;
    }
  }
}
