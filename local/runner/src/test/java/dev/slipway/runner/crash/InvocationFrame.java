package dev.slipway.runner.crash;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// An invocation on its way to a [WorkerMain].
///
/// @param id of the invocation
/// @param function logical id in the template
/// @param handler class name
/// @param timeout after which Lambda ends an invocation
/// @param environment all variables that the handler sees
/// @param now what the shared clock shows
/// @param event JSON
record InvocationFrame(
    long id,
    String function,
    String handler,
    Duration timeout,
    Map<String, String> environment,
    Instant now,
    byte[] event) {

  void writeTo(DataOutputStream out) throws IOException {
    out.writeLong(id);
    out.writeUTF(function);
    out.writeUTF(handler);
    out.writeLong(timeout.toSeconds());
    out.writeInt(environment.size());
    for (var variable : environment.entrySet()) {
      out.writeUTF(variable.getKey());
      out.writeUTF(variable.getValue());
    }
    out.writeUTF(now.toString());
    out.writeInt(event.length);
    out.write(event);
    out.flush();
  }

  /// @throws java.io.EOFException when no other comes
  static InvocationFrame readFrom(DataInputStream in) throws IOException {
    long id = in.readLong();
    String function = in.readUTF();
    String handler = in.readUTF();
    var timeout = Duration.ofSeconds(in.readLong());
    var environment = new HashMap<String, String>();
    int variables = in.readInt();
    for (int i = 0; i < variables; i++) {
      environment.put(in.readUTF(), in.readUTF());
    }
    var now = Instant.parse(in.readUTF());
    byte[] event = in.readNBytes(in.readInt());
    return new InvocationFrame(id, function, handler, timeout, environment, now, event);
  }
}
