package blackout.trials;

import blackout.ingest.FleetJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Trials with whole processes: every command that writes is killed at a random time, meets a disk
 * that is full at a random byte, and meets a second writer. See the README beside this file.
 *
 * <pre>  Trials kills|disks|writers COUNT SEED FOLDER</pre>
 */
public final class Trials {

  private static final String OLD = "what was here before\n";

  /** Of so many kills of a command that does not resume one is followed by another run. */
  private static final int RUN_AGAIN = 8;

  /** What a stopped run may leave besides its targets. */
  private static final String LEFT_OVER =
      "\\.blackout-[0-9a-f]{24}|\\..*\\.lock|.*\\.(part|journal)";

  /**
   * A command that writes.
   *
   * @param args its arguments; DIR is the folder it writes to
   * @param files what it writes there
   * @param resumes whether it takes {@code --resume}
   */
  private record Case(String name, List<String> args, List<String> files, boolean resumes) {
    List<String> in(Path dir) {
      return args.stream().map(arg -> arg.replace("DIR", dir.toString())).toList();
    }
  }

  private record Ended(int exit, String text) {}

  private record Reference(int exit, Map<String, byte[]> files, long millis) {}

  private final Path top;
  private final Random random;
  private final List<Case> cases;
  private final Map<String, Reference> references = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private int wrong;

  private Trials(Path top, long seed) throws IOException {
    this.top = Files.createDirectories(top);
    random = new Random(seed);
    Path fleet = top.resolve("fleet.json");
    FleetJson.write(1500, fleet);
    Path notebook = top.resolve("notebook.ipynb");
    Files.writeString(notebook, NOTEBOOK);
    cases = cases(fleet.toString(), notebook);
  }

  private static final String NOTEBOOK =
      "{\"cells\": [{\"cell_type\": \"code\", \"id\": \"a\", \"execution_count\": null,"
          + " \"metadata\": {}, \"outputs\": [], \"source\": [\"1 + 1\"]}], \"metadata\":"
          + " {\"kernelspec\": {\"display_name\": \"Java (Blackout)\", \"language\": \"java\","
          + " \"name\": \"blackout\"}}, \"nbformat\": 4, \"nbformat_minor\": 5}\n";

  private static List<Case> cases(String fleet, Path notebook) {
    String estate = "datasets/two-node-r2";
    return List.of(
        of("report", "report " + estate + " --no-commit --out DIR", REPORT),
        of("validate", "validate " + estate + " --json DIR/a --junit DIR/b", "a", "b"),
        of("availability", "availability " + estate + " --json DIR/a --csv DIR/b", "a", "b"),
        of("drain", "drain " + estate + " --rolling --json DIR/a --csv DIR/b", "a", "b"),
        of("estimate", "estimate " + MOVE + " --json DIR/a --csv DIR/b", "a", "b"),
        of("sweep csv", "sweep " + SWEEP + " --csv DIR/a", "a"),
        of("sweep json", "sweep " + SWEEP.replace(":60", ":20") + " --json DIR/a", "a"),
        of("heat map", "sweep " + MAP + " --heat-map DIR/a", "a"),
        of("fleet", "fleet " + fleet + " --csv DIR/a --json DIR/b", "a", "b"),
        of("import", "import datasets/imports/proxmox --out DIR/a", "a"),
        of("calibrate", "calibrate " + METRICS + " --json DIR/a", "a"),
        of("accuracy", "accuracy " + RUNS + " --json DIR/a --html DIR/b", "a", "b"),
        of("checks", "checks --csv DIR/a", "a"),
        of("notebook", "notebook run DIR/" + notebook.getFileName(), "notebook.ipynb"));
  }

