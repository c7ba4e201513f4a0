package com.shemamusic.user;

import com.shemamusic.shared.settings.ServiceApplication;
import com.shemamusic.shared.settings.Setting;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts user-service. */
@SpringBootApplication
public class UserApplication {

    public static void main(String[] args) {
        ServiceApplication.run(
                UserApplication.class,
                args,
                Setting.database("DATABASE_URL"),
                Setting.count("DATABASE_POOL_SIZE"),
                Setting.password("USER_DB_PASSWORD"));
    }
}
