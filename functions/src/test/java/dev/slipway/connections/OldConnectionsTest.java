package dev.slipway.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.OldRecords;
import dev.slipway.connections.verdict.ConnectionState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Connections that commit c7fb208 wrote.
class OldConnectionsTest {

  @ParameterizedTest
  @CsvSource({
    "connection-checking, CHECKING, 1",
    "connection-connected, CONNECTED, 2",
    "connection-disconnected, DISCONNECTED, 3",
  })
  void areReadAndWrittenBackAsTheyWere(String name, ConnectionState state, int changes) {
    var document = OldRecords.read(name);

    var connection = Connection.fromJson(document);

    assertThat(connection.state()).isEqualTo(state);
    assertThat(connection.tenant()).isEqualTo("alice");
    assertThat(connection.history()).hasSize(changes);
    assertThat(connection.verdict() == null).isEqualTo(state == ConnectionState.CHECKING);
    assertThat(OldRecords.text(connection.toJson())).isEqualTo(OldRecords.text(document));
  }
}
