package blackout.kernel.page;

import blackout.kernel.transfer.Pages;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/**
 * Keeps the version of every page on both sides of a migration, so that a test can prove that
 * nothing was lost. It stands between the guest's writes and the log, and between the policy and
 * the engine, and sees what went out by what no longer waits: the engine itself is as in use.
 *
 * <p>A page that is in the log and no longer waits does not count as sent: it was skipped, or will
 * come again, because the log has it.
 */
final class Ledger {

  private final PageEngine pages;
  private final PageSet waitedBefore;
  private final int[] source;
  private final int[] destination;

  private Ledger(PageEngine pages, int count) {
    this.pages = pages;
    waitedBefore = new PageSet(count);
    waitedBefore.addRange(0, count);
    source = new int[count];
    destination = new int[count];
    Arrays.fill(destination, -1);
  }

  /** Keeps the ledger of a migration that is about to begin. */
  static Ledger of(PageEngine pages, int count) {
    var ledger = new Ledger(pages, count);
    Arrays.setAll(pages.log.writes, i -> ledger.new Noted(pages.log.writes[i]));
    return ledger;
  }

  /** The engine, for a policy: after every call it is noted what was sent. */
  Pages watched() {
    return (Pages)
        Proxy.newProxyInstance(
            Pages.class.getClassLoader(),
            new Class<?>[] {Pages.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(pages, arguments);
              noteSent();
              return result;
            });
  }

  private void noteSent() {
    for (int word = 0; word < waitedBefore.words.length; word++) {
      long waiting = pages.waiting.words[word];
      long gone = waitedBefore.words[word] & ~waiting & ~pages.log.bits(word);
      for (long rest = gone; rest != 0; rest &= rest - 1) {
        int page = (word << 6) + Long.numberOfTrailingZeros(rest);
        destination[page] = source[page];
      }
      waitedBefore.words[word] = waiting;
    }
  }

  /**
   * The first page whose version on the destination is not that of the source, -1 if there is none.
   */
  int firstLostPage() {
    return Arrays.mismatch(source, destination);
  }

  /** A region's writes, each page of them that is new in the log noted as a new version. */
  private final class Noted implements GuestWrites {
    private final GuestWrites writes;

    Noted(GuestWrites writes) {
      this.writes = writes;
    }

    @Override
    public void advance(double guestNanos, PageSet log) {
      noting(log, () -> writes.advance(guestNanos, log));
    }

    @Override
    public void beforeClear(int chunk, double guestNanos, PageSet log) {
      noting(log, () -> writes.beforeClear(chunk, guestNanos, log));
    }

    @Override
    public void cleared() {
      writes.cleared();
    }

    private void noting(PageSet log, Runnable change) {
      noteSent();
      long[] before = log.words.clone();
      change.run();
      for (int word = 0; word < before.length; word++) {
        for (long rest = log.words[word] & ~before[word]; rest != 0; rest &= rest - 1) {
          source[(word << 6) + Long.numberOfTrailingZeros(rest)]++;
        }
      }
    }
  }
}
