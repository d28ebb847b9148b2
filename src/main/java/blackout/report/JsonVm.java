package blackout.report;

import blackout.exhibit.Tables;
import blackout.inventory.Origins;
import blackout.outcome.Downtime;
import blackout.outcome.Outcome;
import blackout.outcome.Round;
import blackout.plan.move.VmForecast;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One VM for other programs, written as it goes: there may be very many. */
final class JsonVm {

  private final JsonGenerator json;

  JsonVm(JsonGenerator json) {
    this.json = json;
  }

  /** One VM, as an object. */
  void write(VmForecast forecast, Origins origins) throws IOException {
    json.writeStartObject();
    fields(forecast);
    origins(forecast.vm().name(), origins);
    json.writeEndObject();
  }

  /**
   * A VM among very many: how it was predicted; rounds only where they were followed.
   *
   * @param replayed whether it was replayed page by page
   */
  void write(VmForecast forecast, Origins origins, boolean replayed) throws IOException {
    json.writeStartObject();
    fields(
        forecast,
        outcome -> {
          if (replayed) {
            rounds(outcome);
          }
          json.writeStringField("engine", replayed ? "page by page" : "expected counts");
        });
    origins(forecast.vm().name(), origins);
    json.writeEndObject();
  }

  /** Without its rounds. */
  void writeShort(VmForecast forecast) throws IOException {
    json.writeStartObject();
    fields(
        forecast, outcome -> json.writeNumberField("live_rounds", outcome.record().liveRounds()));
    json.writeEndObject();
  }

  /** What is said of every VM, in the object that is open. */
  void fields(VmForecast forecast) throws IOException {
    fields(forecast, this::rounds);
  }

  /** What ends the object of a live migration. */
  private interface Ending {
    void write(Outcome outcome) throws IOException;
  }

  private void fields(VmForecast forecast, Ending ending) throws IOException {
    json.writeStringField("name", forecast.vm().name());
    json.writeNumberField("memory_bytes", forecast.vm().memory().bytes());
    downtime("saved_state", forecast.savedState());
    json.writeFieldName("live");
    if (forecast.live().isPresent()) {
      live(forecast.live().get(), ending);
    } else {
      json.writeNull();
    }
    downtime("crash", forecast.crash());
  }

  private void downtime(String name, Downtime downtime) throws IOException {
    json.writeObjectFieldStart(name);
    millis(json, "downtime_ms", downtime.total());
    parts(downtime);
    json.writeEndObject();
  }

  private void parts(Downtime downtime) throws IOException {
    json.writeArrayFieldStart("parts");
    for (Downtime.Part part : downtime.parts()) {
      json.writeStartObject();
      json.writeStringField("name", part.name());
      millis(json, "ms", part.duration());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void live(Outcome outcome, Ending ending) throws IOException {
    Optional<Downtime> downtime = outcome.downtime();
    json.writeStartObject();
    json.writeStringField("outcome", outcome.word());
    millis(json, "downtime_ms", downtime.map(Downtime::total));
    millis(json, "total_ms", outcome.record().total());
    json.writeNumberField("bytes", outcome.record().sent().bytes().bytes());
    json.writeStringField("stop_reason", outcome.record().stopReason());
    if (downtime.isPresent()) {
      parts(downtime.get());
    } else {
      json.writeNullField("parts");
    }
    ending.write(outcome);
    json.writeEndObject();
  }

  private void rounds(Outcome outcome) throws IOException {
    json.writeArrayFieldStart("rounds");
    for (Round round : outcome.record().rounds()) {
      json.writeStartObject();
      json.writeStringField("round", Tables.roundName(round));
      json.writeBooleanField("paused", round.paused());
      millis(json, "start_ms", round.start());
      millis(json, "duration_ms", round.duration());
      json.writeNumberField("sent_bytes", round.sent().bytes().bytes());
      json.writeNumberField("sent_pages", round.sent().pages());
      json.writeNumberField("newly_dirty_pages", round.newlyDirtyPages());
      json.writeNumberField("remaining_pages", round.remainingPages());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The grade of a VM and the sources of its facts, where the estate says them. */
  private void origins(String vm, Origins origins) throws IOException {
    if (origins.grade(vm).isPresent()) {
      json.writeStringField("grade", origins.grade(vm).get().name());
    }
    if (!origins.of(vm).isEmpty()) {
      json.writeObjectFieldStart("origins");
      for (var source : origins.of(vm)) {
        json.writeStringField(source.field(), source.origin().label() + ": " + source.source());
      }
      json.writeEndObject();
    }
  }

  /** A time in milliseconds, exact; null if there is none. */
  static void millis(JsonGenerator json, String name, Optional<Duration> time) throws IOException {
    if (time.isPresent()) {
      millis(json, name, time.get());
    } else {
      json.writeNullField(name);
    }
  }

  /** A time in milliseconds, exact. */
  static void millis(JsonGenerator json, String name, Duration time) throws IOException {
    json.writeFieldName(name);
    long nanos = time.toNanos();
    if (nanos % 1_000_000 == 0) {
      json.writeNumber(nanos / 1_000_000);
    } else {
      json.writeNumber(JsonReport.millis(time));
    }
  }
}
