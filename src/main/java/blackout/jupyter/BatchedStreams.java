package blackout.jupyter;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.jspecify.annotations.Nullable;

/**
 * Everything a cell publishes, in one order: what it prints to both streams, in batches, and the
 * messages between.
 *
 * <p>One message per printed line overruns the socket, and lines are lost. So printed text is
 * gathered until 16 KiB are together, 100 ms have passed, the other stream is written, or a message
 * follows. A thread of its own does the sending, because the thread of a cell can be stopped at any
 * point, and half a message would spoil the socket. Safe for use by several threads.
 */
final class BatchedStreams implements AutoCloseable {

  private static final int BATCH_BYTES = 16 << 10;
  private static final long BATCH_MILLIS = 100;
  private static final long PACE_NANOS = 1_000_000;

  /** What a message takes besides its text, about. */
  private static final int ENVELOPE_BYTES = 512;

  private static final int WAITING_MESSAGE_COUNT_LIMIT = 256;

  private final Consumer<Message<?>> publisher;
  private final PrintStream out = printStream(StreamType.OUT);
  private final PrintStream err = printStream(StreamType.ERR);
  private final Thread sender = new Thread(this::sendUntilClosed, "blackout-output");

  private final Object lock = new Object();
  private final Queue<Message<?>> waiting = new ArrayDeque<>();
  private final Map<StreamType, byte[]> cutCharacters = new EnumMap<>(StreamType.class);
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH_BYTES);
  private StreamType batchType = StreamType.OUT;
  private @Nullable MessageContext context;
  private int unpacedBytes;
  private boolean sending;
  private boolean closed;

  /**
   * Starts the sending thread.
   *
   * @param publisher sends one message; called by one thread only
   */
  BatchedStreams(Consumer<Message<?>> publisher) {
    this.publisher = publisher;
    sender.setDaemon(true);
    sender.start();
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** Attributes what is printed from now on to a request, until the next call. */
  void attributeTo(MessageContext request) {
    synchronized (lock) {
      seal();
      context = request;
    }
  }

  /** Publishes a message after everything printed so far. */
  void publish(Message<?> message) {
    synchronized (lock) {
      seal();
      waiting.add(message);
      lock.notifyAll();
    }
  }

  /** Waits until everything printed and published so far is sent. */
  void drain() {
    // A thread stopped within a print leaves characters in the PrintStream; the next print, were it
    // of nothing, passes them on, so that they end up in the cell that printed them.
    out.print("");
    err.print("");
    synchronized (lock) {
      seal();
      lock.notifyAll();
      boolean interrupted = false;
      while ((!waiting.isEmpty() || sending) && !closed) {
        interrupted |= !waitForChange(0);
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Sends what is there and ends the sending thread. */
  @Override
  public void close() {
    drain();
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }

  private void write(StreamType type, byte[] bytes, int offset, int length) {
    synchronized (lock) {
      boolean mayWait = Thread.currentThread() != sender;
      while (mayWait && waiting.size() >= WAITING_MESSAGE_COUNT_LIMIT && !closed) {
        mayWait = waitForChange(0);
        if (!mayWait) {
          Thread.currentThread().interrupt();
        }
      }
      if (type != batchType) {
        seal();
        batchType = type;
      }
      if (batch.size() == 0) {
        batch.writeBytes(cutCharacters.getOrDefault(type, new byte[0]));
        cutCharacters.remove(type);
        lock.notifyAll();
      }
      batch.write(bytes, offset, length);
      if (batch.size() >= BATCH_BYTES) {
        seal();
        lock.notifyAll();
      }
    }
  }

  /** Makes a message of the batch; a character cut by its end waits for its other bytes. */
  private void seal() {
    byte[] bytes = batch.toByteArray();
    batch.reset();
    int whole = wholeCharacters(bytes);
    if (whole < bytes.length) {
      cutCharacters.put(batchType, Arrays.copyOfRange(bytes, whole, bytes.length));
    }
    if (whole > 0) {
      String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
      waiting.add(
          new Message<>(context, PublishStream.MESSAGE_TYPE, new PublishStream(batchType, text)));
    }
  }

  /** The length of the bytes without a UTF-8 sequence that the end cuts. */
  private static int wholeCharacters(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int start = bytes.length - back;
      int value = bytes[start] & 0xFF;
      if (value >= 0xC0) {
        int sequenceBytes = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
        return sequenceBytes > back ? start : bytes.length;
      }
      if (value < 0x80) {
        break;
      }
    }
    return bytes.length;
  }

  private void sendUntilClosed() {
    for (List<Message<?>> messages = take(); !messages.isEmpty(); messages = take()) {
      for (Message<?> message : messages) {
        try {
          publisher.accept(message);
          paceIfPrinted(message);
        } catch (RuntimeException e) {
          // The connection is closing: nobody is left to be told.
        }
      }
    }
  }

  /**
   * The socket takes whatever it is given, so a cell that prints without end would fill the memory
   * before it is interrupted. Some 16 MB/s are more than any reader takes.
   */
  private void paceIfPrinted(Message<?> message) {
    if (message.getContent() instanceof PublishStream stream) {
      unpacedBytes += ENVELOPE_BYTES + stream.getText().length();
      if (unpacedBytes >= BATCH_BYTES) {
        unpacedBytes = 0;
        LockSupport.parkNanos(PACE_NANOS);
      }
    }
  }

  /** The next messages to send; empty once closed. */
  private List<Message<?>> take() {
    synchronized (lock) {
      sending = false;
      lock.notifyAll();
      while (waiting.isEmpty() && !closed) {
        if (batch.size() == 0) {
          waitForChange(0);
        } else {
          waitForBatch();
        }
      }
      List<Message<?>> messages = new ArrayList<>(waiting);
      waiting.clear();
      sending = !messages.isEmpty();
      return messages;
    }
  }

  private void waitForBatch() {
    long deadline = System.nanoTime() + BATCH_MILLIS * 1_000_000;
    long leftMillis = BATCH_MILLIS;
    while (waiting.isEmpty() && leftMillis > 0 && !closed) {
      waitForChange(leftMillis);
      leftMillis = (deadline - System.nanoTime()) / 1_000_000;
    }
    seal();
  }

  /** Returns false, with the interrupt taken, if the thread was interrupted; every caller loops. */
  @SuppressWarnings("WaitNotInLoop")
  private boolean waitForChange(long millis) {
    try {
      lock.wait(millis);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private PrintStream printStream(StreamType type) {
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            BatchedStreams.this.write(type, bytes, offset, length);
          }
        };
    return new PrintStream(stream, false, StandardCharsets.UTF_8);
  }
}