  private static final String[] REPORT = {
    "report.html", "report.json", "junit.xml", "vms.csv", "downtime.svg", "rounds.svg"
  };
  private static final String MOVE = "--memory 4GiB --dirty-rate 10MiB/s --link 1Gbit/s";
  private static final String SWEEP =
      "--memory 1GiB..64GiB:60 --dirty-rate 1MiB/s..90MiB/s:60 --link 1Gbit/s..25Gbit/s:20";
  private static final String MAP =
      "--memory 1GiB..64GiB:20 --dirty-rate 1MiB/s..90MiB/s:20 --link 1Gbit/s";
  private static final String METRICS = "datasets/measurements/kubevirt/metrics.txt";
  private static final String RUNS = "datasets/qemu-7.2-held-out/bare.jsonl --runs 1";

  private static Case of(String name, String command, String... files) {
    boolean resumes = name.equals("fleet") || name.equals("sweep csv");
    return new Case(name, List.of(command.split(" ")), List.of(files), resumes);
  }

  /** Runs trials and prints what was counted; exit code 1 if anything was half, lost or unequal. */
  public static void main(String[] args) throws Exception {
    var trials = new Trials(Path.of(args[3]).toAbsolutePath(), Long.parseLong(args[2]));
    int count = Integer.parseInt(args[1]);
    // A run that is stopped says what it counted so far.
    Runtime.getRuntime().addShutdownHook(new Thread(trials::print));
    for (int i = 0; i < count; i++) {
      Case each = trials.cases.get(i % trials.cases.size());
      switch (args[0]) {
        case "kills" -> trials.kill(each);
        case "disks" -> trials.fullDisk(each);
        case "writers" -> trials.twoWriters(each);
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
    System.exit(trials.wrong == 0 ? 0 : 1);
  }

  private synchronized void print() {
    counts.forEach((what, n) -> System.out.printf("%7d  %s%n", n, what));
    System.out.println(wrong + " wrong");
  }

  private void kill(Case each) throws Exception {
    Reference right = reference(each);
    Path dir = fresh(each);
    boolean old = !each.name.equals("notebook") && random.nextBoolean();
    if (old) {
      for (String file : each.files) {
        Files.writeString(dir.resolve(file), OLD);
      }
    }
    Map<String, byte[]> before = contents(dir);
    Process process = start(each.in(dir), dir.resolveSibling("log"));
    boolean ended =
        process.waitFor((long) (random.nextDouble() * 1.1 * right.millis), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    count(each.name + ": " + (ended ? "ended before the kill" : "killed"));
    checkWhole(each, dir, before, right);
    if (!each.resumes && random.nextInt(RUN_AGAIN) > 0) {
      return;
    }
    List<String> again = new ArrayList<>(each.in(dir));
    if (each.resumes) {
      again.add("--resume");
    }
    Ended resumed = run(again, dir.resolveSibling("log"));
    if (resumed.exit != right.exit) {
      wrong(each, "after the kill exit " + resumed.exit + ": " + resumed.text);
    }
    checkEqual(each, dir, right);
    count(each.resumes ? "resumed to equal files" : "run again to equal files");
  }

  private void fullDisk(Case each) throws Exception {
    Reference right = reference(each);
    long all = right.files.values().stream().mapToLong(f -> f.length).sum();
    Path dir = fresh(each);
    long size = 4096 * (3 + random.nextLong(2 + 2 * all / 4096));
    shell("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", dir.toString());
    try {
      if (each.name.equals("notebook")) {
        Files.copy(top.resolve("notebook.ipynb"), dir.resolve("notebook.ipynb"));
      } else {
        for (String file : each.files.subList(0, 1)) {
          Files.writeString(dir.resolve(file), OLD);
        }
      }
      Map<String, byte[]> before = contents(dir);
      Ended full = run(each.in(dir), dir.resolveSibling("log"));
      boolean failed = full.exit == 2 && full.text.contains("cannot write");
      count(each.name + ": " + (failed ? "full, told" : "enough room"));
      if (!failed && full.exit != right.exit) {
        wrong(each, "on a full disk exit " + full.exit + ": " + full.text);
      }
      checkWhole(each, dir, before, right);
      if (!failed) {
        checkEqual(each, dir, right);
      }
      if (failed && each.resumes) {
        shell("mount", "-o", "remount,size=1g", dir.toString());
        List<String> again = new ArrayList<>(each.in(dir));
        again.add("--resume");
        run(again, dir.resolveSibling("log"));
        checkEqual(each, dir, right);
        count("resumed to equal files");
      }
    } finally {
      shell("umount", dir.toString());
    }
  }

  private void twoWriters(Case each) throws Exception {
    Reference right = reference(each);
    Path dir = fresh(each);
    Path log = dir.resolveSibling("log");
    Path second = dir.resolveSibling("log2");
    Process one = start(each.in(dir), log);
    Thread.sleep((long) (random.nextDouble() * right.millis / 2));
    Process two = start(each.in(dir), second);
    Ended first = ended(one, log);
    Ended other = ended(two, second);
    for (Ended ended : List.of(first, other)) {
      boolean refused = ended.exit == 2 && ended.text.contains("another run is writing");
      count(each.name + ": " + (refused ? "refused" : "wrote"));
      if (!refused && ended.exit != right.exit) {
        wrong(each, "beside another exit " + ended.exit + ": " + ended.text);
      }
    }
    if (first.exit != right.exit && other.exit != right.exit) {
      wrong(each, "neither of two wrote");
    }
    checkEqual(each, dir, right);
  }

  /** Every target is as it was or as it should be. */
  private void checkWhole(Case each, Path dir, Map<String, byte[]> before, Reference right)
      throws IOException {
    contents(dir)
        .forEach(
            (name, content) -> {
              boolean whole =
                  Arrays.equals(content, before.get(name))
                      || Arrays.equals(content, right.files.get(name));
              if (each.files.contains(name) ? !whole : !name.matches(LEFT_OVER)) {
                wrong(each, name + " is half written, " + content.length + " bytes");
              }
            });
    for (String name : before.keySet()) {
      if (!Files.exists(dir.resolve(name))) {
        wrong(each, name + " is lost");
      }
    }
  }

  private void checkEqual(Case each, Path dir, Reference right) throws IOException {
    Map<String, byte[]> there = contents(dir);
    right.files.forEach(
        (name, content) -> {
          if (!Arrays.equals(content, there.get(name))) {
            wrong(each, name + " is not equal");
          }
        });
  }

  private Reference reference(Case each) throws Exception {
    Reference known = references.get(each.name);
    if (known != null) {
      return known;
    }
    Path dir = fresh(each);
    long start = System.nanoTime();
    Ended ended = run(each.in(dir), dir.resolveSibling("log"));
    long millis = (System.nanoTime() - start) / 1_000_000;
    Map<String, byte[]> files = contents(dir);
    if (!files.keySet().containsAll(each.files)) {
      throw new IllegalStateException(each.name + ": " + ended);
    }
    Reference reference = new Reference(ended.exit, files, millis);
    references.put(each.name, reference);
    return reference;
  }

  /** An empty folder; for a notebook, with the notebook. */
  private Path fresh(Case each) throws IOException {
    Path dir = top.resolve("dir");
    if (Files.exists(dir)) {
      try (Stream<Path> inside = Files.walk(dir)) {
        for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(dir);
    if (each.name.equals("notebook")) {
      Files.copy(top.resolve("notebook.ipynb"), dir.resolve("notebook.ipynb"));
    }
    return dir;
  }

  private static Map<String, byte[]> contents(Path dir) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> inside = Files.list(dir)) {
      for (Path file : inside.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static Process start(List<String> args, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "blackout.cli.Main"));
    command.addAll(args);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static Ended run(List<String> args, Path log) throws Exception {
    return ended(start(args, log), log);
  }

  private static Ended ended(Process process, Path log) throws Exception {
    int exit = process.waitFor();
    String text = Files.readString(log, StandardCharsets.UTF_8);
    return new Ended(exit, text.substring(Math.max(0, text.length() - 300)));
  }

  private static void shell(String... command) throws Exception {
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": exit " + exit);
    }
  }

  private synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void wrong(Case each, String what) {
    wrong++;
    System.out.println("WRONG " + each.name + ": " + what);
  }
}
