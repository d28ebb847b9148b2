package blackout.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The promise: a front end gets all of it, in order, and never waits for ever. */
@Timeout(120)
final class KernelProtocolTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static KernelProcess process;
  private static KernelClient client;

  @BeforeAll
  static void startsAKernel() throws Exception {
    process = KernelProcess.start(command());
    client = new KernelClient(process.connection());
    assertThat(client.awaitReady(LIMIT, process::isAlive)).isTrue();
  }

  @AfterAll
  static void endsIt() throws IOException {
    client.close();
    process.close();
  }

  @Test
  void aResultComesBetweenBusyAndIdle() {
    CellRun run = run("1 + 1");

    assertThat(run.text()).isEqualTo("2");
    assertThat(run.types()).containsExactly("status", "execute_input", "execute_result", "status");
  }

  @Test
  void twentyThousandLinesArriveWholeAndInOrder() {
    CellRun run = run("for (int i = 0; i < 20_000; i++) { System.out.println(\"line \" + i); }");

    String expected =
        IntStream.range(0, 20_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    assertThat(run.out()).isEqualTo(expected);
    assertThat(run.isFinished()).isTrue();
  }

  @Test
  void twentyThousandLinesOfBothStreamsKeepTheirOrder() {
    CellRun run =
        run("for (int i = 0; i < 10_000; i++) { System.out.println(i); System.err.println(-i); }");

    String expected =
        IntStream.range(0, 10_000)
            .mapToObj(i -> i + "\n" + -i + "\n")
            .collect(Collectors.joining());
    assertThat(run.printed()).isEqualTo(expected);
  }

  @Test
  void aDisplayStandsBetweenWhatIsPrintedBeforeAndAfter() {
    CellRun run =
        run("System.out.println(1);\nshow(\"picture\");\nSystem.out.println(2);\nshow(null);");

    assertThat(run.types())
        .containsExactly(
            "status",
            "execute_input",
            "stream",
            "display_data",
            "stream",
            "display_data",
            "status");
  }

  @Test
  void aDisplayIsUpdatedInItsPlace() {
    CellRun run = run("String id = display(\"first\");\nupdateDisplay(id, \"second\");");

    assertThat(run.types()).contains("display_data", "update_display_data");
    assertThat(run.text()).isEqualTo("second");
  }

  @Test
  void anErrorOfARendererEndsTheCellAndNotTheKernel() {
    CellRun run =
        run(
            """
            class Broken {
              public String toString() { throw new NoClassDefFoundError("Gone"); }
            }
            new Broken()
            """);

    assertThat(run.isFinished()).isTrue();
    assertThat(run.errorName()).isEqualTo("NoClassDefFoundError");
    assertThat(run("2 + 2").text()).isEqualTo("4");
  }

  @Test
  void theReplyOfAFailedCellSaysWhy() {
    String request = client.execute("throw new IllegalArgumentException(\"no\");");
    client.gather(request, LIMIT);

    JsonObject reply = client.reply(request, LIMIT).orElseThrow();
    assertThat(reply.get("status").getAsString()).isEqualTo("error");
    assertThat(reply.get("ename").getAsString()).isEqualTo("IllegalArgumentException");
  }

  @Test
  void cellsQueuedBehindAFailedOneAreNotRun() {
    List<String> requests =
        List.of(
            client.execute("Thread.sleep(500);\nthrow new IllegalStateException(\"stop\");"),
            client.execute("int ranAnyway = 1;"),
            client.execute("System.out.println(\"ran anyway\");"));

    assertThat(client.gather(requests.get(0), LIMIT).errorName())
        .isEqualTo("IllegalStateException");
    assertThat(client.gather(requests.get(1), LIMIT).types()).containsExactly("status", "status");
    assertThat(client.gather(requests.get(2), LIMIT).out()).isEmpty();
    for (String request : requests.subList(1, 3)) {
      assertThat(client.reply(request, LIMIT).orElseThrow().get("status").getAsString())
          .isEqualTo("aborted");
    }
    assertThat(run("4 + 4").text()).isEqualTo("8");
  }

  @Test
  void aBusyLoopASleepAndAFloodAreInterrupted() throws InterruptedException {
    for (String cell :
        List.of(
            "long n = 0; while (true) { n++; }",
            "Thread.sleep(1_000_000);",
            "while (true) { System.out.println(\"flood\"); }")) {
      String request = client.execute(cell);
      Thread.sleep(500);
      client.command("interrupt_request", new JsonObject());

      CellRun run = client.gather(request, LIMIT);

      assertThat(run.isFinished()).as(cell).isTrue();
      assertThat(run.errorName()).as(cell).isEqualTo("Interrupted");
    }
    assertThat(run("3 + 3").text()).isEqualTo("6");
  }

  @Test
  void whatAThreadPrintsAfterItsCellStillArrives() {
    String request =
        client.execute(
            """
            new Thread(() -> {
              try { Thread.sleep(500); } catch (InterruptedException e) { }
              System.out.println("late");
            }).start();
            """);
    assertThat(client.gather(request, LIMIT).out()).isEmpty();

    StringBuilder late = new StringBuilder();
    while (late.indexOf("late") < 0) {
      var message = client.nextPublished(LIMIT).orElseThrow();
      if (message.answers(request) && message.type().equals("stream")) {
        late.append(message.content().get("text").getAsString());
      }
    }
    assertThat(late).hasToString("late\n");
  }

  @Test
  void whatAThreadThrowsIsShown() {
    CellRun run =
        run(
            "Thread t = new Thread(() -> { throw new IllegalStateException(\"in thread\"); });\n"
                + "t.start();\nt.join();\nThread.sleep(100);");

    assertThat(run.err()).contains("IllegalStateException: in thread");
  }

  @Test
  void completionIsAnsweredOnTheShellChannel() {
    JsonObject content = new JsonObject();
    content.addProperty("code", "Math.ma");
    content.addProperty("cursor_pos", 7);

    JsonObject reply = client.reply(client.ask("complete_request", content), LIMIT).orElseThrow();

    assertThat(reply.get("matches").toString()).contains("max(");
    assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(5);
  }

  @Test
  void aKernelAskedToEndDoesEvenWhileACellRuns() throws Exception {
    try (KernelProcess own = KernelProcess.start(command());
        KernelClient caller = new KernelClient(own.connection())) {
      assertThat(caller.awaitReady(LIMIT, () -> true)).isTrue();
      caller.execute("while (true) {}");
      Thread.sleep(1500);
      JsonObject content = new JsonObject();
      content.addProperty("restart", false);

      caller.command("shutdown_request", content);

      assertThat(own.handle().onExit()).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void aKernelEndsWithTheProcessThatStartedIt() throws Exception {
    List<String> wrapped = new ArrayList<>(List.of("sh", "-c", "\"$@\" & wait", "sh"));
    wrapped.addAll(command());
    try (KernelProcess parent = KernelProcess.start(wrapped);
        KernelClient caller = new KernelClient(parent.connection())) {
      assertThat(caller.awaitReady(LIMIT, () -> true)).isTrue();
      ProcessHandle kernel = parent.handle().children().findFirst().orElseThrow();

      parent.handle().destroyForcibly();

      assertThat(kernel.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }

  private static CellRun run(String cell) {
    return client.run(cell, LIMIT);
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    KernelSpecInstaller.spec()
        .getAsJsonArray("argv")
        .forEach(argument -> command.add(argument.getAsString()));
    return command;
  }
}
