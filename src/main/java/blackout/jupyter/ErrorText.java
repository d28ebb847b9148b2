package blackout.jupyter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;

/**
 * The words for what goes wrong in a cell: the exception and the user's own frames, or the reason
 * of the compiler and the line it points at. Frames of Blackout, of libraries and of the JDK are
 * left out: they say nothing to the one who wrote the cell.
 */
final class ErrorText {

  /** Enough to see where a recursion goes round. */
  private static final int SHOWN_FRAME_COUNT = 15;

  private ErrorText() {}

  /** The error for an exception that a snippet threw. */
  static CellException thrown(JShell shell, JShellException exception) {
    if (exception instanceof UnresolvedReferenceException unresolved) {
      String reason = unresolved(shell, unresolved.getSnippet());
      List<String> lines = new ArrayList<>(List.of("UnresolvedReference: " + reason));
      lines.addAll(userFrames(exception.getStackTrace()));
      return new CellException("UnresolvedReference", reason, lines);
    }
    List<String> lines = new ArrayList<>();
    String prefix = "";
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      lines.add(prefix + headline(cause));
      lines.addAll(userFrames(cause.getStackTrace()));
      prefix = "Caused by: ";
    }
    return new CellException(simpleName(exception), message(exception), lines);
  }

  /** The error for something that failed outside JShell: a renderer, a magic, the kernel itself. */
  static CellException of(Throwable thrown) {
    if (thrown instanceof CellException cell) {
      return cell;
    }
    List<String> lines = new ArrayList<>(List.of(headline(thrown)));
    lines.addAll(userFrames(thrown.getStackTrace()));
    return new CellException(simpleName(thrown), message(thrown), lines);
  }

  /** The error for a cell that the user interrupted. */
  static CellException interrupted() {
    return new CellException(
        "Interrupted",
        "the cell was interrupted",
        List.of("Interrupted: the cell was interrupted"));
  }

  /**
   * The error for a snippet that the compiler refuses.
   *
   * @param source the text of the snippet, as it was given to the compiler
   */
  static CellException refused(String source, SnippetPlace place, List<Diag> diagnostics) {
    List<String> lines = new ArrayList<>();
    for (Diag error : diagnostics.stream().filter(Diag::isError).toList()) {
      lines.add(reason(error));
      int line =
          1
              + (int)
                  source
                      .substring(0, position(error, source))
                      .chars()
                      .filter(c -> c == '\n')
                      .count();
      lines.add(place.describe(line) + ":");
      lines.addAll(pointer(source, error));
    }
    if (lines.isEmpty()) {
      lines.add("the compiler gives no reason");
    }
    String reason = lines.get(0);
    lines.set(0, "CompileError: " + reason);
    return new CellException("CompileError", reason, lines);
  }

  /** What a declaration still lacks, in one line. */
  static String unresolved(JShell shell, DeclarationSnippet snippet) {
    String missing =
        Stream.concat(
                shell.unresolvedDependencies(snippet),
                shell.diagnostics(snippet).map(ErrorText::reason))
            .distinct()
            .collect(Collectors.joining(", "));
    return snippet.name() + " cannot be used until this is declared: " + missing;
  }

  /** The compiler's words in one line, without the place in a class that only JShell knows. */
  private static String reason(Diag error) {
    return error
        .getMessage(Locale.ROOT)
        .lines()
        .map(String::strip)
        .filter(line -> !line.startsWith("location:"))
        .collect(Collectors.joining("; "))
        .replaceAll("\\s+", " ");
  }

  private static List<String> pointer(String source, Diag error) {
    int position = position(error, source);
    int start = source.lastIndexOf('\n', position - 1) + 1;
    int end = source.indexOf('\n', position);
    String line = source.substring(start, end < 0 ? source.length() : end);
    return List.of("    " + line, "    " + " ".repeat(position - start) + "^");
  }

  private static int position(Diag error, String source) {
    return (int) Math.max(0, Math.min(error.getPosition(), source.length()));
  }

  private static List<String> userFrames(StackTraceElement[] frames) {
    List<String> lines =
        Stream.of(frames).map(ErrorText::frame).filter(line -> !line.isEmpty()).toList();
    if (lines.size() <= SHOWN_FRAME_COUNT) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines.subList(0, SHOWN_FRAME_COUNT));
    cut.add("    ... and %s more".formatted(lines.size() - SHOWN_FRAME_COUNT));
    return cut;
  }

  /** A frame of a cell, or of a jar that the user has added; empty for every other. */
  private static String frame(StackTraceElement frame) {
    String file = frame.getFileName() == null ? "" : frame.getFileName();
    var place = SnippetPlace.parse(file);
    if (place.isPresent()) {
      String where = place.get().describe(frame.getLineNumber());
      boolean topLevel = frame.getMethodName().isEmpty() || frame.getMethodName().contains("$");
      String owner = frame.getClassName().isEmpty() ? "" : frame.getClassName() + ".";
      return "    at " + (topLevel ? where : owner + frame.getMethodName() + " (" + where + ")");
    }
    boolean fromAddedJar = frame.getClassLoaderName() == null && frame.getModuleName() == null;
    return fromAddedJar && !frame.getClassName().startsWith("REPL.") ? "    at " + frame : "";
  }

  private static String headline(Throwable thrown) {
    String message = message(thrown);
    return simpleName(thrown) + (message.isEmpty() ? "" : ": " + message);
  }

  private static String message(Throwable thrown) {
    return thrown.getMessage() == null ? "" : thrown.getMessage();
  }

  private static String simpleName(Throwable thrown) {
    String name =
        thrown instanceof EvalException evaluated
            ? evaluated.getExceptionClassName()
            : thrown.getClass().getName();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }
}
