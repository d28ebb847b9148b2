package blackout.check.rules;

import blackout.check.CheckEvidence;
import blackout.inventory.ClusterNetwork;
import blackout.inventory.ClusterNetwork.Purpose;
import blackout.inventory.Estate;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.quantity.DataRate;
import java.util.List;
import java.util.Optional;

/**
 * The adapter layouts that the vendor lists for live migration in 2008 R2, and what it says of
 * them. Adapters for iSCSI do not count. The caps are its examples.
 *
 * @see <a href="https://technet.microsoft.com/library/ff428137(v=ws.10).aspx">Hyper-V: Live
 *     Migration Network Configuration Guide</a>
 */
final class AdapterLayouts {

  /** What the vendor says of a layout. */
  private enum Opinion {
    RECOMMENDED("recommended"),
    SUPPORTED("supported"),
    NOT_RECOMMENDED("not recommended");

    private final String words;

    Opinion(String words) {
      this.words = words;
    }
  }

  /** Which pair of ports is one team. */
  private enum Team {
    NONE(""),
    PRIVATE(", the private pair teamed"),
    PUBLIC(", the public pair teamed");

    private final String words;

    Team(String words) {
      this.words = words;
    }
  }

  private record Layout(int tenGigabit, int gigabit, Team team) {
    @Override
    public String toString() {
      String ten = tenGigabit == 0 ? "" : tenGigabit + " x 10 Gbit/s";
      String one = gigabit == 0 ? "" : gigabit + " x 1 Gbit/s";
      return ten + (ten.isEmpty() || one.isEmpty() ? "" : " + ") + one + team.words;
    }
  }

  private record Row(Layout layout, String managementCap, String migrationCap, Opinion opinion) {}

  private static final List<Row> ROWS =
      List.of(
          row(0, 4, Team.NONE, "own adapter", "own adapter", Opinion.RECOMMENDED),
          row(0, 3, Team.PRIVATE, "10 %", "40 %", Opinion.SUPPORTED),
          row(0, 3, Team.NONE, "10 %", "own adapter", Opinion.SUPPORTED),
          row(2, 0, Team.NONE, "1 %", "50 %", Opinion.SUPPORTED),
          row(2, 1, Team.NONE, "own adapter", "50 %", Opinion.SUPPORTED),
          row(2, 2, Team.NONE, "own adapter", "own adapter", Opinion.SUPPORTED),
          row(0, 3, Team.PUBLIC, "5 %", "90 %", Opinion.NOT_RECOMMENDED),
          row(0, 2, Team.NONE, "10 %", "90 %", Opinion.NOT_RECOMMENDED),
          row(1, 1, Team.NONE, "10 %", "90 %", Opinion.NOT_RECOMMENDED));

  private AdapterLayouts() {}

  private static Row row(
      int tenGigabit,
      int gigabit,
      Team team,
      String managementCap,
      String migrationCap,
      Opinion opinion) {
    return new Row(new Layout(tenGigabit, gigabit, team), managementCap, migrationCap, opinion);
  }

  static void look(Estate estate, CheckEvidence found) {
    for (Node node : estate.nodes()) {
      List<NetworkAdapter> adapters =
          node.adapters().stream().filter(a -> !isOnlyStorage(estate, a)).toList();
      if (adapters.stream().anyMatch(a -> a.speed().isEmpty())) {
        found.missing("speed of all adapters of " + node.name());
        continue;
      }
      Optional<Layout> layout = layout(estate, adapters);
      Optional<Row> row =
          ROWS.stream().filter(r -> Optional.of(r.layout).equals(layout)).findFirst();
      if (row.isEmpty()) {
        found.beside("The vendor's table has no layout such as that of " + node.name() + ".");
        continue;
      }
      String line =
          node.name()
              + " has "
              + row.get().layout
              + ": "
              + row.get().opinion.words
              + " (example: management "
              + row.get().managementCap
              + ", live migration "
              + row.get().migrationCap
              + ")";
      if (row.get().opinion == Opinion.NOT_RECOMMENDED) {
        found.broken(line);
      } else {
        found.fine(line);
      }
    }
  }

  /** The layout in the words of the table, empty where a port has a speed that it does not know. */
  private static Optional<Layout> layout(Estate estate, List<NetworkAdapter> adapters) {
    Team team = Team.NONE;
    int tenGigabit = 0;
    int gigabit = 0;
    for (NetworkAdapter adapter : adapters) {
      if (adapter.speed().equals(Optional.of(DataRate.gigabitsPerSecond(10)))) {
        tenGigabit += adapter.ports();
      } else if (adapter.speed().equals(Optional.of(DataRate.gigabitsPerSecond(1)))) {
        gigabit += adapter.ports();
      } else {
        return Optional.empty();
      }
      if (adapter.ports() > 1) {
        boolean isPublic =
            estate.network(adapter.network()).filter(n -> n.carries(Purpose.PUBLIC)).isPresent();
        team = isPublic ? Team.PUBLIC : Team.PRIVATE;
      }
    }
    return Optional.of(new Layout(tenGigabit, gigabit, team));
  }

  private static boolean isOnlyStorage(Estate estate, NetworkAdapter adapter) {
    Optional<ClusterNetwork> network = estate.network(adapter.network());
    return network.isPresent() && network.get().isDedicatedTo(Purpose.ISCSI);
  }
}
