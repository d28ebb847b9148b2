/* Passes a byte stream between two Unix sockets at a fixed pace: pace LISTEN CONNECT BYTES_PER_SECOND.
   One connection, then the program ends. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static struct sockaddr_un address(const char *path) {
  struct sockaddr_un a = {.sun_family = AF_UNIX};
  strncpy(a.sun_path, path, sizeof a.sun_path - 1);
  return a;
}
static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  double rate = atof(argv[3]), due = 0;
  int buffer = 131072, chunk = rate < 2e7 ? 8192 : 65536;
  struct sockaddr_un in = address(argv[1]), out = address(argv[2]);
  int listening = socket(AF_UNIX, SOCK_STREAM, 0), to = socket(AF_UNIX, SOCK_STREAM, 0);
  setsockopt(listening, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  setsockopt(to, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
  unlink(argv[1]);
  if (bind(listening, (void *)&in, sizeof in) || listen(listening, 1)) return perror("listen"), 1;
  puts("listening");
  fflush(stdout);
  int from = accept(listening, 0, 0);
  if (from < 0 || connect(to, (void *)&out, sizeof out)) return perror("connect"), 1;
  static char bytes[65536];
  double before = now();
  for (ssize_t n; (n = read(from, bytes, chunk)) > 0; before = now()) {
    double t = now();
    if (t - before > 0.0005 && due < t - 0.005) due = t - 0.005; /* the sender had nothing: that time is gone; time overslept is not */
    due += n / rate;
    struct timespec wait = {(time_t)(due - t > 0 ? due - t : 0), 0};
    wait.tv_nsec = due > t ? (long)((due - t - wait.tv_sec) * 1e9) : 0;
    nanosleep(&wait, 0);
    for (ssize_t sent = 0; sent < n;) {
      ssize_t k = write(to, bytes + sent, n - sent);
      if (k <= 0) return 1;
      sent += k;
    }
  }
  return 0;
}
