package com.shemamusic.enrollment;

import com.shemamusic.shared.settings.Setting;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.springframework.core.env.Environment;

/** What must be told before a message can leave the house; local runs have defaults or may go without. */
final class MessageSettings {

    private MessageSettings() {}

    static List<Setting> all() {
        return List.of(
                Setting.url("SMTP_URL", "smtp", "smtps"),
                address("MAIL_FROM"),
                address("SCHOOL_EMAIL"),
                Setting.optionalOneOf("SCHOOL_LANGUAGE", "id", "en"),
                Setting.optionalOneOf("WHATSAPP_PROVIDER", "none", "local", "cloud"),
                ofCloud("WHATSAPP_PHONE_NUMBER_ID"),
                ofCloud("WHATSAPP_TOKEN"));
    }

    private static Setting address(String name) {
        return Setting.rule(name, env -> {
            String value = env.getProperty(name, "");
            if (value.isBlank()) {
                return Setting.isLocal(env) ? null : name + " is missing: set it to an e-mail address";
            }
            return isAddress(value) ? null : name + " is malformed: set it to an e-mail address";
        });
    }

    private static Setting ofCloud(String name) {
        return Setting.rule(
                name,
                env -> isCloud(env) && env.getProperty(name, "").isBlank()
                        ? name + " is missing: WHATSAPP_PROVIDER=cloud needs it"
                        : null);
    }

    private static boolean isCloud(Environment env) {
        return "cloud".equals(env.getProperty("WHATSAPP_PROVIDER"));
    }

    private static boolean isAddress(String text) {
        try {
            new InternetAddress(text).validate();
            return true;
        } catch (AddressException malformed) {
            return false;
        }
    }
}
