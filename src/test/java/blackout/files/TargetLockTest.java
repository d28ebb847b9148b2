package blackout.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer at a time. */
final class TargetLockTest {

  @TempDir Path dir;

  @Test
  void theSecondIsRefusedUntilTheFirstIsDone() throws IOException {
    Path target = dir.resolve("vms.csv");

    TargetLock first = TargetLock.of(target);
    assertThatThrownBy(() -> TargetLock.of(target))
        .isInstanceOf(UnwritableFile.class)
        .hasMessage("cannot write " + target + ": another run is writing it");
    first.close();
    TargetLock.of(target).close();

    assertThat(dir).isEmptyDirectory();
  }

  /** A lock that holds within one process need not hold against another. */
  @Test
  void anotherProcessIsRefusedToo() throws Exception {
    Path target = dir.resolve("vms.csv");
    TargetLock first = TargetLock.of(target);

    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TargetLockTest.class.getName(),
                target.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    other.waitFor();
    first.close();

    assertThat(said).contains("another run is writing it");
  }

  /** The other process. */
  public static void main(String[] args) throws IOException {
    TargetLock.of(Path.of(args[0])).close();
  }

  @Test
  void whatAKilledRunLeftHoldsNobodyUp() throws IOException {
    Files.writeString(dir.resolve(".vms.csv.lock"), "0123");

    TargetLock.of(dir.resolve("vms.csv")).close();

    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void ofManyAtOnceNoTwoHaveIt() throws Exception {
    Path target = dir.resolve("vms.csv");
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      tasks.add(() -> tried(target, inside, most));
    }
    int had = 0;
    for (Future<Integer> each : pool.invokeAll(tasks)) {
      had += each.get();
    }
    pool.shutdown();

    assertThat(most).hasValue(1);
    assertThat(had).isPositive();
  }

  private static int tried(Path target, AtomicInteger inside, AtomicInteger most)
      throws IOException {
    try {
      TargetLock lock = TargetLock.of(target);
      try (lock) {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        inside.decrementAndGet();
        return 1;
      }
    } catch (UnwritableFile e) {
      return 0;
    }
  }
}
