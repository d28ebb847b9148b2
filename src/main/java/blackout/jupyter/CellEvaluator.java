package blackout.jupyter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Runs cells in JShell, in this process, snippet by snippet.
 *
 * <p>Cells are evaluated by one thread at a time; {@link #interrupt} may come from any thread.
 */
final class CellEvaluator implements AutoCloseable {

  /** What every cell may use without an import; IJava's list. */
  static final List<String> STARTUP =
      List.of(
          "import java.io.*;",
          "import java.math.*;",
          "import java.net.*;",
          "import java.nio.file.*;",
          "import java.util.*;",
          "import java.util.concurrent.*;",
          "import java.util.function.*;",
          "import java.util.regex.*;",
          "import java.util.stream.*;");

  /** Expressions whose value is the result of a cell; an assignment is not one. */
  private static final Set<SubKind> RESULTS =
      Set.of(
          SubKind.VAR_VALUE_SUBKIND,
          SubKind.OTHER_EXPRESSION_SUBKIND,
          SubKind.TEMP_VAR_EXPRESSION_SUBKIND);

  private final InterruptibleExecutionControl control;
  private final JShell shell;
  private SnippetPlace place = new SnippetPlace(0, 1, 0);
  private volatile boolean running;
  private volatile boolean interrupted;

  /**
   * A fresh JShell that has run the startup lines. Cells may use what is on the class path of this
   * process. (Given as an option of the compiler, the class path could not be added to later.)
   *
   * @param startup snippets to run first, such as imports
   */
  CellEvaluator(List<String> startup) {
    var provider = new InterruptibleExecutionControl.Provider();
    control = provider.control();
    shell =
        JShell.builder()
            .executionEngine(provider, Map.of())
            .compilerOptions("-proc:none")
            .idGenerator((snippet, number) -> nextId())
            .build();
    startup.forEach(shell::eval);
  }

  /**
   * Runs a cell and returns the value of its last expression, null if it ends in something else.
   *
   * @param cell the execution count of the cell
   * @throws CellException if the compiler refuses a snippet, a snippet throws, or the user
   *     interrupts; what ran before it stays done
   */
  @Nullable Object evaluate(int cell, String source) throws CellException {
    interrupted = false;
    running = true;
    try {
      return evaluateAll(cell, source);
    } finally {
      running = false;
    }
  }

  /** Stops the cell that is running, if one is. */
  void interrupt() {
    if (running) {
      interrupted = true;
      shell.stop();
    }
  }

  /** Makes a jar or a folder of classes usable in later snippets. */
  void addToClassPath(Path path) {
    shell.addToClasspath(path.toString());
  }

  JShell shell() {
    return shell;
  }

  @Override
  public void close() {
    shell.close();
  }

  private @Nullable Object evaluateAll(int cell, String source) throws CellException {
    Set<DeclarationSnippet> lacking = new LinkedHashSet<>();
    Object result = null;
    String rest = source;
    while (true) {
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (info.completeness() == Completeness.EMPTY) {
        break;
      }
      String snippet = info.completeness().isComplete() ? info.source() : rest;
      int blank = snippet.length() - snippet.stripLeading().length();
      int start = source.length() - rest.length() + blank;
      place = new SnippetPlace(cell, 1 + lineBreaks(source, start), place.serial());
      result = evaluateSnippet(snippet.substring(blank), lacking);
      if (!info.completeness().isComplete() || info.remaining().isEmpty()) {
        break;
      }
      rest = info.remaining();
    }
    warnOf(lacking);
    return result;
  }

  private @Nullable Object evaluateSnippet(String source, Set<DeclarationSnippet> lacking)
      throws CellException {
    Object result = null;
    List<SnippetEvent> events = shell.eval(source);
    Object returned = control.takeResult();
    if (interrupted) {
      throw ErrorText.interrupted();
    }
    for (SnippetEvent event : events) {
      if (event.causeSnippet() != null) {
        continue;
      }
      Snippet snippet = event.snippet();
      if (event.status() == Status.REJECTED) {
        throw ErrorText.refused(source, place, shell.diagnostics(snippet).toList());
      }
      if (event.exception() != null) {
        throw ErrorText.thrown(shell, event.exception());
      }
      if (snippet instanceof DeclarationSnippet declaration) {
        lacking.add(declaration);
      }
      result = RESULTS.contains(snippet.subKind()) ? returned : null;
    }
    return result;
  }

  private void warnOf(Set<DeclarationSnippet> declared) {
    List<String> lines = new ArrayList<>();
    for (DeclarationSnippet declaration : declared) {
      Status status = shell.status(declaration);
      if (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED) {
        lines.add(ErrorText.unresolved(shell, declaration));
      }
    }
    lines.forEach(System.err::println);
  }

  private String nextId() {
    place = new SnippetPlace(place.cell(), place.line(), place.serial() + 1);
    return place.id();
  }

  private static int lineBreaks(String source, int end) {
    return (int) source.substring(0, end).chars().filter(character -> character == '\n').count();
  }
}
