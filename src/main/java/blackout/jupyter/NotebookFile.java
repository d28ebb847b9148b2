package blackout.jupyter;

import blackout.files.WholeFile;
import blackout.notebook.Bundle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A notebook as a file ({@code .ipynb}), its code cells and their outputs.
 *
 * @param path the file
 * @param json its content, in the form of nbformat 4
 * @see <a href="https://nbformat.readthedocs.io/en/latest/format_description.html">The notebook
 *     file format</a>
 */
record NotebookFile(Path path, JsonObject json) {

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  /**
   * @throws IOException if the file cannot be read, or is no notebook
   */
  static NotebookFile read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("no such notebook: " + path);
    }
    try {
      JsonObject json = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
      json.getAsJsonArray("cells").size();
      return new NotebookFile(path, json);
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new IOException(path + " is not a notebook: " + e.getMessage(), e);
    }
  }

  /** The folder that it lies in, where its kernel runs. */
  Path folder() {
    return path.toAbsolutePath().resolveSibling("");
  }

  /** The cells that hold code, in order. */
  List<Cell> codeCells() {
    return StreamSupport.stream(json.getAsJsonArray("cells").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
        .map(Cell::new)
        .toList();
  }

  /** Writes the notebook over its file, in Jupyter's layout: one blank a level, lines in lists. */
  void write() throws IOException {
    var text = new StringWriter();
    var writer = new JsonWriter(text);
    writer.setIndent(" ");
    writer.setHtmlSafe(false);
    GSON.toJson(json, writer);
    WholeFile.write(path, text + "\n");
  }

  /**
   * A code cell.
   *
   * @param json its object in the file
   */
  record Cell(JsonObject json) {

    String source() {
      return text(json.get("source"));
    }

    List<Output> outputs() {
      return StreamSupport.stream(json.getAsJsonArray("outputs").spliterator(), false)
          .map(output -> new Output(output.getAsJsonObject()))
          .toList();
    }

    /** Replaces the outputs by those of a run. */
    void put(int count, List<Output> outputs) {
      json.addProperty("execution_count", count);
      JsonArray array = new JsonArray();
      outputs.forEach(output -> array.add(output.json()));
      json.add("outputs", array);
    }
  }

  /**
   * An output of a cell: a stream, a result, a display or an error.
   *
   * @param json its object in the file
   */
  record Output(JsonObject json) {

    /** The output for a message of a kernel; empty for messages that are none. */
    static Stream<Output> of(KernelClient.KernelMessage message) {
      JsonObject content = message.content();
      JsonObject output = new JsonObject();
      output.addProperty("output_type", message.type());
      switch (message.type()) {
        case "stream" -> {
          output.add("name", content.get("name"));
          output.add("text", lines(content.get("text").getAsString()));
        }
        case "execute_result", "display_data" -> {
          if (content.has("execution_count")) {
            output.add("execution_count", content.get("execution_count"));
          }
          output.add("data", data(content.getAsJsonObject("data")));
          output.add(
              "metadata", content.has("metadata") ? content.get("metadata") : new JsonObject());
        }
        case "error" -> {
          output.add("ename", content.get("ename"));
          output.add("evalue", content.get("evalue"));
          output.add("traceback", content.get("traceback"));
        }
        default -> {
          return Stream.empty();
        }
      }
      return Stream.of(new Output(output));
    }

    String type() {
      return json.get("output_type").getAsString();
    }

    /** What it shows in a MIME type, empty if nothing; a stream or an error shows plain text. */
    String data(String mimeType) {
      return switch (type()) {
        case "stream" -> mimeType.equals(Bundle.TEXT) ? text(json.get("text")) : "";
        case "error" ->
            mimeType.equals(Bundle.TEXT)
                ? json.get("ename").getAsString() + ": " + json.get("evalue").getAsString()
                : "";
        default -> text(json.getAsJsonObject("data").get(mimeType));
      };
    }

    /** Whether both are the same stream, so that Jupyter would show them as one. */
    boolean continues(Output before) {
      return type().equals("stream")
          && before.type().equals("stream")
          && json.get("name").equals(before.json.get("name"));
    }

    /** This stream with the text of the next one behind it. */
    Output with(Output next) {
      JsonObject joined = json.deepCopy();
      joined.add("text", lines(data(Bundle.TEXT) + next.data(Bundle.TEXT)));
      return new Output(joined);
    }

    private static JsonObject data(JsonObject data) {
      JsonObject lines = new JsonObject();
      data.keySet().stream()
          .sorted()
          .forEach(
              type -> {
                boolean isText = type.startsWith("text/");
                String value = data.get(type).getAsString();
                lines.add(type, isText ? lines(value) : data.get(type));
              });
      return lines;
    }
  }

  /** A text as a list of lines, each with its line end. */
  private static JsonArray lines(String text) {
    JsonArray lines = new JsonArray();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start) + 1;
      int next = end == 0 ? text.length() : end;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  private static String text(JsonElement value) {
    if (value == null || value instanceof JsonNull) {
      return "";
    }
    if (!value.isJsonArray()) {
      return value.getAsString();
    }
    var text = new StringBuilder();
    value.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }
}
