package com.shemamusic.shared.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ShutdownPauseTests {

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        ShutdownPause shutdownPause(ConfigurableApplicationContext context) {
            return new ShutdownPause(context, Duration.ofDays(1));
        }

        @Bean
        Worker worker() {
            return new Worker();
        }
    }

    /** What a shutdown stops. */
    static class Worker implements SmartLifecycle {

        final CountDownLatch stopped = new CountDownLatch(1);
        private volatile boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            stopped.countDown();
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    private static ConfigurableApplicationContext start() {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        return application.run();
    }

    @Test
    void nothingStopsBeforeThePauseIsOver() throws InterruptedException {
        ConfigurableApplicationContext context = start();
        Worker worker = context.getBean(Worker.class);
        Thread closing = Thread.ofVirtual().start(context::close);
        while (closing.isAlive() && closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(worker.isRunning()).isTrue();
        closing.interrupt();
        assertThat(worker.stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStartThatFailedWaitsForNobody() {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.addListeners(event -> {
            if (event instanceof ApplicationStartedEvent) {
                throw new IllegalStateException("a start that fails");
            }
        });
        assertThatThrownBy(application::run).hasMessage("a start that fails");
    }
}
