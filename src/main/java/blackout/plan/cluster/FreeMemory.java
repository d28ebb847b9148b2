package blackout.plan.cluster;

import java.util.Arrays;

/**
 * The free memory of every node, and which has most of it, without looking at every node each time:
 * a tree whose every fork knows the better of its two branches. Mutable; one placement owns it.
 */
final class FreeMemory {

  /** What a node that is away has: less than any node can be overcommitted by. */
  private static final long AWAY = Long.MIN_VALUE;

  private final int leaves;

  /** Free bytes by node, filled up with nodes that are away. */
  private final long[] free;

  /** The roomiest node below each fork; fork 1 is the root, a node is at {@code leaves + node}. */
  private final int[] roomiest;

  FreeMemory(long[] freeBytes) {
    leaves = Math.max(2, Integer.highestOneBit(Math.max(1, freeBytes.length - 1)) * 2);
    free = Arrays.copyOf(freeBytes, leaves);
    Arrays.fill(free, freeBytes.length, leaves, AWAY);
    roomiest = new int[2 * leaves];
    for (int node = 0; node < leaves; node++) {
      roomiest[leaves + node] = node;
    }
    for (int fork = leaves - 1; fork >= 1; fork--) {
      choose(fork);
    }
  }

  private FreeMemory(FreeMemory like) {
    leaves = like.leaves;
    free = like.free.clone();
    roomiest = like.roomiest.clone();
  }

  FreeMemory copy() {
    return new FreeMemory(this);
  }

  /** May be negative, where more is used than there is. */
  long bytes(int node) {
    return free[node];
  }

  boolean isAway(int node) {
    return free[node] == AWAY;
  }

  void take(int node, long bytes) {
    set(node, free[node] - bytes);
  }

  void close(int node) {
    set(node, AWAY);
  }

  /** The node with the most free memory, the first of equals; -1 if all are away. */
  int roomiest() {
    return isAway(roomiest[1]) ? -1 : roomiest[1];
  }

  private void set(int node, long bytes) {
    free[node] = bytes;
    for (int fork = (leaves + node) / 2; fork >= 1; fork /= 2) {
      choose(fork);
    }
  }

  private void choose(int fork) {
    int left = roomiest[2 * fork];
    int right = roomiest[2 * fork + 1];
    roomiest[fork] = free[right] > free[left] ? right : left;
  }
}
