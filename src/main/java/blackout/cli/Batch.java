package blackout.cli;

import blackout.exhibit.FormattedTable;
import blackout.exhibit.TerminalText;
import blackout.files.UnwritableFile;
import blackout.ingest.UnreadableInput;
import blackout.ingest.estate.EstateSources;
import blackout.ingest.estate.Imported;
import blackout.json.Json;
import blackout.quantity.Text;
import blackout.report.json.RollupDoc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A command on one estate, or on each of several in turn. Of several, each has a row in a table and
 * in a roll-up document; one that goes wrong costs its row, not the run. The exit code is the
 * gravest of all.
 */
final class Batch {

  /**
   * How a command ended on one estate.
   *
   * @param exit its exit code
   * @param line its last line
   * @param figures what was found; null where nothing could be
   * @param problems what could not be used, one line each
   */
  record Ended(Exit exit, String line, RollupDoc.@Nullable Figures figures, List<String> problems) {
    Ended {
      problems = List.copyOf(problems);
    }
  }

  /** What a command does with one estate. */
  interface Work {
    /**
     * Does it, and says everything but the last line.
     *
     * @param label what the estate is called in this call
     * @param terminal where to; it gives the files of several estates names of their own
     * @throws IllegalArgumentException if an option does not fit the estate
     * @throws UnreadableInput if nothing can be used
     */
    Ended on(String label, Imported estate, Terminal terminal) throws IOException;
  }

  /** An estate that was read, or why it could not be. */
  private record Read(String label, @Nullable Imported estate, @Nullable UnreadableInput why) {}

  private final Terminal terminal;
  private final CommandSpec spec;
  private final EstateOptions options;
  private final List<EstateSources.Named> sources;

  /** The clusters of the only source; empty where there are several sources. */
  private final List<Read> only;

  /**
   * @param options what the command is about
   * @param host where a source has several clusters, that of this host alone is meant
   */
  Batch(Terminal terminal, CommandSpec spec, EstateOptions options, Optional<String> host) {
    this.terminal = terminal;
    this.spec = spec;
    this.options = options;
    sources = options.estates();
    List<Read> all = sources.size() == 1 ? read(sources.get(0)) : List.of();
    List<Read> with = all.stream().filter(r -> host.filter(h -> has(r, h)).isPresent()).toList();
    only = with.isEmpty() ? all : with;
  }

  private static boolean has(Read read, String host) {
    return read.estate() != null && read.estate().loaded().value().node(host).isPresent();
  }

  /** The estates of a source: one for each cluster. */
  private List<Read> read(EstateSources.Named named) {
    try {
      List<Imported> all = options.load(named);
      return all.stream().map(one -> new Read(label(named, one, all), one, null)).toList();
    } catch (UnreadableInput e) {
      return List.of(new Read(named.label(), null, e));
    }
  }

  private static String label(EstateSources.Named named, Imported one, List<Imported> all) {
    return all.size() == 1
        ? named.label()
        : named.label() + "-" + EstateSources.safe(one.loaded().value().name());
  }

  boolean isMany() {
    return sources.size() > 1 || only.size() > 1;
  }

