package blackout.jupyter;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Speaks to a kernel as a notebook would, over its sockets, so that a kernel can be tried where no
 * Jupyter is installed. For one thread.
 */
final class KernelClient implements AutoCloseable {

  private static final String DELIMITER = "<IDS|MSG>";
  private static final long PATIENCE_MILLIS = 100;

  private final ZContext context = new ZContext();
  private final HMACGenerator signature;
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket published;
  private final String session = UUID.randomUUID().toString();

  /**
   * Connects; the kernel may still be starting.
   *
   * @param connection the content of a connection file
   */
  KernelClient(JsonObject connection) throws GeneralSecurityException {
    signature = new HMACGenerator("hmac-sha256", connection.get("key").getAsString());
    shell = connect(SocketType.DEALER, connection, "shell_port");
    control = connect(SocketType.DEALER, connection, "control_port");
    published = connect(SocketType.SUB, connection, "iopub_port");
    published.setRcvHWM(0);
    published.subscribe(ZMQ.SUBSCRIPTION_ALL);
  }

  /**
   * Waits until the kernel answers and its publications arrive; false if it takes too long, or is
   * no longer running.
   */
  boolean awaitReady(Duration limit, BooleanSupplier running) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline && running.getAsBoolean()) {
      ask("kernel_info_request", new JsonObject());
      boolean answered = receive(shell, PATIENCE_MILLIS).isPresent();
      boolean heard = receive(published, PATIENCE_MILLIS).isPresent();
      if (answered && heard) {
        while (receive(published, PATIENCE_MILLIS).isPresent()
            || receive(shell, PATIENCE_MILLIS).isPresent()) {
          // What the waiting left behind.
        }
        return true;
      }
    }
    return false;
  }

  /** Sends a request on the shell channel; returns its id. */
  String ask(String type, JsonObject content) {
    return send(shell, type, content);
  }

  /** Sends a request on the control channel, which is answered while a cell runs. */
  String command(String type, JsonObject content) {
    return send(control, type, content);
  }

  /** Sends a cell to run; returns the id of the request. */
  String execute(String code) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("silent", false);
    content.addProperty("store_history", true);
    content.addProperty("allow_stdin", false);
    content.addProperty("stop_on_error", true);
    return ask("execute_request", content);
  }

  /** The content of the reply to a request on the shell channel; empty if none comes in time. */
  Optional<JsonObject> reply(String request, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<KernelMessage> message = receive(shell, PATIENCE_MILLIS);
      if (message.isPresent() && message.get().answers(request)) {
        return message.map(KernelMessage::content);
      }
    }
    return Optional.empty();
  }

  /** The next message that the kernel publishes; empty if none comes in time. */
  Optional<KernelMessage> nextPublished(Duration limit) {
    return receive(published, limit.toMillis());
  }

  /** Runs a cell to its end and gathers what it published. */
  CellRun run(String code, Duration limit) {
    return gather(execute(code), limit);
  }

  /** Gathers what the kernel publishes for a request, until it is idle or time is up. */
  CellRun gather(String request, Duration limit) {
    CellRun run = new CellRun();
    long deadline = System.nanoTime() + limit.toNanos();
    while (!run.isFinished() && System.nanoTime() < deadline) {
      receive(published, PATIENCE_MILLIS)
          .filter(message -> message.answers(request))
          .ifPresent(run::add);
    }
    return run;
  }

  @Override
  public void close() {
    context.close();
  }

  private ZMQ.Socket connect(SocketType type, JsonObject connection, String port) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setLinger(0);
    socket.connect(
        "tcp://" + connection.get("ip").getAsString() + ":" + connection.get(port).getAsInt());
    return socket;
  }

  private String send(ZMQ.Socket socket, String type, JsonObject content) {
    JsonObject header = new JsonObject();
    String id = UUID.randomUUID().toString();
    header.addProperty("msg_id", id);
    header.addProperty("session", session);
    header.addProperty("username", "blackout");
    header.addProperty("date", Instant.now().toString());
    header.addProperty("msg_type", type);
    header.addProperty("version", "5.3");
    byte[][] parts = {bytes(header), bytes("{}"), bytes("{}"), bytes(content)};
    socket.sendMore(DELIMITER);
    socket.sendMore(signature.calculateSignature(parts));
    for (int i = 0; i < parts.length - 1; i++) {
      socket.sendMore(parts[i]);
    }
    socket.send(parts[parts.length - 1]);
    return id;
  }

  private static Optional<KernelMessage> receive(ZMQ.Socket socket, long millis) {
    socket.setReceiveTimeOut((int) millis);
    String part = socket.recvStr();
    if (part == null) {
      return Optional.empty();
    }
    while (!part.equals(DELIMITER)) {
      part = socket.recvStr();
    }
    socket.recvStr();
    JsonObject header = json(socket);
    JsonObject parent = json(socket);
    json(socket);
    JsonObject content = json(socket);
    JsonElement request = parent.get("msg_id");
    return Optional.of(
        new KernelMessage(
            header.get("msg_type").getAsString(),
            request == null ? "" : request.getAsString(),
            content));
  }

  private static JsonObject json(ZMQ.Socket socket) {
    return JsonParser.parseString(socket.recvStr()).getAsJsonObject();
  }

  private static byte[] bytes(Object text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A message from the kernel.
   *
   * @param type such as {@code stream} or {@code execute_reply}
   * @param request the id of the request it belongs to, empty if to none
   * @param content its fields
   */
  record KernelMessage(String type, String request, JsonObject content) {

    boolean answers(String id) {
      return request.equals(id);
    }
  }
}
