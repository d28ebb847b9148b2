package blackout.jupyter;

import blackout.jupyter.NotebookFile.Output;
import blackout.notebook.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds the outputs of a run against those in a notebook's file: what is printed and what stands in
 * tables character by character, images by their number. Pixels are not compared, because the same
 * chart is drawn a little differently by another version of Java.
 */
final class NotebookComparison {

  private static final List<String> TEXTS = List.of(Bundle.TEXT, Bundle.HTML);

  private NotebookComparison() {}

  /** What differs, a line for each; empty if nothing does. */
  static List<String> differences(NotebookFile notebook, List<List<Output>> run) {
    List<String> differences = new ArrayList<>();
    List<NotebookFile.Cell> cells = notebook.codeCells();
    for (int i = 0; i < cells.size(); i++) {
      String where = notebook.path().getFileName() + ", code cell " + (i + 1) + ": ";
      List<Output> kept = cells.get(i).outputs();
      List<Output> now = i < run.size() ? run.get(i) : List.of();
      if (images(kept) != images(now)) {
        differences.add(where + images(now) + " images, in the file " + images(kept));
      }
      for (String mimeType : TEXTS) {
        firstDifference(text(kept, mimeType), text(now, mimeType)).stream()
            .map(difference -> where + mimeType + ", " + difference)
            .forEach(differences::add);
      }
    }
    return differences;
  }

  static long images(List<Output> outputs) {
    return outputs.stream().filter(output -> !output.data(Bundle.PNG).isEmpty()).count();
  }

  private static List<String> text(List<Output> outputs, String mimeType) {
    return outputs.stream()
        .map(output -> output.data(mimeType))
        .filter(text -> !text.isEmpty())
        .flatMap(text -> Stream.of(text.split("\n")))
        .toList();
  }

  private static List<String> firstDifference(List<String> kept, List<String> now) {
    for (int line = 0; line < Math.max(kept.size(), now.size()); line++) {
      String keptLine = line < kept.size() ? kept.get(line) : "(no such line)";
      String nowLine = line < now.size() ? now.get(line) : "(no such line)";
      if (!keptLine.equals(nowLine)) {
        return List.of(
            "line " + (line + 1) + ":\n  now          " + nowLine + "\n  in the file  " + keptLine);
      }
    }
    return List.of();
  }
}
