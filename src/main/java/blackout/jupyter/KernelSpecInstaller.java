package blackout.jupyter;

import blackout.files.WholeFile;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes, reads and removes the kernelspec {@code java}: the file that tells Jupyter how to start
 * our kernel.
 */
public final class KernelSpecInstaller {

  /** The name by which notebooks ask for the kernel. */
  public static final String NAME = "java";

  /** The name that Jupyter shows. */
  public static final String DISPLAY_NAME = "Java (Blackout)";

  private final Path kernels;

  private KernelSpecInstaller(Path kernels) {
    this.kernels = kernels;
  }

  /** For the kernels below a prefix such as {@code /usr/local} or a virtual environment. */
  public static KernelSpecInstaller inPrefix(Path prefix) {
    return new KernelSpecInstaller(
        prefix.toAbsolutePath().normalize().resolve("share").resolve("jupyter").resolve("kernels"));
  }

  /** For the kernels of the user who runs this. */
  public static KernelSpecInstaller forUser() {
    return new KernelSpecInstaller(
        userData(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"))
            .resolve("kernels"));
  }

  /** The folder of the kernelspec, there or not. */
  public Path folder() {
    return kernels.resolve(NAME);
  }

  /**
   * Writes the kernelspec for this Java and this class path, over an earlier one of ours.
   *
   * @return the file that was written
   * @throws IOException if the file cannot be written, or another kernel has this name
   */
  public Path install() throws IOException {
    refuseForeign();
    Path file = file();
    WholeFile.write(
        file, new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec()));
    return file;
  }

  /**
   * Removes the kernelspec.
   *
   * @return the folder that was removed, empty if there was none
   * @throws IOException if it cannot be removed, or belongs to another kernel
   */
  public Optional<Path> uninstall() throws IOException {
    if (!Files.exists(file())) {
      return Optional.empty();
    }
    refuseForeign();
    Files.delete(file());
    try (Stream<Path> rest = Files.list(folder())) {
      if (rest.findAny().isEmpty()) {
        Files.delete(folder());
      }
    }
    return Optional.of(folder());
  }

  /** The command of the installed kernelspec, empty if none is installed. */
  public Optional<List<String>> command() throws IOException {
    if (!Files.exists(file())) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>();
    read().getAsJsonArray("argv").forEach(argument -> command.add(argument.getAsString()));
    return Optional.of(command);
  }

  /** The command that starts a kernel on this Java and this class path, installed or not. */
  static List<String> ownCommand() {
    List<String> command = new ArrayList<>();
    spec().getAsJsonArray("argv").forEach(argument -> command.add(argument.getAsString()));
    return command;
  }

  /** The content of a kernelspec for this Java and this class path. */
  static JsonObject spec() {
    JsonArray command = new JsonArray();
    List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-cp",
            classPath(),
            KernelMain.class.getName(),
            "{connection_file}")
        .forEach(command::add);
    JsonObject spec = new JsonObject();
    spec.add("argv", command);
    spec.addProperty("display_name", DISPLAY_NAME);
    spec.addProperty("language", "java");
    spec.addProperty("interrupt_mode", "message");
    return spec;
  }

  /** The class path of this run, free of the folder it was started in: one jar, when shaded. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isBlank())
        .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Jupyter's folder for the data of a user, by its own rules. */
  static Path userData(Map<String, String> environment, String system, String home) {
    String given = environment.getOrDefault("JUPYTER_DATA_DIR", "");
    if (!given.isEmpty()) {
      return Path.of(given);
    }
    if (system.startsWith("Windows")) {
      return Path.of(environment.getOrDefault("APPDATA", home), "jupyter");
    }
    // Jupyter takes the variable; Java takes the list of users, which may name another folder.
    String own = environment.getOrDefault("HOME", home);
    if (system.startsWith("Mac")) {
      return Path.of(own, "Library", "Jupyter");
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    return (data.isEmpty() ? Path.of(own, ".local", "share") : Path.of(data)).resolve("jupyter");
  }

  private Path file() {
    return folder().resolve("kernel.json");
  }

  private JsonObject read() throws IOException {
    try {
      return JsonParser.parseString(Files.readString(file())).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException(file() + " is not a kernelspec: " + e.getMessage(), e);
    }
  }

  private void refuseForeign() throws IOException {
    if (!Files.exists(file())) {
      return;
    }
    String owner = read().get("display_name").getAsString();
    if (!owner.equals(DISPLAY_NAME)) {
      throw new IOException(
          "%s belongs to another kernel, \"%s\"; remove it, or choose another place with --prefix"
              .formatted(folder(), owner));
    }
  }
}
