package blackout.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** The process of the kernel, started by Jupyter with the path of a connection file. */
public final class KernelMain {

  private static final long CLOSING_MILLIS = 200;

  private KernelMain() {}

  /** Serves one front end until it asks for the end, or its process ends. */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, InterruptedException {
    if (arguments.length != 1) {
      System.err.println("usage: KernelMain CONNECTION_FILE (Jupyter writes the file)");
      System.exit(2);
    }
    ParentWatch.onEnd(System.getenv(), () -> System.exit(0));
    JupyterConnection connection =
        new JupyterConnection(
            KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
    // No limit on waiting messages: at a limit the socket would drop output, and the idle status.
    connection.getIOPub().setSndHWM(0);
    JavaKernel kernel = new JavaKernel(connection.getIOPub()::sendMessage, System.getenv());
    kernel.becomeHandlerForConnection(connection);
    connection.connect();
    kernel.onStartup();

    kernel.awaitShutdown();
    Thread closing = new Thread(connection::waitUntilClose, "blackout-closing");
    closing.setDaemon(true);
    closing.start();
    closing.join(CLOSING_MILLIS);
    System.exit(0);
  }
}
