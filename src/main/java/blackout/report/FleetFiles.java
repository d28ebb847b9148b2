package blackout.report;

import static blackout.quantity.Require.require;

import blackout.exhibit.CsvText;
import blackout.exhibit.Tables;
import blackout.files.TargetLock;
import blackout.files.UnwritableFile;
import blackout.files.WholeFile;
import blackout.json.Json;
import blackout.outcome.Provenance;
import blackout.plan.cluster.FleetForecast;
import blackout.plan.move.VmForecast;
import blackout.report.json.FleetDoc;
import blackout.report.json.VmDoc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The VMs of an estate of any size as CSV and JSON, one VM a line, written as they are predicted.
 * VMs are predicted side by side and written in their order, so the files are the same for any
 * number of threads.
 *
 * <p>The text goes into files beside the wanted ones, with {@code .part} after their names, which
 * are moved into place at the end: a file that has its name is complete. A {@link FleetJournal}
 * beside them says how much of each is valid and of which run it is, and is replaced in one step
 * after each round: a killed run can be taken up again wherever it was killed, between the moves
 * too. One process writes at a time.
 */
public final class FleetFiles {

  private static final int BLOCK = 128;

  /** VMs that are predicted side by side before they are written. */
  static final int ROUND = 8 * BLOCK;

  /** A file that grows: its name at the end, what goes before, between and after the VMs. */
  private static final class Growing {
    private final Path file;
    private final String head;
    private final String tail;
    private final boolean json;
    private long length;
    private MessageDigest digest = FleetJournal.digest();

    Growing(Path file, String head, String tail, boolean json) {
      this.file = file;
      this.head = head;
      this.tail = tail;
      this.json = json;
    }

    Path part() {
      return file.resolveSibling(file.getFileName() + ".part");
    }

    byte[] text(List<VmForecast> vms, boolean first) {
      if (!json) {
        String csv = CsvText.of(Tables.vms(vms));
        return bytes(csv.substring(csv.indexOf('\n') + 1));
      }
      return bytes(
          vms.stream()
              .map(vm -> Json.line(VmDoc.shortOf(vm)))
              .collect(Collectors.joining(",\n", first ? "" : ",\n", "")));
    }

    /** Writes behind the valid part. */
    void append(List<byte[]> texts) throws IOException {
      try (FileChannel channel = WholeFile.part(part())) {
        channel.truncate(length);
        channel.position(length);
        for (byte[] text : texts) {
          digest.update(text);
          var buffer = ByteBuffer.wrap(text);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        }
        length = channel.position();
      } catch (UnwritableFile e) {
        throw e;
      } catch (IOException e) {
        throw new UnwritableFile(file, e);
      }
    }

    FleetJournal.Valid valid() {
      return new FleetJournal.Valid(length, FleetJournal.value(digest));
    }

    /** Whether a file begins with the valid part; what comes after it is not looked at. */
    private boolean holds(Path at, FleetJournal.Valid valid) throws IOException {
      digest = FleetJournal.digest();
      length = valid.bytes();
      return Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)
          && FleetJournal.add(digest, at, length)
          && FleetJournal.value(digest).equals(valid.sha256());
    }

    /** Takes up what an earlier run left. */
    void keep(FleetJournal.Valid valid, boolean whole) throws IOException {
      boolean placed = whole && !Files.exists(part());
      require(
          holds(placed ? file : part(), valid) && (!placed || Files.size(file) == length),
          "%s is not as the run left it; run without --resume to start anew",
          placed ? file : part());
    }

