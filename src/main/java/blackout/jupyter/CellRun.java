package blackout.jupyter;

import blackout.notebook.Bundle;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What a kernel published while it ran one cell, as a notebook would show it. For one thread. */
final class CellRun {

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder err = new StringBuilder();
  private final StringBuilder printed = new StringBuilder();
  private final List<JsonObject> displays = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private final List<NotebookFile.Output> outputs = new ArrayList<>();
  private String errorName = "";
  private String traceback = "";
  private boolean finished;

  /** Adds the next message of the cell. */
  void add(KernelClient.KernelMessage message) {
    JsonObject content = message.content();
    types.add(message.type());
    NotebookFile.Output.of(message).forEach(outputs::add);
    switch (message.type()) {
      case "stream" -> {
        String text = content.get("text").getAsString();
        printed.append(text);
        (content.get("name").getAsString().equals("stdout") ? out : err).append(text);
      }
      case "execute_result", "display_data", "update_display_data" ->
          displays.add(content.getAsJsonObject("data"));
      case "error" -> {
        errorName = content.get("ename").getAsString();
        List<String> lines = new ArrayList<>();
        content.getAsJsonArray("traceback").forEach(line -> lines.add(line.getAsString()));
        traceback = String.join("\n", lines);
      }
      case "status" -> finished = content.get("execution_state").getAsString().equals("idle");
      default -> {}
    }
  }

  /** Whether the kernel said that the cell has ended. */
  boolean isFinished() {
    return finished;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** Both streams, in the order in which they came. */
  String printed() {
    return printed.toString();
  }

  /** The types of the messages, in order. */
  List<String> types() {
    return List.copyOf(types);
  }

  /** What a notebook file keeps of the cell, in order. */
  List<NotebookFile.Output> outputs() {
    return List.copyOf(outputs);
  }

  /** The data of results and displays, keyed by MIME type. */
  List<JsonObject> displays() {
    return List.copyOf(displays);
  }

  /** The plain text of the last result or display, empty if there is none. */
  String text() {
    return displays.isEmpty()
        ? ""
        : displays.get(displays.size() - 1).get(Bundle.TEXT).getAsString();
  }

  /** The class of the error, empty if the cell had none. */
  String errorName() {
    return errorName;
  }

  String traceback() {
    return traceback;
  }
}
