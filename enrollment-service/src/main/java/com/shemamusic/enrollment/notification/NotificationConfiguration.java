package com.shemamusic.enrollment.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

    @Bean
    JavaMailSender mailSender(NotificationProperties properties) {
        URI url = properties.smtpUrl();
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setProtocol(url.getScheme());
        sender.setHost(url.getHost());
        sender.setPort(url.getPort());
        String user = url.getRawUserInfo();
        Properties mail = sender.getJavaMailProperties();
        if (user != null) {
            String[] parts = user.split(":", 2);
            sender.setUsername(decoded(parts[0]));
            sender.setPassword(parts.length == 1 ? "" : decoded(parts[1]));
            mail.setProperty("mail." + url.getScheme() + ".auth", "true");
        }
        mail.setProperty("mail.smtp.starttls.enable", "true");
        for (String timeout : new String[] {"timeout", "connectiontimeout", "writetimeout"}) {
            mail.setProperty("mail." + url.getScheme() + "." + timeout, "10000");
        }
        return sender;
    }

    @Bean
    @ConditionalOnProperty(name = "shema.enrollment.messages.whatsapp.provider", havingValue = "local")
    MessageChannel localWhatsApp(NotificationProperties properties, MessageTexts texts) {
        return new LocalWhatsApp(Path.of(properties.whatsapp().directory()), texts);
    }

    @Bean
    @ConditionalOnProperty(name = "shema.enrollment.messages.whatsapp.provider", havingValue = "cloud")
    MessageChannel cloudWhatsApp(NotificationProperties properties, ObjectMapper mapper) {
        return new CloudWhatsApp(properties.whatsapp(), mapper);
    }

    @Bean
    @ConditionalOnProperty(
            name = "shema.enrollment.messages.whatsapp.provider",
            havingValue = "none",
            matchIfMissing = true)
    MessageChannel noWhatsApp() {
        return new NoWhatsApp();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
