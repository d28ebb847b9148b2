package blackout.jupyter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.PathsHandler;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.ShutdownRequest;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * A Jupyter kernel for Java: cells run in JShell, tables and charts show richly.
 *
 * <p>It answers Jupyter at once and builds its JShell meanwhile; the first cell waits for it.
 */
final class JavaKernel extends BaseKernel {

  /** What cells may use beyond IJava's imports: {@code display}, {@code render}, {@code show}. */
  private static final List<String> OUTPUT_STATICS =
      List.of(
          "import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.display;",
          "import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.render;",
          "import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.updateDisplay;",
          "import static blackout.notebook.BlackoutNotebook.show;");

  /** Class paths in the variables of IJava and JJava, which people who had one of them have set. */
  private static final List<String> CLASS_PATH_VARIABLES =
      List.of("IJAVA_CLASSPATH", "JJAVA_CLASSPATH");

  /**
   * Requests that waited behind a failed cell follow it at once; one that comes later than this is
   * new. The loop that hands out requests looks every 50 ms.
   */
  private static final long ABORTED_NANOS = 500_000_000;

  private final Map<String, String> environment;
  private final CellEnvironment.Streams cellStreams;
  private final BatchedStreams output;
  private final CompletableFuture<CellEvaluator> evaluator = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean aborting;
  private long abortingSinceNanos;

  /**
   * A kernel that is not started yet.
   *
   * @param publisher sends one message to every front end
   * @param environment the variables of the process, of which those with class paths are read
   */
  JavaKernel(Consumer<Message<?>> publisher, Map<String, String> environment) {
    this(publisher, environment, new CellEnvironment.Streams());
  }

  private JavaKernel(
      Consumer<Message<?>> publisher,
      Map<String, String> environment,
      CellEnvironment.Streams cellStreams) {
    super(
        "blackout",
        version(),
        new LanguageInfo.Builder("Java")
            .version(System.getProperty("java.version"))
            .mimetype("text/x-java-source")
            .fileExtension(".java")
            .pygments("java")
            .codemirror("text/x-java")
            .build(),
        List.of(),
        null,
        cellStreams,
        new CommManager(),
        new ArrayRenderer(),
        new MagicParser("^%", "%%", new MagicTranspiler()),
        new MagicsRegistry(),
        true,
        new StringStyler.Builder().build());
    this.environment = Map.copyOf(environment);
    this.cellStreams = cellStreams;
    output = new BatchedStreams(publisher);
    magicsRegistry.registerLineMagic("classpath", (kernel, paths) -> addToClassPath(paths));
    magicsRegistry.registerLineMagic("jars", (kernel, paths) -> addToClassPath(paths));
  }

  /** Builds JShell, finds the extensions and takes over the standard streams. */
  @Override
  public void onStartup() {
    System.setOut(output.out());
    System.setErr(output.err());
    System.setIn(io.in);
    try {
      super.onStartup();
      List<String> startup = new ArrayList<>(CellEvaluator.STARTUP);
      startup.addAll(OUTPUT_STATICS);
      CellEvaluator ready = new CellEvaluator(startup);
      CLASS_PATH_VARIABLES.stream()
          .map(variable -> environment.getOrDefault(variable, ""))
          .flatMap(paths -> existing(paths).stream())
          .forEach(ready::addToClassPath);
      evaluator.complete(ready);
    } catch (Throwable e) {
      evaluator.completeExceptionally(e);
      throw e;
    }
  }

  @Override
  public void onShutdown(boolean isRestarting) {
    interrupt();
    super.onShutdown(isRestarting);
    output.close();
  }

  /** Waits until Jupyter has asked the kernel to end. */
  void awaitShutdown() throws InterruptedException {
    ended.await();
  }

  /**
   * Runs a cell and draws the value of its last expression; null if there is nothing to show.
   *
   * @param count the execution count of the cell
   */
  @Nullable DisplayData run(int count, String cell) throws CellException {
    Object result = evaluate(count, cell);
    if (result == null) {
      return null;
    }
    if (result instanceof DisplayData drawn) {
      return drawn;
    }
    return renderer.render(result);
  }

  @Override
  public @Nullable Object evalRaw(String source) {
    try {
      return evaluate(executionCount.get(), source);
    } catch (CellException e) {
      throw new IllegalArgumentException(e.errorName() + ": " + e.reason(), e);
    }
  }

  @Override
  public void interrupt() {
    CellEvaluator ready = evaluator.getNow(null);
    if (ready != null) {
      ready.interrupt();
    }
  }

