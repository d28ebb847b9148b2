package blackout.kernel;

import blackout.inventory.Link;
import blackout.inventory.Vm;
import blackout.inventory.Workload;
import blackout.outcome.Outcome;
import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import blackout.scenario.MigrationOptions;
import blackout.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** scratch. */
final class EnginesAgreeTest {

  static List<Scenario> grid(int count) {
    var random = new SplittableRandom(20261122);
    var all = new ArrayList<Scenario>();
    List<String> hypervisors = Kernel.hypervisors();
    for (int i = 0; i < count; i++) {
      long mib = 256L << random.nextInt(6);
      long pages = mib * 256;
      long zero = (long) (pages * random.nextDouble() * 0.7);
      long resident = pages - zero;
      double bytesPerSecond = 50e6 * Math.pow(20, random.nextDouble());
      double ratio = 0.05 + random.nextDouble() * 0.75;
      long ws = Math.max(2000, (long) ((resident - 600) * (0.02 + 0.9 * random.nextDouble())));
      double writes = bytesPerSecond / 4096 * ratio;
      int kind = random.nextInt(4);
      Workload workload =
          switch (kind) {
            case 0, 1 -> Workload.steady(ws, writes);
            case 2 -> Workload.hotAndCold(ws, Math.max(500, ws / 8), writes, 0.8);
            default -> Workload.sequential(ws, writes);
          };
      boolean sender = random.nextBoolean();
      Link link =
          sender
              ? Link.limited(DataRate.gigabitsPerSecond(25), new DataRate(bytesPerSecond))
              : Link.wire(new DataRate(bytesPerSecond));
      MigrationOptions options =
          MigrationOptions.none()
              .withRearm(
                  random.nextBoolean()
                      ? MigrationOptions.Rearm.AT_SYNC
                      : MigrationOptions.Rearm.DEFAULT);
      long limit = new long[] {30, 100, 300, 1000}[random.nextInt(4)];
      all.add(
          Scenario.of(
                  new Vm("vm" + i, ByteCount.mebibytes(mib), zero, workload),
                  link,
                  hypervisors.get(random.nextInt(hypervisors.size())))
              .withDowntimeLimit(Duration.ofMillis(limit))
              .withOptions(options)
              .withSeed(i));
    }
    return all;
  }

  @Test
  void trial() {
    int n = 0, bad = 0, verdict = 0;
    for (Scenario s : grid(400)) {
      Outcome exact = Kernel.simulate(s);
      Outcome mean = Kernel.expect(s);
      n++;
      String k =
          s.hypervisor()
              + " "
              + s.vm().memory()
              + " "
              + s.vm().workload()
              + " "
              + s.link().senderLimit().isPresent()
              + " "
              + s.link().liveRate()
              + " lim "
              + s.downtimeLimit().toMillis()
              + " "
              + s.options().rearm();
      if (!exact.word().equals(mean.word())) {
        verdict++;
        System.out.println("WORD " + exact.word() + " " + mean.word() + " " + k);
        continue;
      }
      double te = exact.story().total().toNanos() / 1e6, tm = mean.story().total().toNanos() / 1e6;
      double de = exact.downtime().map(d -> d.total().toNanos() / 1e6).orElse(0.0);
      double dm = mean.downtime().map(d -> d.total().toNanos() / 1e6).orElse(0.0);
      boolean ok =
          Math.abs(te - tm) / te <= 0.01
              && (Math.abs(de - dm) <= 5 || Math.abs(de - dm) / de <= 0.05);
      if (!ok) {
        bad++;
        System.out.printf(
            "%.0f/%.0f ms %.2f%%  down %.0f/%.0f rounds %d/%d %s%n",
            te,
            tm,
            (tm - te) / te * 100,
            de,
            dm,
            exact.story().syncCount(),
            mean.story().syncCount(),
            k);
      }
    }
    System.out.println("n " + n + " bad " + bad + " verdict " + verdict);
  }
}
