package com.shemamusic.suite.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTests {

    @Test
    void allTakenPortsAreNamedAtOnceWithWhatTheyAreFor() throws IOException {
        try (ServerSocket wildcard = new ServerSocket(0);
                ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<Integer, String> wanted = Map.of(
                    wildcard.getLocalPort(), "user-service", loopback.getLocalPort(), "management of chat-service");

            assertThatThrownBy(() -> Ports.requireFree(wanted))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("port " + wildcard.getLocalPort() + " (user-service) is taken")
                    .hasMessageContaining("port " + loopback.getLocalPort() + " (management of chat-service) is taken")
                    .hasMessageContaining("SHEMA_PORT_BASE");
        }
    }

    @Test
    void freePortsAreAccepted() {
        assertThatCode(() -> Ports.requireFree(Map.of(new Ports().free(), "user-service")))
                .doesNotThrowAnyException();
    }

    @Test
    void aPortIsNeverGivenTwice() {
        Ports ports = new Ports();

        assertThat(IntStream.range(0, 200).map(_ -> ports.free()).boxed()).doesNotHaveDuplicates();
    }

    @Test
    void theBaseComesFromTheEnvironmentOrIsTheStandardOne() {
        assertThat(Ports.base(Map.of("SHEMA_PORT_BASE", " 4000 "), "SHEMA_PORT_BASE", 3000))
                .isEqualTo(4000);
        assertThat(Ports.base(Map.of(), "SHEMA_PORT_BASE", 3000)).isEqualTo(3000);
    }

    @Test
    void aBaseThatIsNoPortIsRefusedByName() {
        for (String wrong : new String[] {"abc", "80", "70000"}) {
            assertThatThrownBy(() -> Ports.base(Map.of("SHEMA_PORT_BASE", wrong), "SHEMA_PORT_BASE", 3000))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("SHEMA_PORT_BASE")
                    .hasMessageContaining(wrong);
        }
    }
}