    void place() throws IOException {
      if (Files.exists(part())) {
        WholeFile.finish(part(), file);
      }
    }
  }

  private final FleetForecast fleet;
  private final List<Growing> files = new ArrayList<>();
  private final String key;
  private final Path journal;

  /**
   * @param csv where the CSV goes, if wanted
   * @param json where the JSON goes, if wanted
   * @throws IllegalArgumentException if neither is wanted
   */
  public FleetFiles(
      FleetForecast fleet, Provenance provenance, Optional<Path> csv, Optional<Path> json) {
    this.fleet = fleet;
    csv.ifPresent(
        file -> files.add(new Growing(file, CsvText.of(Tables.vms(List.of())), "", false)));
    json.ifPresent(
        file ->
            files.add(new Growing(file, FleetDoc.head(fleet, provenance), FleetDoc.TAIL, true)));
    require(!files.isEmpty(), "neither CSV nor JSON is wanted");
    key =
        String.join(
            " ",
            provenance.version(),
            provenance.commit(),
            provenance.inputSha256(),
            fleet.engine().label(),
            "seed " + provenance.seed(),
            csv.isPresent() ? "csv" : "",
            json.isPresent() ? "json" : "");
    Path first = files.get(0).file;
    journal = first.resolveSibling(first.getFileName() + ".journal");
    List<Path> places =
        Stream.concat(Stream.of(journal), files.stream().flatMap(f -> Stream.of(f.file, f.part())))
            .map(path -> path.toAbsolutePath().normalize())
            .toList();
    require(
        Set.copyOf(places).size() == places.size(),
        "%s is where the run writes before it is complete; name another file",
        files.get(files.size() - 1).file);
  }

  /**
   * Writes all VMs.
   *
   * @param resume whether what an earlier run wrote before it was stopped is kept
   * @param done told how many VMs are written, kept ones included
   * @return the VMs that were kept
   * @throws IllegalArgumentException if what is there is damaged or of another run
   * @throws UnwritableFile if another process writes one of the files, or none can
   */
  public int write(boolean resume, IntConsumer done) throws IOException {
    return write(resume, done, 0);
  }

  private int write(boolean resume, IntConsumer done, int locked) throws IOException {
    if (locked < files.size()) {
      TargetLock lock = TargetLock.of(files.get(locked).file);
      try (lock) {
        return write(resume, done, locked + 1);
      }
    }
    int kept = resume && Files.exists(journal) ? keep() : begin();
    for (int from = kept; from < fleet.size(); from += ROUND) {
      int to = Math.min(fleet.size(), from + ROUND);
      List<List<byte[]>> blocks = blocks(from, to);
      for (int i = 0; i < files.size(); i++) {
        int file = i;
        files.get(i).append(blocks.stream().map(b -> b.get(file)).toList());
      }
      note(to);
      done.accept(to);
    }
    for (Growing file : files) {
      file.place();
    }
    Files.deleteIfExists(journal);
    return kept;
  }

  private List<List<byte[]>> blocks(int from, int to) {
    return IntStream.rangeClosed(0, (to - from - 1) / BLOCK)
        .parallel()
        .mapToObj(
            b -> {
              int start = from + b * BLOCK;
              List<VmForecast> vms = fleet.vms(start, Math.min(to, start + BLOCK));
              return files.stream().map(file -> file.text(vms, start == 0)).toList();
            })
        .toList();
  }

  /** Starts anew: what another run noted is no longer true. */
  private int begin() throws IOException {
    Files.deleteIfExists(journal);
    for (Growing file : files) {
      file.append(List.of(bytes(file.head)));
    }
    return 0;
  }

  /** Takes up what the journal says is valid. */
  private int keep() throws IOException {
    FleetJournal there = FleetJournal.read(journal, key);
    for (int i = 0; i < files.size(); i++) {
      files.get(i).keep(there.valid().get(i), there.whole());
    }
    return there.vms();
  }

  /** Notes how far it came; all is written with the last VM. */
  private void note(int vms) throws IOException {
    boolean whole = vms == fleet.size();
    if (whole) {
      for (Growing file : files) {
        file.append(List.of(bytes(file.tail)));
      }
    }
    new FleetJournal(key, vms, whole, files.stream().map(Growing::valid).toList()).write(journal);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
