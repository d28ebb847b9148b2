package blackout.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The promise: what is printed arrives, all of it, in order, in few messages. */
@Timeout(60)
final class BatchedStreamsTest {

  private final List<Message<?>> sent = new CopyOnWriteArrayList<>();

  @Test
  void manyLinesArriveWholeInFewMessages() {
    try (BatchedStreams streams = new BatchedStreams(sent::add)) {
      StringBuilder expected = new StringBuilder();
      for (int line = 0; line < 20_000; line++) {
        streams.out().println("line " + line);
        expected.append("line ").append(line).append(System.lineSeparator());
      }
      streams.drain();

      assertThat(text(StreamType.OUT)).isEqualTo(expected.toString());
      assertThat(sent).hasSizeLessThan(200);
    }
  }

  @Test
  void bothStreamsAndMessagesKeepTheirOrder() {
    try (BatchedStreams streams = new BatchedStreams(sent::add)) {
      streams.out().print("one");
      streams.err().print("two");
      streams.publish(new Message<>(null, PublishStatus.MESSAGE_TYPE, PublishStatus.IDLE));
      streams.out().print("three");
      streams.drain();

      assertThat(sent.stream().map(BatchedStreamsTest::describe))
          .containsExactly("OUT one", "ERR two", "status", "OUT three");
    }
  }

  @Test
  void aCharacterCutByABatchIsPutTogether() {
    byte[] euro = "\u20ac".getBytes(StandardCharsets.UTF_8);
    try (BatchedStreams streams = new BatchedStreams(sent::add)) {
      streams.out().write(euro, 0, 2);
      streams.drain();
      streams.out().write(euro, 2, 1);
      streams.drain();

      assertThat(text(StreamType.OUT)).isEqualTo("\u20ac");
    }
  }

  @Test
  void printedTextArrivesWithoutADrainToo() throws InterruptedException {
    try (BatchedStreams streams = new BatchedStreams(sent::add)) {
      streams.out().print("late");
      while (sent.isEmpty()) {
        Thread.sleep(10);
      }

      assertThat(text(StreamType.OUT)).isEqualTo("late");
    }
  }

  @Test
  void aSlowReaderOrAnInterruptedWriterLosesNothing() {
    try (BatchedStreams streams = new BatchedStreams(BatchedStreamsTest.this::addSlowly)) {
      String page = "x".repeat(16 << 10);
      for (int i = 0; i < 400; i++) {
        if (i == 300) {
          Thread.currentThread().interrupt();
        }
        streams.out().print(page);
      }
      assertThat(Thread.interrupted()).isTrue();
      streams.drain();

      assertThat(text(StreamType.OUT)).hasSize(400 * page.length());
    }
  }

  private void addSlowly(Message<?> message) {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    sent.add(message);
  }

  private String text(StreamType type) {
    return sent.stream()
        .map(Message::getContent)
        .map(PublishStream.class::cast)
        .filter(stream -> stream.getStreamType() == type)
        .map(PublishStream::getText)
        .collect(Collectors.joining());
  }

  private static String describe(Message<?> message) {
    return message.getContent() instanceof PublishStream stream
        ? stream.getStreamType() + " " + stream.getText()
        : message.getHeader().getType().getName();
  }
}
