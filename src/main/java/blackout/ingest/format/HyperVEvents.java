package blackout.ingest.format;

import blackout.calibrate.MigrationPoll;
import blackout.calibrate.MigrationPoll.Counter;
import blackout.calibrate.MigrationPoll.Status;
import blackout.ingest.fact.Product;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Events of Hyper-V's management service about live migrations (log
 * Microsoft-Windows-Hyper-V-VMMS-Admin): 20415 and 20417 state the pause of a VM, 20417 where it
 * was longer than expected. Read from what is printed (Get-WinEvent, wevtutil, a saved CSV) in
 * English, and from XML in any language, where the values stand in order: name, identity, seconds.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/troubleshoot/windows-server/virtualization/troubleshoot-live-migration-issues">Troubleshoot
 *     live migration issues</a>
 */
final class HyperVEvents implements SourceFormat {

  private static final List<String> PAUSES = List.of("20415", "20417");

  /** The sentence begins here and may go on in the next lines. */
  private static final String BEGINS = "completed the live migration of virtual machine";

  private static final Pattern PAUSE =
      Pattern.compile(
          "completed the live migration of virtual machine\\s+['\"]+([^'\"]{1,200})['\"]+\\s+with an?\\s+(?:unexpectedly\\s+long\\s+)?blackout\\s+time\\s+of\\s+([0-9.,]{1,12})\\s+seconds");

  /** Lines that a sentence may be broken into. */
  private static final int MOST_LINES = 4;

  @Override
  public Optional<ContentReader> reader(Reading reading) {
    return Optional.of(new Reader(reading));
  }

  /** One file as it is read. */
  private static final class Reader implements ContentReader {

    private final Reading reading;
    private String begun = "";
    private int lines;

    Reader(Reading reading) {
      this.reading = reading;
    }

    @Override
    public String name() {
      return "events of Hyper-V";
    }

    @Override
    public boolean line(long number, String text) {
      if (text.contains(BEGINS)) {
        begun = "";
        lines = 0;
      } else if (begun.isEmpty()) {
        return false;
      }
      String sentence = begun.isEmpty() ? text : begun + " " + text.strip();
      Matcher pause = PAUSE.matcher(sentence);
      if (!pause.find()) {
        begun = ++lines < MOST_LINES && sentence.length() < 4_000 ? sentence : "";
        return false;
      }
      begun = "";
      return pause(number, pause.group(1), pause.group(2));
    }

    @Override
    public boolean xml(String document, long line) {
      if (!document.startsWith("<Event")) {
        return false;
      }
      XmlTree event;
      try {
        event = XmlTree.of(document);
      } catch (XMLStreamException e) {
        reading.problem("line " + line, "an event that is not well-formed", "an event as XML");
        return true;
      }
      if (event.at("System", "EventID").filter(id -> PAUSES.contains(id.text())).isEmpty()) {
        return event.at("System", "EventID").isPresent();
      }
      List<XmlTree> values =
          event
              .at("UserData")
              .flatMap(u -> u.children().stream().findFirst())
              .or(() -> event.at("EventData"))
              .map(XmlTree::children)
              .orElse(List.of());
      if (values.size() < 3) {
        reading.problem("line " + line, "an event without its values", "name, identity, seconds");
        return true;
      }
      return pause(line, values.get(0).text(), values.get(2).text());
    }

    private boolean pause(long line, String vm, String seconds) {
      reading.findings().products().add(Product.HYPER_V);
      reading
          .number(seconds.replace(',', '.'), "line " + line, "a pause in seconds")
          .ifPresent(
              s -> {
                var attempts = Attempts.ofLog(reading, Duration.ofMillis(100));
                attempts.add(
                    Optional.of(vm),
                    line,
                    new MigrationPoll(
                        Status.COMPLETED, Duration.ZERO, Map.of(Counter.DOWNTIME_SECONDS, s)));
                attempts.end();
              });
      return true;
    }
  }
}
