package blackout;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints, at the end of a test run, which tests and test classes were skipped and why. */
public final class SkippedTests implements TestExecutionListener {

  private final Deque<String> skipped = new ArrayDeque<>();

  /** For the service loader. */
  public SkippedTests() {}

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    skipped.add(name(test) + ": " + reason);
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.ABORTED) {
      String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
      skipped.add(name(test) + ": " + reason);
    }
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    while (!skipped.isEmpty()) {
      System.out.println("Skipped test " + skipped.remove());
    }
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .map(
            source -> {
              if (source instanceof MethodSource method) {
                return method.getClassName() + "." + method.getMethodName();
              }
              return source instanceof ClassSource type ? type.getClassName() : null;
            })
        .orElse(test.getDisplayName());
  }
}
