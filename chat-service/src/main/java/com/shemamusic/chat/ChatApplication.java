package com.shemamusic.chat;

import com.shemamusic.shared.settings.ServiceApplication;
import com.shemamusic.shared.settings.Setting;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts chat-service. */
@SpringBootApplication
public class ChatApplication {

    public static void main(String[] args) {
        ServiceApplication.run(
                ChatApplication.class,
                args,
                Setting.database("DATABASE_URL"),
                Setting.password("CHAT_DB_PASSWORD"));
    }
}