  @Override
  public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
    String text = help(() -> codeHelp().inspect(TopMagics.parse(code).code(), at, extraDetail), "");
    return text.isEmpty() ? null : new DisplayData(text);
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    return help(
        () -> codeHelp().complete(TopMagics.parse(code).code(), at),
        new ReplacementOptions(List.of(), at, at));
  }

  @Override
  public String isComplete(String code) {
    return help(() -> codeHelp().isComplete(TopMagics.parse(code).code()), IS_COMPLETE_MAYBE);
  }

  /**
   * Runs a cell for a front end. Whatever is thrown, an {@link Error} included, becomes an error of
   * the cell: let through, it would end the thread that answers, and the front end would wait for
   * ever.
   */
  @Override
  protected synchronized void handleExecuteRequest(
      ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    if (isAborted()) {
      abort(env);
      return;
    }
    ExecuteRequest request = message.getContent();
    CellEnvironment cell = new CellEnvironment(env, output);
    output.attributeTo(message);
    commManager.setMessageContext(message);
    cellStreams.attach(cell, request.isStdinEnabled());
    int count = request.isSilent() ? executionCount.get() : executionCount.getAndIncrement();

    cell.publish(PublishStatus.BUSY);
    try {
      if (!request.isSilent()) {
        cell.publish(new PublishExecuteInput(request.getCode(), count));
      }
      DisplayData result = run(count, request.getCode());
      if (result != null && !request.isSilent()) {
        cell.publish(new PublishExecuteResult(count, result));
      }
      output.drain();
      env.reply(new ExecuteReply(count, Map.of()));
    } catch (Throwable e) {
      // Asked before anything is told: what a front end sends on hearing of the error is run.
      boolean waiting = isRequestWaiting(env);
      CellException error = ErrorText.of(e);
      cell.publish(new PublishError(error.errorName(), error.reason(), error.traceback()));
      output.drain();
      ErrorReply reply = new ErrorReply(error.errorName(), error.reason(), error.traceback());
      reply.setExecutionCount(count);
      env.replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
      aborting = request.shouldStopOnError() && waiting;
      abortingSinceNanos = System.nanoTime();
    } finally {
      cell.publish(PublishStatus.IDLE);
      output.drain();
    }
  }

  /** Whether a request stood behind a failed cell, as "run all" puts one cell behind the other. */
  private boolean isAborted() {
    aborting &= System.nanoTime() - abortingSinceNanos < ABORTED_NANOS;
    return aborting;
  }

  /** Answers that the cell was not run; the front end shows it as not run. */
  private void abort(ShellReplyEnvironment env) {
    boolean waiting = isRequestWaiting(env);
    CellEnvironment cell = new CellEnvironment(env, output);
    cell.publish(PublishStatus.BUSY);
    @SuppressWarnings("unchecked")
    var type = (MessageType<Object>) (MessageType<?>) ExecuteReply.MESSAGE_TYPE;
    env.reply(new Message<>(env.getContext(), type, Map.of("status", "aborted")));
    cell.publish(PublishStatus.IDLE);
    output.drain();
    aborting = waiting;
    abortingSinceNanos = System.nanoTime();
  }

  /** Whether more requests have come; asked by the thread that reads them. */
  private static boolean isRequestWaiting(ShellReplyEnvironment env) {
    return (env.getShell().getEvents() & ZMQ.Poller.POLLIN) != 0;
  }

  @Override
  protected void handleShutdownRequest(
      ShellReplyEnvironment env, Message<ShutdownRequest> message) {
    try {
      super.handleShutdownRequest(env, message);
    } finally {
      ended.countDown();
    }
  }

  private @Nullable Object evaluate(int count, String cell) throws CellException {
    TopMagics magics = TopMagics.parse(cell);
    for (TopMagics.Line line : magics.lines()) {
      if (!magicsRegistry.getLineMagicNames().contains(line.name())) {
        String reason =
            "%" + line.name() + " is not known; available: %classpath PATH..., %jars GLOB...";
        throw new CellException("UnknownMagic", reason, List.of("UnknownMagic: " + reason));
      }
      try {
        magicsRegistry.evalLineMagic(this, line.name(), line.arguments());
      } catch (Exception e) {
        throw ErrorText.of(e);
      }
    }
    return evaluator.join().evaluate(count, magics.code());
  }

  private @Nullable Object addToClassPath(List<String> globs) {
    for (String glob : globs) {
      List<Path> paths = existing(glob);
      if (paths.isEmpty()) {
        throw new IllegalArgumentException("no such jar or folder: " + glob);
      }
      paths.forEach(path -> evaluator.join().addToClassPath(path));
    }
    return null;
  }

  private static List<Path> existing(String globs) {
    return globs.isBlank()
        ? List.of()
        : PathsHandler.splitAndResolveGlobs(globs).stream().filter(Files::exists).toList();
  }

  private CodeHelp codeHelp() {
    return new CodeHelp(evaluator.join().shell());
  }

  /** Help that fails, by an Error of the compiler too, is no help; the kernel goes on. */
  private static <T> T help(Supplier<T> request, T none) {
    try {
      return request.get();
    } catch (RuntimeException | Error e) {
      return none;
    }
  }

  /** Prints arrays with their elements; their own text is an address. */
  private static final class ArrayRenderer extends Renderer {

    @Override
    protected DisplayData finalizeDisplayData(DisplayData data, Object value) {
      if (value.getClass().isArray() && !data.hasDataForType(MIMEType.TEXT_PLAIN)) {
        data.putText(InterruptibleExecutionControl.text(value));
      }
      return super.finalizeDisplayData(data, value);
    }
  }

  private static String version() {
    String version = JavaKernel.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
