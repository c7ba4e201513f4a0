package com.shemamusic.chat;

import com.shemamusic.shared.settings.ServiceApplication;
import com.shemamusic.shared.settings.Setting;
import java.time.Duration;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts chat-service. */
@SpringBootApplication
public class ChatApplication {

    public static void main(String[] args) {
        ServiceApplication.run(
                ChatApplication.class,
                args,
                Setting.database("DATABASE_URL"),
                Setting.count("DATABASE_POOL_SIZE"),
                Setting.password("CHAT_DB_PASSWORD"),
                Setting.factor("RATE_LIMIT_MULTIPLIER"),
                Setting.duration("CHAT_IDLE", Duration.ofSeconds(1)));
    }
}
