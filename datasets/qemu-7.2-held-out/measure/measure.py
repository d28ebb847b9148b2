"""Measures live migrations between two QEMUs on one machine: measure.py ROWS.jsonl OUT.jsonl [TRIES]

Each line of ROWS is a row of this data set without `measured`; OUT gets the row with it. A row during which the
host took more than 5 % of the time away from this machine is measured again, and the least disturbed try is kept.
See ../README.md for the fields and for what has to be built before."""
import json, os, re, socket, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
LETTERS = {"random": "r", "sequential": "s"}


class Qmp:
    """QEMU's control socket."""

    def __init__(self, path):
        for _ in range(200):
            try:
                self.socket = socket.socket(socket.AF_UNIX)
                self.socket.connect(path)
                break
            except OSError:
                time.sleep(0.05)
        self.file = self.socket.makefile("rw")
        self.file.readline()
        self.do("qmp_capabilities")

    def do(self, command, **arguments):
        self.file.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.file.flush()
        while True:
            answer = json.loads(self.file.readline())
            if "error" in answer:
                raise RuntimeError(f"{command}: {answer['error']}")
            if "return" in answer:
                return answer["return"]


def stolen_seconds():
    return int(open("/proc/stat").readline().split()[8]) / 100


def boot(row):
    """The machine's arguments: the bare guest, or Linux with one load."""
    guest = row["guest"]
    if guest["writes"] is None:
        run = guest["workload"].replace(" ", ",")
        program = ["-kernel", f"{HERE}/vmlinuz", "-initrd", f"{HERE}/initrd.gz", "-append", f"console=ttyS0 quiet run={run}"]
    else:
        words = ["tick"] if row["auto_converge"] else []
        words += [f"x={row.get('seed', 2463534242)}", f"resident={guest['resident_pages']}"]
        words += [f"{LETTERS[w['kind']]},{w['region_pages']},{w['writes_per_second'] // 1000}" for w in guest["writes"]]
        program = ["-kernel", f"{HERE}/guest.elf", "-append", " ".join(words)]
    mib = str(guest["memory_pages"] // 256)
    return ["qemu-system-x86_64", "-accel", "tcg", "-M", "pc", "-m", mib, "-nodefaults", "-display", "none", "-vga", "none"] + program


def windows(source):
    """What calc-dirty-rate says over 1, 2 and 4 s."""
    found = []
    for seconds in (1, 2, 4):
        source.do("calc-dirty-rate", **{"calc-time": seconds})
        time.sleep(seconds + 0.3)
        while source.do("query-dirty-rate")["status"] != "measured":
            time.sleep(0.05)
        found.append({"seconds": seconds, "mib_per_second": source.do("query-dirty-rate")["dirty-rate"]})
    return found


def migrate(row, source, target, folder, started):
    """Runs the migration to its end or to the time to give up; what query-migrate says then."""
    rate, sender = row["link"]["bytes_per_second"], row["link"]["limited_by"] == "sender"
    on = list(row.get("options", [])) + (["auto-converge"] if row["auto_converge"] else [])
    for qemu in (source, target):
        qemu.do("migrate-set-capabilities", capabilities=[{"capability": c, "state": True} for c in on])
    source.do("migrate-set-parameters", **{"downtime-limit": row["downtime_limit_ms"], "max-bandwidth": rate if sender else 1 << 36})
    target.do("migrate-incoming", uri=f"unix:{folder}/target")
    uri = f"unix:{folder}/target"
    if not sender:
        pacer = subprocess.Popen([f"{HERE}/pace", f"{folder}/wire", f"{folder}/target", str(rate)], stdout=subprocess.PIPE)
        started.append(pacer)
        pacer.stdout.readline()
        uri = f"unix:{folder}/wire"
    begin, switched = time.monotonic(), False
    source.do("migrate", uri=uri)
    while True:
        time.sleep(0.02)
        state = source.do("query-migrate")
        elapsed = (time.monotonic() - begin) * 1000
        if state["status"] in ("completed", "failed"):
            time.sleep(0.3)  # the times are filled in after the status
            return source.do("query-migrate")
        if "post_copy_after_ms" in row and not switched and elapsed >= row["post_copy_after_ms"]:
            source.do("migrate-start-postcopy")
            switched = True
        if elapsed > row["give_up_after_ms"]:
            source.do("migrate_cancel")
            return state


def measure(row):
    started = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            machine = boot(row)
            started.append(subprocess.Popen(machine + ["-serial", "null", "-qmp", f"unix:{folder}/tq,server=on,wait=off", "-incoming", "defer"]))
            started.append(subprocess.Popen(machine + ["-serial", f"file:{folder}/serial", "-qmp", f"unix:{folder}/sq,server=on,wait=off",
                                                       "-trace", "enable=migration_bitmap_sync_end", "-D", f"{folder}/log", "-msg", "timestamp=on"]))
            source, target = Qmp(f"{folder}/sq"), Qmp(f"{folder}/tq")
            while "ready" not in open(f"{folder}/serial", errors="replace").read():
                time.sleep(0.05)
            time.sleep(1)
            row = dict(row, guest=dict(row["guest"]))
            if row["guest"]["writes"] is None:
                row["guest"]["dirty_rate_windows"] = windows(source)
            taken, begin = stolen_seconds(), time.monotonic()
            state = migrate(row, source, target, folder, started)
            share = (stolen_seconds() - taken) / (time.monotonic() - begin)
            log = re.findall(r"@(\d+)\.(\d+):migration_bitmap_sync_end dirty_pages (\d+)", open(f"{folder}/log").read())
        finally:
            for process in started:
                process.kill()
                process.wait()
    done, ram = state["status"] == "completed", state.get("ram", {})
    if row["guest"]["resident_pages"] is None and done:
        row["guest"]["resident_pages"] = row["guest"]["memory_pages"] - ram["duplicate"]
    times = [int(s) * 1e6 + int(us) for s, us, _ in log]
    row["measured"] = {
        "completed": done,
        "total_ms": state["total-time"] if done else None,
        "downtime_ms": state["downtime"] if done else None,
        "setup_ms": state.get("setup-time"),
        "dirty_sync_count": ram.get("dirty-sync-count"),
        "normal_pages": ram.get("normal"),
        "zero_pages": ram.get("duplicate"),
        "transferred_bytes": ram.get("transferred"),
        "cpu_throttle_percent": state.get("cpu-throttle-percentage"),
        "syncs": [{"at_ms": round((at - times[0]) / 1000, 1), "dirty_pages_period": int(n)} for at, (_, _, n) in zip(times, log)],
    }
    if "xbzrle-cache" in state:
        row["measured"]["deltas"] = {k: state["xbzrle-cache"][k] for k in ("pages", "bytes", "cache-miss", "overflow")}
    row["stolen_ratio"] = round(share, 3)
    return row


def main():
    tries = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    for line in open(sys.argv[1]):
        best = None
        for _ in range(tries):
            row = measure(json.loads(line))
            if best is None or row["stolen_ratio"] < best["stolen_ratio"]:
                best = row
            if best["stolen_ratio"] < 0.05 or not best["measured"]["completed"]:
                break
        open(sys.argv[2], "a").write(json.dumps(best) + "\n")
        print(best["id"], best["measured"]["total_ms"], best["measured"]["downtime_ms"], best["stolen_ratio"], flush=True)


main()
