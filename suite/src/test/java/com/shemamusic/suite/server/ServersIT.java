package com.shemamusic.suite.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.client.SmartClient;

class ServersIT {

    @TempDir
    private Path directory;

    @Test
    void postgresKeepsWhatWasCommittedOverAKillAndAStop() throws Exception {
        PostgresServer postgres = new PostgresServer(
                directory.resolve("bin"), directory.resolve("data"), directory.resolve("pg.log"), freePort(), "secret");
        try {
            postgres.start();
            execute(postgres, "create table kept (word text)");
            execute(postgres, "insert into kept values ('ÉTUDE')");
            postgres.kill();
            assertThat(postgres.isRunning()).isFalse();

            postgres.start();
            execute(postgres, "insert into kept values ('two')");
            postgres.stop();
            assertThat(postgres.isRunning()).isFalse();

            postgres.start();
            assertThat(query(postgres, "select lower(max(word)) || count(*) from kept"))
                    .isEqualTo("étude2");
        } finally {
            postgres.kill();
        }
    }

    @Test
    void redisKeepsWhatItWasToldOverAStop() throws IOException {
        RedisServer redis = new RedisServer(
                directory.resolve("bin"), directory.resolve("data"), directory.resolve("redis.log"), freePort());
        try {
            redis.start();
            assertThat(send(redis, "SET word kept")).isEqualTo("+OK");
            redis.stop();
            redis.start();

            assertThat(send(redis, "STRLEN word")).isEqualTo(":4");
            redis.kill();
            assertThat(redis.isRunning()).isFalse();
        } finally {
            redis.kill();
        }
    }

    @Test
    void aCaughtMailIsACompleteFile() throws Exception {
        MailCatcher smtp = new MailCatcher(directory.resolve("mail"), freePort());
        smtp.start();
        try {
            SmartClient client = SmartClient.createAndConnect("localhost", smtp.port(), "localhost");
            client.from("office@example.org");
            client.to("budi@example.org");
            client.dataStart();
            byte[] mail = "Subject: Selamat datang\r\n\r\nHalo\r\n".getBytes(StandardCharsets.UTF_8);
            client.dataWrite(mail, mail.length);
            client.dataEnd();
            client.quit();

            try (Stream<Path> files = Files.list(directory.resolve("mail"))) {
                List<Path> mails = files.toList();
                assertThat(mails).singleElement().satisfies(file -> {
                    assertThat(file.getFileName().toString()).endsWith("-budi@example.org.eml");
                    assertThat(file)
                            .content()
                            .contains("Subject: Selamat datang")
                            .contains("Halo");
                });
            }
        } finally {
            smtp.stop();
        }
    }

    private static void execute(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection = postgres.admin().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection = postgres.admin().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String send(RedisServer redis, String command) throws IOException {
        try (Socket socket = new Socket("localhost", redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(
                    socket.getInputStream().readNBytes(command.startsWith("SET") ? 3 : 2), StandardCharsets.US_ASCII);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
