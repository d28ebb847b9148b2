/* A key-value load: kv MIB RATE HOT%: a table of MIB, RATE thousand values of 100 bytes rewritten a second, nine of ten in HOT % of it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
int main(int c, char **v) {
  size_t n = (size_t)atoi(v[1]) << 20, hot = n / 100 * atoi(v[3]);
  int per_ms = atoi(v[2]);
  char *t = malloc(n);
  uint64_t x = 88172645463325252ull;
  for (size_t i = 0; i < n; i += 8) { x ^= x << 13; x ^= x >> 7; x ^= x << 17; memcpy(t + i, &x, 8); }
  write(1, "ready\n", 6);
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  for (;;) {
    for (int i = 0; i < per_ms; i++) {
      x ^= x << 13; x ^= x >> 7; x ^= x << 17;
      size_t span = (x >> 20) % 10 ? hot : n;
      memset(t + (x >> 8) % (span - 100), (int)x, 100);
    }
    at.tv_nsec += 1000000;
    if (at.tv_nsec >= 1000000000) { at.tv_nsec -= 1000000000; at.tv_sec++; }
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, 0);
  }
}
