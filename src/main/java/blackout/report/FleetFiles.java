package blackout.report;

import static blackout.quantity.Require.require;

import blackout.exhibit.CsvText;
import blackout.exhibit.Tables;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The VMs of an estate of any size as CSV and JSON, one VM a line, written as they are predicted.
 * VMs are predicted side by side and written in their order, so the files are the same for any
 * number of threads.
 *
 * <p>The text goes into files beside the wanted ones, with {@code .part} after their names, which
 * are moved into place at the end: a file that has its name is complete. A journal beside them says
 * how much of each is valid and of which run it is, and is replaced in one step after each round: a
 * killed run can be taken up again wherever it was killed.
 */
public final class FleetFiles {

  private static final int BLOCK = 128;

  /** VMs that are predicted side by side before they are written. */
  static final int ROUND = 8 * BLOCK;

  /** A file that grows: its name at the end, what goes before, between and after the VMs. */
  private record Growing(Path file, String head, String tail, boolean json) {
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
  }

  /**
   * Writes all VMs.
   *
   * @param resume whether what an earlier run wrote before it was stopped is kept
   * @param done told how many VMs are written, kept ones included
   * @return the VMs that were kept
   * @throws IllegalArgumentException if the earlier run was of something else
   */
  public int write(boolean resume, IntConsumer done) throws IOException {
    long[] lengths = new long[files.size()];
    int kept = resume && Files.exists(journal) ? keep(lengths) : begin(lengths);
    for (int from = kept; from < fleet.size(); from += ROUND) {
      int to = Math.min(fleet.size(), from + ROUND);
      List<List<byte[]>> blocks = blocks(from, to);
      for (int i = 0; i < lengths.length; i++) {
        int file = i;
        lengths[i] =
            append(files.get(i).part(), lengths[i], blocks.stream().map(b -> b.get(file)).toList());
      }
      writeJournal(to, lengths);
      done.accept(to);
    }
    for (int i = 0; i < lengths.length; i++) {
      append(files.get(i).part(), lengths[i], List.of(bytes(files.get(i).tail)));
    }
    for (Growing file : files) {
      WholeFile.finish(file.part(), file.file);
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

  private int begin(long[] lengths) throws IOException {
    for (Growing file : files) {
      WholeFile.part(file.part()).close();
    }
    Files.deleteIfExists(journal);
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = append(files.get(i).part(), 0, List.of(bytes(files.get(i).head)));
    }
    return 0;
  }

  /** What the journal says is valid; what was written after it is cut off. */
  private int keep(long[] lengths) throws IOException {
    List<String> lines = Files.readAllLines(journal);
    boolean same = lines.size() == 2 + lengths.length && lines.get(0).equals(key);
    require(same, "%s is of another run; run without --resume to start anew", journal);
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = Long.parseLong(lines.get(2 + i));
      Path part = files.get(i).part();
      require(
          Files.exists(part) && Files.size(part) >= lengths[i],
          "%s is shorter than it was; run without --resume to start anew",
          part);
    }
    return Integer.parseInt(lines.get(1));
  }

  private void writeJournal(int vms, long[] lengths) throws IOException {
    var text = new StringBuilder(key + "\n" + vms + "\n");
    for (long length : lengths) {
      text.append(length).append('\n');
    }
    WholeFile.write(journal, text.toString());
  }

  /** Writes behind the valid part of a file, and returns how much of it is valid then. */
  private static long append(Path part, long valid, List<byte[]> texts) throws IOException {
    try (FileChannel channel = WholeFile.part(part)) {
      channel.truncate(valid);
      channel.position(valid);
      for (byte[] text : texts) {
        var buffer = ByteBuffer.wrap(text);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      return channel.position();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
