package blackout.jupyter;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A kernel started the way Jupyter starts it: by the command of a kernelspec, on this machine. */
final class KernelProcess implements AutoCloseable {

  private static final String PLACEHOLDER = "{connection_file}";
  private static final List<String> PORTS =
      List.of("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port");

  private final Process process;
  private final JsonObject connection;
  private final Path connectionFile;
  private final Path log;

  private KernelProcess(Process process, JsonObject connection, Path connectionFile, Path log) {
    this.process = process;
    this.connection = connection;
    this.connectionFile = connectionFile;
    this.log = log;
  }

  /**
   * Starts a kernel in the working folder.
   *
   * @param command the {@code argv} of a kernelspec
   * @throws IOException if the command cannot be started, for one because there is no such program
   */
  static KernelProcess start(List<String> command) throws IOException {
    return start(command, Path.of("").toAbsolutePath());
  }

  /** Starts a kernel in a folder, that of its notebook. */
  static KernelProcess start(List<String> command, Path folder) throws IOException {
    JsonObject connection = freeConnection();
    Path connectionFile = Files.createTempFile("blackout-kernel-", ".json");
    Path log = Files.createTempFile("blackout-kernel-", ".log");
    Files.writeString(connectionFile, connection.toString());
    List<String> filled =
        command.stream()
            .map(argument -> argument.replace(PLACEHOLDER, connectionFile.toString()))
            .toList();
    try {
      Process process =
          new ProcessBuilder(filled)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new KernelProcess(process, connection, connectionFile, log);
    } catch (IOException e) {
      Files.deleteIfExists(connectionFile);
      Files.deleteIfExists(log);
      throw e;
    }
  }

  JsonObject connection() {
    return connection;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The process that was started; the kernel itself, unless the command wraps it. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  /** What the process has printed outside of any cell. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(connectionFile);
    Files.deleteIfExists(log);
  }

  private static JsonObject freeConnection() throws IOException {
    JsonObject connection = new JsonObject();
    connection.addProperty("ip", "127.0.0.1");
    connection.addProperty("transport", "tcp");
    connection.addProperty("signature_scheme", "hmac-sha256");
    connection.addProperty("key", UUID.randomUUID().toString());
    // All held open until all are known, so that none is given twice.
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (String port : PORTS) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        connection.addProperty(port, socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
    return connection;
  }
}
