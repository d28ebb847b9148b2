/* A bare-metal guest that writes one word a page at a fixed pace: the pages of its regions, on a 1 ms timer.
   Multiboot command line: "[tick] [x=SEED] resident=PAGES s,PAGES,WRITES_PER_MS r,PAGES,WRITES_PER_MS ..." (s sweeps, r draws at random).
   The pace is by the clock, or with "tick" by the interrupts that came, of which a busy or throttled processor misses some.
   It writes every resident page once, says "ready" on the first serial port, then a line "t N" every 100 ticks. */
typedef unsigned int u32;
typedef unsigned long long u64;

__attribute__((section(".multiboot"), used)) static const u32 header[] = {0x1BADB002, 0x2, -(0x1BADB002 + 0x2)};

static inline void outb(unsigned short port, unsigned char value) {
  __asm__ volatile("outb %0, %1" ::"a"(value), "Nd"(port));
}
static inline unsigned char inb(unsigned short port) {
  unsigned char value;
  __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
  return value;
}

static void put(const char *s) {
  for (; *s; s++) {
    while (!(inb(0x3f8 + 5) & 0x20)) {}
    outb(0x3f8, *s);
  }
}
static void put_number(u32 n) {
  char digits[12];
  int i = 11;
  digits[i] = 0;
  do digits[--i] = '0' + n % 10; while (n /= 10);
  put(digits + i);
}

struct region { u32 first, pages, per_ms, cursor; int random; };
static struct region regions[8];
static int region_count;
static u32 resident, by_tick, state = 2463534242u;
volatile u32 ticks;

static u32 draw(u32 below) {
  state ^= state << 13; state ^= state >> 17; state ^= state << 5;
  return (u64)state * below >> 32;
}
static u32 number(const char **p) {
  u32 n = 0;
  while (**p >= '0' && **p <= '9') n = n * 10 + *(*p)++ - '0';
  return n;
}
static void read_command_line(const char *p) {
  u32 next = 512; /* 2 MiB */
  while (*p && *p != ' ') p++; /* the name of this program */
  while (*p) {
    if (p[0] == 'r' && p[1] == 'e') {
      p += 9;
      resident = number(&p);
    } else if (p[0] == 't') {
      by_tick = 1;
      p += 4;
    } else if (p[0] == 'x' && p[1] == '=') {
      p += 2;
      state = number(&p);
    } else if ((p[0] == 's' || p[0] == 'r') && p[1] == ',') {
      struct region *r = &regions[region_count++];
      r->random = p[0] == 'r';
      p += 2;
      r->first = next;
      r->pages = number(&p);
      p++;
      r->per_ms = number(&p);
      next += r->pages;
    } else {
      p++;
    }
  }
}
static void write_page(u32 page, u32 value) { *(volatile u32 *)(page << 12) = value; }

extern void tick_entry(void);
__asm__(".globl tick_entry\ntick_entry:\n pushl %eax\n incl ticks\n movb $0x20,%al\n outb %al,$0x20\n popl %eax\n iret\n");

static u64 gdt[3] = {0, 0x00cf9a000000ffffULL, 0x00cf92000000ffffULL};
static u64 idt[256];

static void start_timer(void) {
  struct { unsigned short limit; u32 base; } __attribute__((packed)) g = {sizeof gdt - 1, (u32)gdt}, i = {sizeof idt - 1, (u32)idt};
  u32 entry = (u32)tick_entry;
  idt[32] = (entry & 0xffff) | (0x08u << 16) | ((u64)(0x8e00 | (entry & 0xffff0000)) << 32);
  __asm__ volatile("lgdt %0\n ljmp $8,$1f\n1: movw $16,%%ax\n movw %%ax,%%ds\n movw %%ax,%%es\n movw %%ax,%%ss\n lidt %1" ::"m"(g), "m"(i) : "eax");
  outb(0x20, 0x11); outb(0x21, 32); outb(0x21, 4); outb(0x21, 1);
  outb(0xa0, 0x11); outb(0xa1, 40); outb(0xa1, 2); outb(0xa1, 1);
  outb(0x21, 0xfe); outb(0xa1, 0xff);
  outb(0x61, (inb(0x61) & ~2) | 1);
  outb(0x43, 0xb4); outb(0x42, 0); outb(0x42, 0);
  outb(0x43, 0x34); outb(0x40, 1193 & 255); outb(0x40, 1193 >> 8);
}

/* Milliseconds that have passed by channel 2 of the timer, which is read, not counted: none is lost below 55. */
static u32 counter(void) {
  outb(0x43, 0x80);
  u32 low = inb(0x42);
  return low | inb(0x42) << 8;
}

void run(u32 *info) {
  u32 done = 0, due = 0, last, passed = 0;
  read_command_line((const char *)info[4]);
  for (u32 i = 0; i < resident; i++) write_page(512 + i, i + 1);
  start_timer();
  put("ready\n");
  last = counter();
  __asm__ volatile("sti");
  for (;;) {
    __asm__ volatile("hlt");
    u32 at = counter();
    passed += (last - at) & 0xffff;
    last = at;
    for (; passed >= 1193; passed -= 1193) due++;
    if (by_tick) due = ticks;
    for (; done != due; done++) {
      for (int k = 0; k < region_count; k++) {
        struct region *r = &regions[k];
        for (u32 n = 0; n < r->per_ms; n++) {
          u32 at = r->random ? draw(r->pages) : r->cursor;
          write_page(r->first + at, done + 1);
          if (!r->random && ++r->cursor == r->pages) r->cursor = 0;
        }
      }
      if (done % 100 == 0) { put("t "); put_number(done); put("\n"); }
    }
  }
}
__asm__(".globl _start\n_start:\n movl $0x9f000,%esp\n pushl %ebx\n call run\n");
