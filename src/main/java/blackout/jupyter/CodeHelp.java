package blackout.jupyter;

import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;

/** Help while a cell is being written: completion, documentation, and whether it is complete. */
final class CodeHelp {

  private static final String INDENT = "    ";

  private final SourceCodeAnalysis analysis;

  CodeHelp(JShell shell) {
    analysis = shell.sourceCodeAnalysis();
  }

  /**
   * What may stand at the cursor.
   *
   * @param code the whole cell
   * @param cursor the place in it, in characters
   */
  ReplacementOptions complete(String code, int cursor) {
    Fragment fragment = Fragment.of(analysis, code, cursor);
    int[] anchor = {fragment.cursor()};
    List<String> suggestions =
        analysis.completionSuggestions(fragment.code(), fragment.cursor(), anchor).stream()
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    return new ReplacementOptions(suggestions, anchor[0] + fragment.offset(), cursor);
  }

  /**
   * The signatures, and on request the documentation, of what the cursor is on; empty if unknown.
   *
   * @param code the whole cell
   * @param cursor the place in it, in characters
   * @param withText whether the text of the documentation is wanted, which takes longer
   */
  String inspect(String code, int cursor, boolean withText) {
    int end = cursor;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    if (end < code.length() && code.charAt(end) == '(') {
      end++;
    }
    Fragment fragment = Fragment.of(analysis, code, end);
    return analysis.documentation(fragment.code(), fragment.cursor(), withText).stream()
        .map(CodeHelp::text)
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  /** Whether the code can run: a {@link BaseKernel} answer, or the indent of the next line. */
  String isComplete(String code) {
    CompletionInfo info = analysis.analyzeCompletion(code);
    String rest = code;
    while (info.completeness().isComplete() && info.completeness() != Completeness.UNKNOWN) {
      rest = info.remaining();
      info = analysis.analyzeCompletion(rest);
    }
    return switch (info.completeness()) {
      case EMPTY, COMPLETE, COMPLETE_WITH_SEMI -> BaseKernel.IS_COMPLETE_YES;
      case UNKNOWN -> BaseKernel.IS_COMPLETE_BAD;
      case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE ->
          rest.stripTrailing().endsWith("{") ? indent(code) + INDENT : indent(code);
    };
  }

  private static String text(Documentation documentation) {
    String javadoc = documentation.javadoc();
    return javadoc == null
        ? documentation.signature()
        : documentation.signature() + "\n" + javadoc.indent(2);
  }

  private static String indent(String code) {
    String last = code.stripTrailing().substring(code.stripTrailing().lastIndexOf('\n') + 1);
    return last.substring(0, last.length() - last.stripLeading().length());
  }

  /**
   * The part of a cell that JShell can help with: the statements and variables before the cursor,
   * without the imports, types and methods among them, which it would mistake for the whole.
   *
   * @param code the statements, the one with the cursor last
   * @param cursor the cursor in them
   * @param offset what to add to a place in them to get the place in the cell
   */
  private record Fragment(String code, int cursor, int offset) {

    static Fragment of(SourceCodeAnalysis analysis, String cell, int cursor) {
      StringBuilder kept = new StringBuilder();
      String rest = cell.substring(0, cursor);
      while (true) {
        CompletionInfo info = analysis.analyzeCompletion(rest);
        boolean last = info.completeness() != Completeness.COMPLETE || info.remaining().isBlank();
        if (last) {
          break;
        }
        if (isStatement(analysis, info.source())) {
          kept.append(info.source());
        }
        rest = info.remaining();
      }
      String code = kept + rest;
      return new Fragment(code, code.length(), cursor - code.length());
    }

    private static boolean isStatement(SourceCodeAnalysis analysis, String source) {
      return analysis.sourceToSnippets(source).stream()
          .map(Snippet::kind)
          .allMatch(
              kind ->
                  kind == Snippet.Kind.VAR
                      || kind == Snippet.Kind.EXPRESSION
                      || kind == Snippet.Kind.STATEMENT);
    }
  }
}
