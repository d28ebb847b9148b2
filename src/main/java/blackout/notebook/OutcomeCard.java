package blackout.notebook;

import blackout.exhibit.MoveText;
import blackout.exhibit.Tables;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.quantity.Amounts;
import blackout.quantity.Text;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The outcome of a live migration on a card: the verdict, the downtime and its parts, and a bar for
 * what each round sent.
 *
 * <p>Bars are boxes with inline styles: sharp at any size, and left in by viewers that drop style
 * sheets and scripts. The colours are those of the report on light paper.
 */
final class OutcomeCard {

  /** Rounds with a bar; of more, the first ones and the last. */
  private static final int SHOWN_ROUND_COUNT = 12;

  private static final double BAR_EM = 22;
  private static final String LIVE = "#0b6e6e";
  private static final String PAUSE = "#b4530a";
  private static final String MUTED = "#566370";

  /** The parts of a downtime, one shade after the other. */
  private static final List<String> SHADES = List.of(PAUSE, "#d98a4b", "#6b5799", "#9fabb7");

  private final StringBuilder html = new StringBuilder(2048);

  private OutcomeCard() {}

  /** The card, with its text beside it. */
  static Bundle bundle(Outcome outcome) {
    return bundle("Live migration", outcome);
  }

  /** The card of a move, headed by its question. */
  static Bundle bundle(Move move) {
    return bundle(move.toString(), move.outcome());
  }

  private static Bundle bundle(String heading, Outcome outcome) {
    return Bundle.html(new OutcomeCard().html(heading, outcome), text(heading, outcome));
  }

  private static String text(String heading, Outcome outcome) {
    return heading + "\n" + headline(outcome) + "\n" + MoveText.migration(outcome);
  }

  /** Such as {@code "converged: downtime 45.2 ms = transfer 30.2 ms + fixed 15 ms"}. */
  private static String headline(Outcome outcome) {
    return outcome.word()
        + outcome
            .downtime()
            .map(d -> ": downtime " + Amounts.duration(d.total()) + " = " + Tables.partsText(d))
            .orElse(": the guest stays where it is");
  }

  private String html(String heading, Outcome outcome) {
    html.append("<div style=\"border:1px solid #dde2e7;border-left:6px solid ")
        .append(ink(outcome))
        .append(";padding:10px 16px;max-width:760px;background:#ffffff;color:#1d2733\">\n");
    line("color:" + MUTED, Html.escape(heading));
    line("font-size:130%;margin:4px 0", mark(outcome) + " " + verdict(outcome));
    outcome.downtime().ifPresent(this::downtime);
    line("margin:8px 0 4px 0", Html.escape(MoveText.migration(outcome)));
    rounds(outcome.record().rounds());
    return html.append("</div>\n").toString();
  }

  private static String verdict(Outcome outcome) {
    return "<b>"
        + outcome.word()
        + "</b>"
        + outcome
            .downtime()
            .map(d -> ", downtime <b>" + Amounts.duration(d.total()) + "</b>")
            .orElse(", the guest stays where it is");
  }

  /** A mark that is told apart without its colour. */
  private static String mark(Outcome outcome) {
    String shape =
        outcome instanceof Outcome.Converged
            ? "&#9679;"
            : outcome instanceof Outcome.Forced ? "&#9650;" : "&#9632;";
    return "<span style=\"color:" + ink(outcome) + "\">" + shape + "</span>";
  }

  private static String ink(Outcome outcome) {
    if (outcome instanceof Outcome.Converged) {
      return LIVE;
    }
    return outcome instanceof Outcome.Forced ? PAUSE : "#a3122f";
  }

  private void downtime(Downtime downtime) {
    List<Downtime.Part> parts =
        downtime.parts().stream().filter(part -> !part.duration().isZero()).toList();
    html.append("<div style=\"margin:4px 0;white-space:nowrap;line-height:0\">");
    for (int i = 0; i < parts.size(); i++) {
      box(share(parts.get(i).duration(), downtime.total()) * 1.5, shade(i), "0.9em");
    }
    html.append("</div>\n<div style=\"font-size:90%\">");
    for (int i = 0; i < parts.size(); i++) {
      html.append("<span style=\"margin-right:14px\"><span style=\"color:")
          .append(shade(i))
          .append("\">&#9632;</span> ")
          .append(Html.escape(parts.get(i).name()))
          .append(' ')
          .append(Amounts.duration(parts.get(i).duration()))
          .append("</span>");
    }
    html.append("</div>\n");
  }

  private void rounds(List<Round> rounds) {
    long most = rounds.stream().mapToLong(r -> r.sent().bytes().bytes()).max().orElse(0);
    html.append("<table style=\"border-collapse:collapse;font-size:90%;margin:0\">\n");
    int hidden = Math.max(0, rounds.size() - SHOWN_ROUND_COUNT);
    int first = hidden == 0 ? rounds.size() : SHOWN_ROUND_COUNT - 2;
    rounds.subList(0, first).forEach(round -> round(round, most));
    if (hidden > 0) {
      html.append(
              "<tr style=\"background:none\"><td></td><td style=\"text-align:left;padding:1px 0;color:"
                  + MUTED
                  + "\">")
          .append(Text.count(hidden, "more round"))
          .append("</td><td></td></tr>\n");
      rounds.subList(first + hidden, rounds.size()).forEach(round -> round(round, most));
    }
    html.append("</table>\n");
  }

  private void round(Round round, long most) {
    String name = round.paused() ? Tables.roundName(round) : "round " + Tables.roundName(round);
    html.append("<tr style=\"background:none\">")
        .append("<td style=\"text-align:right;padding:1px 8px 1px 0\">")
        .append(name)
        .append("</td><td style=\"text-align:left;padding:1px 0\">");
    double share = most == 0 ? 0 : (double) round.sent().bytes().bytes() / most;
    box(share, round.paused() ? PAUSE : LIVE, "0.8em");
    html.append("</td><td style=\"text-align:right;padding:1px 0 1px 8px\">")
        .append(Amounts.bytes(round.sent().bytes()))
        .append("</td></tr>\n");
  }

  private void box(double share, String color, String height) {
    html.append(
        String.format(
            Locale.ROOT,
            "<span style=\"display:inline-block;height:%s;width:%.2fem;background-color:%s\"></span>",
            height,
            Math.max(share * BAR_EM, 0.1),
            color));
  }

  private void line(String style, String markup) {
    html.append("<div style=\"").append(style).append("\">").append(markup).append("</div>\n");
  }

  private static String shade(int part) {
    return SHADES.get(part % SHADES.size());
  }

  private static double share(Duration part, Duration whole) {
    return whole.isZero() ? 0 : (double) part.toNanos() / whole.toNanos();
  }
}
