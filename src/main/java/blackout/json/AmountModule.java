package blackout.json;

import blackout.quantity.ByteCount;
import blackout.quantity.DataRate;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times, amounts of memory and rates as numbers, each in the {@link Unit} that its key names. */
final class AmountModule extends SimpleModule {

  AmountModule() {
    add(Duration.class, Unit.OF_TIMES);
    add(ByteCount.class, Unit.OF_BYTES);
    add(DataRate.class, Unit.OF_RATES);
  }

  private <T> void add(Class<T> type, List<Unit<T>> units) {
    addSerializer(type, new Writer<>(units, units.get(0)));
    addDeserializer(type, new Reader<>(units, units.get(0)));
  }

  private static final class Writer<T> extends JsonSerializer<T> implements ContextualSerializer {
    private final List<Unit<T>> units;
    private final Unit<T> unit;

    Writer(List<Unit<T>> units, Unit<T> unit) {
      this.units = units;
      this.unit = unit;
    }

    @Override
    public JsonSerializer<?> createContextual(
        SerializerProvider provider, @Nullable BeanProperty property) {
      return property == null ? this : new Writer<>(units, Unit.of(property.getName(), units));
    }

    @Override
    public void serialize(T amount, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      Number number = unit.number().apply(amount);
      if (number instanceof BigDecimal exact) {
        json.writeNumber(exact);
      } else if (number instanceof Double real) {
        json.writeNumber(real);
      } else {
        json.writeNumber(number.longValue());
      }
    }
  }

  private static final class Reader<T> extends JsonDeserializer<T>
      implements ContextualDeserializer {
    private final List<Unit<T>> units;
    private final Unit<T> unit;

    Reader(List<Unit<T>> units, Unit<T> unit) {
      this.units = units;
      this.unit = unit;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property) {
      return property == null ? this : new Reader<>(units, Unit.of(property.getName(), units));
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return unit.amount().apply(json.getDecimalValue());
    }
  }
}
