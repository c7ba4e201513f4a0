package com.shemamusic.auth;

import com.shemamusic.shared.settings.ServiceApplication;
import com.shemamusic.shared.settings.Setting;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Signs admins in and says whose sessions still stand. */
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class AuthApplication {

    /** Starts the service once its settings are right. */
    public static void main(String[] args) {
        ServiceApplication.run(AuthApplication.class, args, AuthSettings.all().toArray(Setting[]::new));
    }
}
