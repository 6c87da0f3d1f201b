package dev.slipway.json;

import java.util.function.BiFunction;
import java.util.function.Function;

/// How values of one type are written to JSON and read again. Immutable.
interface JsonForm {
  /// Returns a string, number, boolean, list or map.
  Object write(Object value);

  /// Reads what [#write] returned.
  ///
  /// @param path where the value is in its document
  /// @throws JsonShapeException when the value does not have this form
  Object read(String path, Object value);

  /// Makes a form of two functions.
  static JsonForm of(Function<Object, Object> write, BiFunction<String, Object, Object> read) {
    return new JsonForm() {
      @Override
      public Object write(Object value) {
        return write.apply(value);
      }

      @Override
      public Object read(String path, Object value) {
        return read.apply(path, value);
      }
    };
  }
}
