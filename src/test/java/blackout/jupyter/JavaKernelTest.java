package blackout.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The promise: cells run, and errors are worded for the one who wrote them. No Jupyter needed. */
@Timeout(60)
final class JavaKernelTest {

  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;
  private static JavaKernel kernel;
  private static int count;

  @BeforeAll
  static void startsAKernel() {
    kernel = new JavaKernel(message -> {}, Map.of());
    kernel.onStartup();
  }

  @AfterAll
  static void endsIt() {
    kernel.onShutdown(false);
    System.setOut(OUT);
    System.setErr(ERR);
  }

  @Test
  void theLastExpressionIsTheResult() throws CellException {
    assertThat(text("int a = 20;\nint b = 22;\na + b")).isEqualTo("42");
  }

  @Test
  void aDeclarationOrAnAssignmentHasNoResult() throws CellException {
    assertThat(run("int c = 1;")).isNull();
    assertThat(run("c = 2;")).isNull();
    assertThat(run("Object nothing = null;\nnothing")).isNull();
  }

  @Test
  void anArrayIsShownWithItsElements() throws CellException {
    assertThat(text("new int[] {1, 2, 3}")).isEqualTo("int[3] { 1, 2, 3 }");
  }

  @Test
  void tablesChartsAndMathematicsAreOnTheClassPath() throws CellException {
    DisplayData table =
        run(
            """
            import tech.tablesaw.api.*;
            Table.create("hosts", StringColumn.create("name", "h1"), IntColumn.create("memory_gib", new int[] {64}))
            """);
    DisplayData chart =
        run(
            """
            var chart = new org.knowm.xchart.XYChartBuilder().width(300).height(200).build();
            chart.addSeries("s", new double[] {1, 2}, new double[] {3, 4});
            chart
            """);

    assertThat((String) table.getData(MIMEType.TEXT_HTML)).contains("memory_gib");
    assertThat((String) chart.getData(MIMEType.IMAGE_PNG)).startsWith("iVBOR");
    assertThat(text("org.apache.commons.math3.util.ArithmeticUtils.gcd(12, 18)")).isEqualTo("6");
  }

  @Test
  void anExceptionNamesItsClassAndOnlyTheUsersFrames() {
    CellException error =
        fail(
            """
            int half(String text) {
              return Integer.parseInt(text) / 2;
            }

            half("x");
            """);

    assertThat(error.errorName()).isEqualTo("NumberFormatException");
    assertThat(error.reason()).isEqualTo("For input string: \"x\"");
    assertThat(error.traceback())
        .containsExactly(
            "NumberFormatException: For input string: \"x\"",
            "    at half (In [" + count + "], line 2)",
            "    at In [" + count + "], line 5");
  }

  @Test
  void badInputToBlackoutIsOneLineAndTheLineOfTheCell() {
    // A class of Blackout that checks its argument, as the rooms do.
    CellException error = fail("blackout.jupyter.RefusesBadInput.refuse(-1);");

    assertThat(error.traceback())
        .containsExactly(
            "IllegalArgumentException: dirty rate is negative: -1 B/s",
            "    at In [" + count + "], line 1");
  }

  @Test
  void aCauseIsShownBelowTheException() {
    CellException error =
        fail("throw new IllegalStateException(\"outer\", new RuntimeException(\"inner\"));");

    assertThat(error.traceback())
        .contains("IllegalStateException: outer", "Caused by: RuntimeException: inner");
  }

  @Test
  void anExceptionClassOfTheUserKeepsItsName() {
    CellException error = fail("class LinkDown extends RuntimeException {}\nthrow new LinkDown();");

    assertThat(error.errorName()).isEqualTo("LinkDown");
  }

  @Test
  void theReasonOfTheCompilerIsShownWithTheLineItPointsAt() {
    CellException error = fail("int first = 1;\n\nint second = third + 1;");

    assertThat(error.errorName()).isEqualTo("CompileError");
    assertThat(error.traceback())
        .containsExactly(
            "CompileError: cannot find symbol; symbol: variable third",
            "In [" + count + "], line 3:",
            "    int second = third + 1;",
            "                 ^");
  }

