package blackout.ingest.format;

import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds XML documents of the kinds that are known anywhere in a text. */
final class XmlDocuments {

  /** More than a list of thousands of VMs has; an assumption. */
  private static final int LONGEST = 64_000_000;

  private static final Pattern BEGINS = Pattern.compile("<(domain|vms|hosts|vm|host|Event)[\\s>]");

  private XmlDocuments() {}

  /** Whether a document may begin in a line. */
  static boolean mayBegin(String line) {
    return line.indexOf('<') >= 0 && BEGINS.matcher(line).find();
  }

  /** Hands over each document with the line that it begins in. */
  static void within(String text, BiConsumer<String, Long> taker) {
    Matcher begins = BEGINS.matcher(text);
    int counted = 0;
    long line = 1;
    int from = 0;
    while (begins.find(from)) {
      String end = "</" + begins.group(1) + ">";
      int until = text.indexOf(end, begins.end());
      if (until < 0 || until - begins.start() > LONGEST) {
        return;
      }
      for (; counted < begins.start(); counted++) {
        line += text.charAt(counted) == '\n' ? 1 : 0;
      }
      taker.accept(text.substring(begins.start(), until + end.length()), line);
      from = until + end.length();
    }
  }
}
