package blackout.kernel;

import java.util.Arrays;

/** The stretches of a guest's memory in the order of their addresses, without gaps. */
final class Stretches {

  private static final int MOST = 96;

  private Stretch[] all = new Stretch[16];
  private int size;

  int size() {
    return size;
  }

  Stretch get(int index) {
    return all[index];
  }

  void add(Stretch stretch) {
    insert(size, stretch);
  }

  void insert(int index, Stretch stretch) {
    if (size == all.length) {
      all = Arrays.copyOf(all, 2 * size);
    }
    for (int i = size++; i > index; i--) {
      all[i] = all[i - 1];
    }
    all[index] = stretch;
  }

  void remove(int index) {
    size--;
    for (int i = index; i < size; i++) {
      all[i] = all[i + 1];
    }
  }

  /** Joins neighbours that have become alike, and those most alike if there are too many. */
  void merge() {
    double close = 1e-9;
    joinAlike(close);
    while (size > MOST && close <= 1) {
      close = close < 1e-3 ? 1e-3 : close * 4;
      joinAlike(close);
    }
  }

  private void joinAlike(double close) {
    int kept = 0;
    for (int i = 1; i < size; i++) {
      if (all[kept].isLike(all[i], close)) {
        all[kept].join(all[i]);
      } else {
        all[++kept] = all[i];
      }
    }
    size = kept + 1;
  }
}
