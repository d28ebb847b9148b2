package blackout.ingest.estate;

import blackout.files.WholeFile;
import blackout.ingest.WritesDoc;
import blackout.inventory.Assumption;
import blackout.inventory.Estate;
import blackout.inventory.EstateVm;
import blackout.inventory.FailoverSettings;
import blackout.inventory.NetworkAdapter;
import blackout.inventory.Node;
import blackout.inventory.Sourced;
import blackout.inventory.StorageRates;
import blackout.inventory.Volume;
import blackout.json.Json;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes an imported estate as an estate file. Reading the file gives the same estate. */
public final class EstateWriter {

  private final JsonGenerator json;
  private final Imported imported;

  private EstateWriter(JsonGenerator json, Imported imported) {
    this.json = json;
    this.imported = imported;
  }

  /**
   * Writes to a temporary file beside the target and moves it there when it is whole.
   *
   * @throws IOException if it cannot be written; the target is then as it was
   */
  public static void write(Imported imported, Path target) throws IOException {
    draft(
        target,
        out -> {
          try (JsonGenerator json = generator(out)) {
            new EstateWriter(json, imported).estate(imported.loaded().value());
          }
        });
  }

  /** A generator in the form of an estate file. */
  static JsonGenerator generator(OutputStream out) throws IOException {
    return new JsonFactory()
        .createGenerator(out, JsonEncoding.UTF8)
        .setPrettyPrinter(
            new DefaultPrettyPrinter(
                    Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n")));
  }

  /** Lets a file be written beside its place, and moves it there when it is whole. */
  static void draft(Path target, Part<OutputStream> content) throws IOException {
    WholeFile.write(target, content::write);
  }

  /** Something to write. */
  interface Part<T> {
    void write(T value) throws IOException;
  }

  private void estate(Estate estate) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", "blackout-estate/1");
    json.writeStringField("name", estate.name());
    if (estate.isWindows()) {
      json.writeStringField("windows_version", estate.version().label());
    }
    text("hypervisor", estate.platform().said());
    json.writeArrayFieldStart("readings");
    for (String reading : estate.origins().readings()) {
      json.writeString(reading);
    }
    json.writeEndArray();
    list("nodes", estate.nodes(), this::node);
    json.writeArrayFieldStart("networks");
    json.writeStartObject();
    json.writeStringField("name", EstateBuilder.NETWORK);
    json.writeArrayFieldStart("purposes");
    json.writeString("live migration");
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    list("volumes", estate.volumes(), this::volume);
    link(estate.migrationLink().flatMap(m -> m.simultaneous()));
    storage(estate.storage());
    failover(estate.failover());
    if (estate.drainThreshold().isPresent()) {
      json.writeNumberField("drain_live_from_priority", estate.drainThreshold().get());
    }
    list("vms", estate.vms(), vm -> vm(vm, estate.origins().of(vm.name())));
    list("assumptions", estate.assumptions(), this::assumption);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private <T> void list(String key, List<T> values, Part<T> part) throws IOException {
    json.writeArrayFieldStart(key);
    for (T value : values) {
      json.writeStartObject();
      part.write(value);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void node(Node node) throws IOException {
    json.writeStringField("name", node.name());
    json.writeNumberField("memory_mib", node.memory().bytes() >> 20);
    if (node.os().version().isPresent()) {
      json.writeObjectFieldStart("os");
      json.writeStringField("version", node.os().version().get().label());
      json.writeEndObject();
    }
    if (node.processor().manufacturer().isPresent()) {
      json.writeObjectFieldStart("processor");
      text("manufacturer", node.processor().manufacturer());
      json.writeEndObject();
    }
    if (!node.adapters().isEmpty()) {
      list("adapters", node.adapters(), this::adapter);
    }
  }

  private void adapter(NetworkAdapter adapter) throws IOException {
    json.writeStringField("network", adapter.network());
    number("line_rate_gbit_s", adapter.speed().orElseThrow().bytesPerSecond() * 8 / 1e9);
  }

  private void volume(Volume volume) throws IOException {
    json.writeStringField("name", volume.name());
    json.writeStringField("kind", volume.kind().label());
    number("size_gib", (double) volume.size().bytes() / (1L << 30));
    if (volume.free().isPresent()) {
      number("free_gib", (double) volume.free().get().bytes() / (1L << 30));
    }
  }

  private void link(Optional<Integer> simultaneous) throws IOException {
    json.writeObjectFieldStart("live_migration");
    json.writeStringField("network", EstateBuilder.NETWORK);
    number("line_rate_gbit_s", imported.lineGigabits());
    number("payload_ratio", EstateBuilder.PAYLOAD_RATIO);
    if (simultaneous.isPresent()) {
      json.writeNumberField("simultaneous", simultaneous.get());
    }
    json.writeEndObject();
  }

  private void storage(StorageRates storage) throws IOException {
    json.writeObjectFieldStart("storage");
    number("write_mib_s", storage.write().bytesPerSecond() / (1 << 20));
    number("read_mib_s", storage.read().bytesPerSecond() / (1 << 20));
    json.writeEndObject();
  }

  private void failover(FailoverSettings times) throws IOException {
    json.writeObjectFieldStart("failover");
    json.writeNumberField("heartbeat_interval_ms", times.heartbeatInterval().toMillis());
    json.writeNumberField("heartbeat_threshold", times.heartbeatThreshold());
    json.writeNumberField("ownership_move_ms", times.ownershipMove().toMillis());
    json.writeNumberField("disk_offline_ms", times.diskOffline().toMillis());
    json.writeNumberField("disk_arbitration_ms", times.diskArbitration().toMillis());
    json.writeNumberField("disk_online_ms", times.diskOnline().toMillis());
    json.writeNumberField("resume_ms", times.resume().toMillis());
    json.writeNumberField("vm_start_ms", times.vmStart().toMillis());
    number("guest_boot_s", times.guestBoot().toNanos() / 1e9);
    json.writeNumberField("starts_per_node", times.startsPerNode());
    Optional<Duration> isolation = times.isolation();
    if (isolation.isPresent()) {
      number("isolation_s", isolation.get().toNanos() / 1e9);
    }
    json.writeEndObject();
  }

  private void vm(EstateVm vm, List<Sourced> sources) throws IOException {
    json.writeStringField("name", vm.name());
    json.writeNumberField("memory_mib", vm.vm().memory().bytes() >> 20);
    json.writeFieldName("writes");
    Json.write(WritesDoc.of(vm.vm().workload()), json);
    json.writeStringField("node", vm.node());
    json.writeStringField("volume", vm.volume());
    text("priority", vm.priority().map(EstateVm.Priority::label));
    json.writeObjectFieldStart("origins");
    for (Sourced source : sources) {
      json.writeStringField(
          source.field(), String.join(": ", source.origin().label(), source.source()));
    }
    json.writeEndObject();
  }

  private void assumption(Assumption assumption) throws IOException {
    text("code", assumption.code());
    json.writeStringField("field", assumption.field());
    json.writeStringField("reason", assumption.reason());
  }

  private void text(String key, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(key, value.get());
    }
  }

  private void number(String key, double value) throws IOException {
    json.writeFieldName(key);
    json.writeNumber(NumberText.of(value));
  }
}
