package blackout.jupyter;

import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;

/**
 * The reply environment of one cell, whose every publication takes its place among the printed
 * text. It stays usable after the cell, for what a thread shows later.
 */
final class CellEnvironment extends ShellReplyEnvironment {

  private final ShellReplyEnvironment request;
  private final BatchedStreams streams;

  CellEnvironment(ShellReplyEnvironment request, BatchedStreams streams) {
    super((ShellChannel) request.getShell(), null, request.getIopub(), request.getContext());
    this.request = request;
    this.streams = streams;
  }

  @Override
  public void publish(Message<?> message) {
    streams.publish(message);
  }

  @Override
  public <T extends ContentType<T>> void publish(T content) {
    streams.publish(new Message<>(getContext(), content.getType(), content));
  }

  @Override
  public String readFromStdIn(String prompt, boolean isPassword) {
    streams.drain();
    return request.readFromStdIn(prompt, isPassword);
  }

  /** The input and output of the kernel, with the way open to attach a cell to it. */
  static final class Streams extends JupyterIO {

    Streams() {
      super(StandardCharsets.UTF_8);
    }

    void attach(CellEnvironment cell, boolean inputAllowed) {
      setEnv(cell);
      setJupyterInEnabled(inputAllowed);
    }
  }
}
