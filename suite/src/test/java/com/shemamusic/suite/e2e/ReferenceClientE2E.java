package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.test.Link;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference client in Node.js, on both sides of a chat whose network is cut again and again. */
class ReferenceClientE2E {

    private static final int MESSAGES = 40;
    private static final Path CLIENT = Path.of("../api-gateway/src/main/resources/chat/client.js");
    private static final Path JOURNEY = Path.of("src/test/chat-client/journey.mjs");

    @Test
    void losesAndDoublesNothingAndKeepsTheOrder(@TempDir Path folder) throws Exception {
        // Node.js takes a module for one by its name.
        Path client = Files.copy(CLIENT, folder.resolve("client.mjs"), StandardCopyOption.REPLACE_EXISTING);
        int gateway = SharedSuite.suite().gatewayUrl().getPort();
        try (Link network = new Link(gateway)) {
            Process node = new ProcessBuilder(
                            "node",
                            "--experimental-websocket",
                            "--no-warnings",
                            JOURNEY.toString(),
                            client.toUri().toString(),
                            "http://localhost:" + network.port(),
                            SharedSuite.adminToken(),
                            Integer.toString(MESSAGES))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                knowsEverything(node, network);
            } finally {
                node.destroyForcibly();
            }
        }
    }

    private static void knowsEverything(Process node, Link network) throws IOException, InterruptedException {
        BufferedReader said = node.inputReader();
        assertThat(said.readLine()).isEqualTo("ready");
        Thread cutter = Thread.ofVirtual().start(() -> cutAndCutAgain(network));
        JsonNode known = new ObjectMapper().readTree(said.readLine());
        cutter.interrupt();
        assertThat(node.waitFor()).isZero();
        List<String> stored = SharedSuite.database()
                .sql(
                        "select client_message_id from shema.chat_messages where session_id = cast(:id as uuid) order by seq")
                .param("id", known.path("session").asText())
                .query(String.class)
                .list();
        assertThat(stored).hasSize(2 * MESSAGES).doesNotHaveDuplicates();
        assertThat(texts(known.path("guest"))).isEqualTo(stored);
        assertThat(texts(known.path("staff"))).isEqualTo(stored);
        assertThat(known.path("lost").asInt()).isGreaterThan(5);
        assertThat(known.path("closed").asText()).isEqualTo("admin");
        assertThat(known.path("forgotten").asBoolean()).isTrue();
    }

    private static void cutAndCutAgain(Link network) {
        try {
            for (int cuts = 0; cuts < 8; cuts++) {
                Thread.sleep(700);
                network.cut();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
