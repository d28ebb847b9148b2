package blackout.jupyter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets in this process, keeps the object that a snippet returns, and can stop a busy one.
 *
 * <p>JShell's own local control stops a busy loop, but hands out only the text of a result. So it
 * is given a trampoline to run, which runs the snippet and keeps the object.
 */
final class InterruptibleExecutionControl extends LocalExecutionControl {

  private static final Method TRAMPOLINE = trampoline();

  /** From the thread that evaluates to the thread that the superclass starts for the snippet. */
  private static final InheritableThreadLocal<@Nullable Task> TASK = new InheritableThreadLocal<>();

  private @Nullable Object result;

  /** Hands the control to a JShell that is being built, and keeps it for the evaluator. */
  static final class Provider implements ExecutionControlProvider {

    private final InterruptibleExecutionControl control = new InterruptibleExecutionControl();

    @Override
    public String name() {
      return "blackout";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
      return control;
    }

    InterruptibleExecutionControl control() {
      return control;
    }
  }

  /** The object that the last snippet returned, once; null if it returned none. */
  @Nullable Object takeResult() {
    Object taken = result;
    result = null;
    return taken;
  }

  /** The text of a value as JShell prints it: arrays with their elements. */
  static String text(Object value) {
    return valueString(value);
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    Task task = new Task(snippet, Thread.currentThread());
    result = null;
    TASK.set(task);
    try {
      super.invoke(TRAMPOLINE);
    } finally {
      TASK.remove();
    }
    result = task.result;
    return "";
  }

  /** The method that the superclass is given to run; called by reflection only. */
  static void runTask() throws Throwable {
    Task task = TASK.get();
    TASK.remove();
    task.run();
  }

  private static Method trampoline() {
    try {
      Method method = InterruptibleExecutionControl.class.getDeclaredMethod("runTask");
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /** One run of a snippet. */
  private static final class Task {

    private final Method snippet;
    private final Thread evaluator;
    private @Nullable Object result;

    Task(Method snippet, Thread evaluator) {
      this.snippet = snippet;
      this.evaluator = evaluator;
    }

    void run() throws Throwable {
      awaitEvaluatorJoining();
      // The superclass swallows what threads of the user throw; a notebook should see it.
      Thread.setDefaultUncaughtExceptionHandler(InterruptibleExecutionControl::printUncaught);
      Thread.currentThread().setContextClassLoader(snippet.getDeclaringClass().getClassLoader());
      try {
        result = snippet.invoke(null);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    /**
     * The superclass waits for every thread that it finds just after it has started this one. A
     * thread that the snippet starts early enough would be among them, and the cell would never
     * end; so nothing is run until the superclass waits.
     */
    private void awaitEvaluatorJoining() {
      while (evaluator.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
  }

  private static void printUncaught(Thread thread, Throwable thrown) {
    if (!(thrown instanceof ThreadDeath)) {
      System.err.println("Exception in thread \"" + thread.getName() + "\" " + thrown);
    }
  }
}
