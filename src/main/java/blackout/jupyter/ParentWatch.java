package blackout.jupyter;

import java.util.Map;
import java.util.Optional;

/**
 * Tells when the process that started the kernel has ended, so that no kernel is left behind when a
 * Jupyter server dies.
 */
final class ParentWatch {

  /** Jupyter's variable for the process to watch; on Windows it holds a handle, not an id. */
  private static final String PARENT_VARIABLE = "JPY_PARENT_PID";

  private ParentWatch() {}

  /** Calls back once, on a thread of its own, when the parent process has ended. */
  static void onEnd(Map<String, String> environment, Runnable callback) {
    Optional<ProcessHandle> parent = parent(environment);
    if (parent.isPresent()) {
      Thread watch = new Thread(() -> await(parent.get(), callback), "blackout-parent-watch");
      watch.setDaemon(true);
      watch.start();
    }
  }

  private static void await(ProcessHandle parent, Runnable callback) {
    parent.onExit().join();
    callback.run();
  }

  private static Optional<ProcessHandle> parent(Map<String, String> environment) {
    String named = environment.getOrDefault(PARENT_VARIABLE, "");
    Optional<ProcessHandle> byName =
        named.matches("\\d{1,18}") && !System.getProperty("os.name").startsWith("Windows")
            ? ProcessHandle.of(Long.parseLong(named))
            : Optional.empty();
    return byName.or(() -> ProcessHandle.current().parent());
  }
}
