package blackout.report.json;

import blackout.exhibit.Tables;
import blackout.inventory.Origins;
import blackout.inventory.Sourced;
import blackout.json.Description;
import blackout.outcome.Brownout;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.plan.move.VmForecast;
import blackout.quantity.ByteCount;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A VM and its downtime by three ways. */
public record VmDoc(
    @Description("The name of the VM, untrusted text.") String name,
    @Description("The assigned memory in bytes.") ByteCount memoryBytes,
    @Description("A move by saved state.") Way savedState,
    @Description("A live migration; null where none is possible.") @Nullable Live live,
    @Description("A restart after a crash.") Way crash,
    @Description("How sure the writes are: A measured, B inferred, C assumed.")
        Optional<String> grade,
    @Description("Where each fact comes from: how it is known, a colon, the place or the reason.")
        Optional<Map<String, String>> origins) {

  /** A way to another host that always ends. */
  public record Way(
      @Description("How long the VM is out, in milliseconds.") Duration downtimeMs,
      @Description("What the downtime consists of.") List<Part> parts) {
    static Way of(Downtime downtime) {
      return new Way(downtime.total(), Part.of(downtime));
    }
  }

  /** A part of a downtime. */
  public record Part(
      @Description("What happens in it.") String name,
      @Description("How long it takes, in milliseconds.") Duration ms) {
    static List<Part> of(Downtime downtime) {
      return downtime.parts().stream().map(p -> new Part(p.name(), p.duration())).toList();
    }
  }

  /** A live migration. */
  public record Live(
      @Description("How it ends, in one word.") String outcome,
      @Description("How long the VM is out, in milliseconds; null if it is given up.")
          @Nullable Duration downtimeMs,
      @Description("From the command to the end, in milliseconds.") Duration totalMs,
      @Description("What is sent, in bytes.") ByteCount bytes,
      @Description("Why it stops copying.") String stopReason,
      @Description("What the downtime consists of; null if it is given up.")
          @Nullable List<Part> parts,
      @Description("The rounds in their order; left out where they were not followed.")
          Optional<List<RoundDoc>> rounds,
      @Description("How it was predicted: page by page, or expected counts.")
          Optional<String> engine,
      @Description("The number of rounds while the guest ran.") Optional<Integer> liveRounds,
      @Description("How the guest is slowed while it runs; left out if it is not.")
          Optional<BrownoutDoc> brownout) {
    static Live of(
        Outcome outcome,
        Optional<List<RoundDoc>> rounds,
        Optional<String> engine,
        Optional<Integer> liveRounds) {
      return new Live(
          outcome.word(),
          outcome.downtime().map(Downtime::total).orElse(null),
          outcome.record().total(),
          outcome.record().sent().bytes(),
          outcome.record().stopReason(),
          outcome.downtime().map(Part::of).orElse(null),
          rounds,
          engine,
          liveRounds,
          BrownoutDoc.of(outcome));
    }
  }

  /** What a guest feels while it runs during a move. */
  public record BrownoutDoc(
      @Description("How long it is slowed, in milliseconds.") Duration lengthMs,
      @Description("The share of its speed that it loses in that time in the mean, 0 to 1.")
          double meanSlowdownRatio,
      @Description("The share of its speed that it loses at the worst, 0 to 1.")
          double deepestSlowdownRatio,
      @Description("The work that it loses, as time of each processor, in milliseconds.")
          Duration lostWorkMs,
      @Description("Page faults that wait for the source, after a switch to post-copy.")
          long remoteFaults) {
    static Optional<BrownoutDoc> of(Outcome outcome) {
      return Optional.of(outcome.record().brownout())
          .filter(Brownout::isFelt)
          .map(
              felt ->
                  new BrownoutDoc(
                      felt.length(),
                      felt.meanRatio(),
                      felt.deepestRatio(),
                      felt.lostWork(),
                      felt.remoteFaults()));
    }
  }

  /** A round of a live migration. */
  public record RoundDoc(
      @Description("Its number, or what it is.") String round,
      @Description("Whether the guest is paused in it.") boolean paused,
      @Description("When it begins, in milliseconds from the command.") Duration startMs,
      @Description("How long it takes, in milliseconds.") Duration durationMs,
      @Description("What it sends, in bytes.") ByteCount sentBytes,
      @Description("What it sends, in pages of 4096 B.") long sentPages,
      @Description("The pages of 4096 B that become dirty in it.") long newlyDirtyPages,
      @Description("The pages of 4096 B that are still to be sent after it.") long remainingPages) {
    static List<RoundDoc> of(Outcome outcome) {
      return outcome.record().rounds().stream().map(RoundDoc::of).toList();
    }

    private static RoundDoc of(Round round) {
      return new RoundDoc(
          Tables.roundName(round),
          round.paused(),
          round.start(),
          round.duration(),
          round.sent().bytes(),
          round.sent().pages(),
          round.newlyDirtyPages(),
          round.remainingPages());
    }
  }

  /** A VM with the rounds of its live migration. */
  static VmDoc of(VmForecast vm, Origins origins) {
    return of(
        vm,
        vm.live()
            .map(o -> Live.of(o, Optional.of(RoundDoc.of(o)), Optional.empty(), Optional.empty())),
        origins);
  }

  /**
   * A VM among very many, with its rounds only where they were followed.
   *
   * @param engine how it was predicted
   */
  static VmDoc of(VmForecast vm, Origins origins, boolean replayed, String engine) {
    return of(
        vm,
        vm.live()
            .map(
                o ->
                    Live.of(
                        o,
                        replayed ? Optional.of(RoundDoc.of(o)) : Optional.empty(),
                        Optional.of(engine),
                        Optional.empty())),
        origins);
  }

  /** A VM with the number of its rounds alone. */
  public static VmDoc shortOf(VmForecast vm) {
    return of(
        vm,
        vm.live()
            .map(
                o ->
                    Live.of(
                        o,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(o.record().liveRounds()))),
        Origins.NONE);
  }

  private static VmDoc of(VmForecast vm, Optional<Live> live, Origins origins) {
    String name = vm.vm().name();
    Map<String, String> sources = new LinkedHashMap<>();
    for (Sourced source : origins.of(name)) {
      sources.put(source.field(), source.text());
    }
    return new VmDoc(
        name,
        vm.vm().memory(),
        Way.of(vm.savedState()),
        live.orElse(null),
        Way.of(vm.crash()),
        origins.grade(name).map(Enum::name),
        sources.isEmpty() ? Optional.empty() : Optional.of(sources));
  }
}
