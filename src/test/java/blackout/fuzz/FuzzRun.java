package blackout.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fuzzes every parser for some time, each in a process of its own, and says how many inputs each
 * was given. Arguments: the seconds for all targets together, then the targets, all if none is
 * named. Inputs that break the promise, and the corpus that was grown, are left under {@code
 * target/fuzz}.
 */
public final class FuzzRun {

  private static final Path WORK = Path.of("target/fuzz");
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
  private static final Pattern SO_FAR = Pattern.compile("^#(\\d+)\\s");

  private FuzzRun() {}

  /** Ends with 1 if a promise was broken. */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<FuzzTarget> targets =
        args.length > 1
            ? Arrays.stream(args).skip(1).map(FuzzTarget::named).toList()
            : List.of(FuzzTarget.values());
    long seconds = Math.max(2, Long.parseLong(args[0]) / targets.size());
    long all = 0;
    int broken = 0;
    for (FuzzTarget target : targets) {
      long[] result = run(target, seconds);
      all += result[0];
      broken += result[1] == 0 ? 0 : 1;
      System.out.printf(
          Locale.ROOT,
          "%-15s %,12d executions  %s%n",
          target.word(),
          result[0],
          result[1] == 0 ? "fine" : "BROKEN, see " + WORK.resolve(target.word() + ".log"));
    }
    System.out.printf(Locale.ROOT, "%-15s %,12d executions%n", "all", all);
    System.exit(broken == 0 ? 0 : 1);
  }

  private static long[] run(FuzzTarget target, long seconds)
      throws IOException, InterruptedException {
    Path corpus = WORK.resolve("corpus").resolve(target.word());
    Files.createDirectories(corpus);
    int number = 0;
    for (Path seed : target.seeds()) {
      Files.write(corpus.resolve("seed-" + number++), beginning(seed, target.longest()));
    }
    Path log = WORK.resolve(target.word() + ".log");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            // An input takes less than a millisecond: code that is compiled soon beats good code.
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzEntry.class.getName(),
            "--target_args=" + target.word(),
            // Only parsers: what a fit computes is no branch that an input has to find.
            "--instrumentation_includes=blackout.ingest.**:blackout.quantity.**:blackout.plan.stats.Spread",
            "--custom_hook_includes=blackout.ingest.**",
            "--reproducer_path=" + WORK,
            "-artifact_prefix=" + WORK.resolve(target.word()) + "-",
            "-max_total_time=" + seconds,
            "-timeout=60",
            "-rss_limit_mb=3000",
            "-max_len=" + target.longest(),
            corpus.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int exit = process.waitFor();
    return new long[] {executions(Files.readString(log)), exit};
  }

  /** The lines of a file that fit into a length; where not even one does, the whole file. */
  private static byte[] beginning(Path file, int most) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = Math.min(most, bytes.length);
    while (end > 0 && end < bytes.length && bytes[end - 1] != '\n') {
      end--;
    }
    return end == 0 ? bytes : Arrays.copyOf(bytes, end);
  }

  private static long executions(String log) {
    long last = 0;
    for (String line : log.lines().toList()) {
      Matcher done = DONE.matcher(line);
      Matcher soFar = SO_FAR.matcher(line);
      if (done.find()) {
        return Long.parseLong(done.group(1));
      }
      if (soFar.find()) {
        last = Long.parseLong(soFar.group(1));
      }
    }
    return last;
  }
}