  /**
   * Refuses standard output for files of which several estates make several.
   *
   * @throws ParameterException if a file is -
   */
  void requireFiles(String option, Optional<String> file) {
    if (isMany() && file.filter("-"::equals).isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          "several estates make several documents; name a file for %s instead of -"
              .formatted(option));
    }
  }

  /**
   * Runs the command, and says the last line.
   *
   * @param rollUp where a document about all goes, if there are several
   * @return the exit code
   * @throws ParameterException if an option does not fit the only estate
   */
  int run(Optional<String> rollUp, Work work) throws IOException {
    return run(rollUp, Kept.NOTHING, work);
  }

  /**
   * The same; what was computed before of the same input, options and program is not again.
   *
   * @param kept what was computed before
   */
  int run(Optional<String> rollUp, Kept kept, Work work) throws IOException {
    if (!isMany()) {
      return single(only.get(0), work);
    }
    var rows = new ArrayList<RollupDoc.Row>();
    if (sources.size() == 1) {
      rows(only, kept, work, rows);
    } else {
      for (EstateSources.Named named : sources) {
        rows(read(named), kept, work, rows);
      }
    }
    Exit gravest = Exit.gravest(rows.stream().map(row -> Exit.of(row.exit())).toList());
    if (rollUp.isPresent()) {
      RollupDoc document = RollupDoc.of(spec.name(), program(), gravest.code(), rows);
      terminal.write(rollUp.get(), Json.text(document));
      kept.index(document);
    }
    message("");
    message(table(rows).text());
    long fine = rows.stream().filter(row -> row.exit() == 0).count();
    message("%s of %s fine".formatted(fine, Text.count(rows.size(), "estate")));
    return gravest.code();
  }

  private void rows(List<Read> all, Kept kept, Work work, List<RollupDoc.Row> rows)
      throws IOException {
    for (Read read : all) {
      terminal.out().flush();
      message("");
      message(read.label());
      RollupDoc.Row row = row(read, kept, work);
      message(row.line());
      rows.add(row);
    }
  }

  private int single(Read read, Work work) throws IOException {
    try {
      Ended ended = work.on(read.label(), estate(read), terminal);
      message(ended.line());
      return ended.exit().code();
    } catch (UnreadableInput e) {
      terminal.tell(e.problems());
      message(refusal(e));
      return Exit.BAD_INPUT.code();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), Text.reason(e), e);
    }
  }

  private static Imported estate(Read read) {
    if (read.estate() == null) {
      throw Objects.requireNonNull(read.why());
    }
    return read.estate();
  }

  private RollupDoc.Row row(Read read, Kept kept, Work work) throws IOException {
    String label = read.label();
    try {
      Imported estate = estate(read);
      RollupDoc.Made made = kept.made(label, estate);
      Optional<RollupDoc.Row> before = kept.row(label, made);
      if (before.isPresent()) {
        message("Unchanged: same input, options and program as before.");
        return before.get();
      }
      Ended ended = work.on(label, estate, terminal.labelled(label));
      return new RollupDoc.Row(
          label,
          ended.exit().code(),
          ended.line(),
          ended.figures(),
          ended.problems(),
          kept.written(made));
    } catch (UnreadableInput e) {
      return failed(label, Exit.BAD_INPUT, refusal(e), terminal.tell(e.problems()));
    } catch (UnwritableFile | IllegalArgumentException e) {
      return failed(label, Exit.USAGE, Text.reason(e), List.of(Text.reason(e)));
    } catch (RuntimeException e) {
      String why = "internal error: " + e;
      return failed(label, Exit.INTERNAL, why, List.of(why));
    }
  }

  private static RollupDoc.Row failed(String label, Exit exit, String line, List<String> problems) {
    return new RollupDoc.Row(label, exit.code(), line, null, problems, null);
  }

  private static String refusal(UnreadableInput e) {
    return "BAD INPUT: " + Text.count(e.problems().size(), "problem");
  }

  private static FormattedTable table(List<RollupDoc.Row> rows) {
    return new FormattedTable(
        "Estates",
        List.of(
            new FormattedTable.Header("Estate", false),
            new FormattedTable.Header("Exit", true),
            new FormattedTable.Header("Result", false)),
        rows.stream()
            .map(row -> List.of(row.label(), Integer.toString(row.exit()), row.line()))
            .toList());
  }

  private static String program() {
    return new Version().getVersion()[0];
  }

  private void message(String text) {
    for (String line : text.split("\n", -1)) {
      terminal.err().println(TerminalText.plain(line));
    }
  }

  /** What an earlier run left, by which unchanged estates are known. */
  interface Kept {

    /** Nothing is kept. */
    Kept NOTHING =
        new Kept() {
          @Override
          public RollupDoc.@Nullable Made made(String label, Imported estate) {
            return null;
          }

          @Override
          public Optional<RollupDoc.Row> row(String label, RollupDoc.@Nullable Made made) {
            return Optional.empty();
          }

          @Override
          public RollupDoc.@Nullable Made written(RollupDoc.@Nullable Made made) {
            return made;
          }

          @Override
          public void index(RollupDoc document) {}
        };

    /** What a row is computed of. */
    RollupDoc.@Nullable Made made(String label, Imported estate) throws IOException;

    /** The row of before, if it was made of the same and its result is still there. */
    Optional<RollupDoc.Row> row(String label, RollupDoc.@Nullable Made made) throws IOException;

    /** The same after its result was written. */
    RollupDoc.@Nullable Made written(RollupDoc.@Nullable Made made) throws IOException;

    /** Writes what goes beside the roll-up. */
    void index(RollupDoc document) throws IOException;
  }
}
