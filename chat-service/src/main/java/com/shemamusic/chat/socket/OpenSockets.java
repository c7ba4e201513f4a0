package com.shemamusic.chat.socket;

import com.shemamusic.chat.session.SessionPresence;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** All sockets of this replica: counted, kept alive, and closed with 1012 before the server goes down. */
@Component
class OpenSockets implements SmartLifecycle, SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSockets.class);

    // Well within the time presence is held.
    private static final Duration VOUCH = Duration.ofSeconds(25);

    private final Set<ChatSocket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();
    private final Rooms rooms;
    private final SessionPresence presence;
    private final SocketProperties properties;
    private volatile boolean running;

    OpenSockets(Rooms rooms, SessionPresence presence, SocketProperties properties, MeterRegistry meters) {
        this.rooms = rooms;
        this.presence = presence;
        this.properties = properties;
        meters.gaugeCollectionSize("shema.websockets.open", List.of(), open);
    }

    /** Whether one more socket of this guest and from this address is within the limits. */
    boolean hasRoom(@Nullable UUID session, String address) {
        return (session == null || rooms.guestsOf(session) < properties.perGuest())
                && perAddress.getOrDefault(address, 0) < properties.addressLimit();
    }

    void add(ChatSocket socket) {
        open.add(socket);
        if (socket.visit().isGuest()) {
            perAddress.merge(socket.visit().address(), 1, Integer::sum);
        }
        if (!running) {
            socket.close(CloseCodes.RESTARTING);
        }
    }

    void remove(ChatSocket socket) {
        if (open.remove(socket) && socket.visit().isGuest()) {
            perAddress.computeIfPresent(socket.visit().address(), (address, count) -> count == 1 ? null : count - 1);
        }
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::keepAlive, properties.ping());
        tasks.addFixedDelayTask(this::vouch, VOUCH);
    }

    private void keepAlive() {
        Duration silence = properties.ping().multipliedBy(2);
        for (ChatSocket socket : open) {
            if (socket.isSilent(silence)) {
                socket.close(CloseCodes.TOO_SLOW);
            } else {
                socket.outbox().ping();
            }
        }
    }

    private void vouch() {
        try {
            presence.here(rooms.withGuests());
        } catch (DataAccessException e) {
            LOG.debug("presence waits for the database");
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Stops before the web server does, so that clients learn to come back. */
    @Override
    public void stop() {
        running = false;
        open.forEach(socket -> socket.close(CloseCodes.RESTARTING));
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        try {
            while (!open.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