  @Test
  void anErrorIsShownLikeAnException() {
    assertThat(fail("throw new NoClassDefFoundError(\"Gone\");").errorName())
        .isEqualTo("NoClassDefFoundError");
  }

  @Test
  void aDeepRecursionIsCut() {
    CellException error = fail("int down(int n) { return down(n + 1) + 1; }\ndown(0)");

    assertThat(error.errorName()).isEqualTo("StackOverflowError");
    assertThat(error.traceback()).hasSizeLessThan(20);
  }

  @Test
  void aBusyLoopIsInterruptedAndWhatWasDeclaredStays() throws Exception {
    CompletableFuture<CellException> error =
        CompletableFuture.supplyAsync(() -> fail("int turns = 0;\nwhile (true) { turns++; }"));
    while (!error.isDone()) {
      Thread.sleep(200);
      kernel.interrupt();
    }

    assertThat(error.get(1, TimeUnit.SECONDS).errorName()).isEqualTo("Interrupted");
    assertThat(text("turns >= 0")).isEqualTo("true");
  }

  @Test
  void aThreadOfTheUserDoesNotHoldTheCell() throws CellException {
    run(
        """
        Thread forever = new Thread(() -> { while (true) { java.util.concurrent.locks.LockSupport.park(); } });
        forever.setDaemon(true);
        forever.start();
        """);

    assertThat(text("forever.isAlive()")).isEqualTo("true");
  }

  @Test
  void aPercentSignInATextBlockIsNoMagic() throws CellException {
    assertThat(text("String block = \"\"\"\n%classpath nowhere.jar\n\"\"\";\nblock"))
        .isEqualTo("%classpath nowhere.jar\n");
  }

  @Test
  void aFolderOfClassesAddedAtTheTopIsUsableBelow(@TempDir Path folder) throws Exception {
    Path source = folder.resolve("Added.java");
    Files.writeString(
        source, "package added; public class Added { public static int seven() { return 7; } }");
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", folder.toString(), source.toString());

    assertThat(text("%classpath " + folder + "\nadded.Added.seven()")).isEqualTo("7");
  }

  @Test
  void anUnknownMagicOrAMissingJarIsRefused() {
    assertThat(fail("%maven a:b:1").reason())
        .isEqualTo("%maven is not known; available: %classpath PATH..., %jars GLOB...");
    assertThat(fail("%jars nowhere/*.jar\n1").reason()).contains("nowhere/*.jar");
  }

  @Test
  void membersAndVariablesAreCompleted() {
    String code = "import java.util.*;\nString word = \"a\"; word.subs";

    var options = kernel.complete(code, code.length());

    assertThat(options.getReplacements()).containsExactly("substring(");
    assertThat(options.getSourceStart()).isEqualTo(code.length() - "subs".length());
    assertThat(options.getSourceEnd()).isEqualTo(code.length());
  }

  @Test
  void aMethodIsInspectedFromTheMiddleOfItsName() {
    DisplayData signatures = kernel.inspect("Math.max(1, 2)", 7, false);

    assertThat((String) signatures.getData(MIMEType.TEXT_PLAIN))
        .contains("int Math.max(int a, int b)");
  }

  @Test
  void anOpenBlockIsIncompleteAndItsNextLineIndented() {
    assertThat(kernel.isComplete("for (int i = 0; i < 3; i++) {")).isEqualTo("    ");
    assertThat(kernel.isComplete("1 + 1")).isEqualTo(BaseKernel.IS_COMPLETE_YES);
    assertThat(kernel.isComplete("}")).isEqualTo(BaseKernel.IS_COMPLETE_BAD);
  }

  private static DisplayData run(String cell) throws CellException {
    return kernel.run(++count, cell);
  }

  private static String text(String cell) throws CellException {
    return (String) run(cell).getData(MIMEType.TEXT_PLAIN);
  }

  private static CellException fail(String cell) {
    return catchThrowableOfType(CellException.class, () -> run(cell));
  }
}
