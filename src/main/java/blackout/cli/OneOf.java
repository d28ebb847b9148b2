package blackout.cli;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of several by the name that it has for people.
 *
 * @param values all there are, each printed as it is asked for
 */
record OneOf<T>(List<T> values) implements ITypeConverter<T> {

  @Override
  public T convert(String text) {
    return values.stream()
        .filter(value -> value.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s but was '%s'".formatted(values, text)));
  }
}
