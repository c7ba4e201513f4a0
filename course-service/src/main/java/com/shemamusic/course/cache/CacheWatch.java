package com.shemamusic.course.cache;

import com.shemamusic.shared.live.LiveEvents;
import io.lettuce.core.event.connection.ConnectionDeactivatedEvent;
import io.lettuce.core.resource.ClientResources;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/**
 * Learns of changes this process may have missed: a lost connection means that a renewal elsewhere may have failed, and an
 * event tells of a change whose maker may have died before it could renew.
 */
@Component
class CacheWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CacheWatch.class);
    private final CacheStore store;
    private final ObjectProvider<ClientResources> resources;
    private final ObjectProvider<LiveEvents> live;
    private final List<AutoCloseable> subscriptions = new ArrayList<>();
    private volatile boolean running;

    CacheWatch(CacheStore store, ObjectProvider<ClientResources> resources, ObjectProvider<LiveEvents> live) {
        this.store = store;
        this.resources = resources;
        this.live = live;
    }

    @Override
    public void start() {
        resources.ifAvailable(client -> {
            Disposable watching = client.eventBus()
                    .get()
                    .filter(ConnectionDeactivatedEvent.class::isInstance)
                    .subscribe(lost -> store.distrustAll());
            subscriptions.add(watching::dispose);
        });
        live.ifAvailable(events -> {
            subscriptions.add(events.subscribe("course.updated", (channel, event) -> renew(Region.CATALOGUE)));
            subscriptions.add(events.subscribe("schedule.*", (channel, event) -> {
                renew(Region.CATALOGUE);
                renew(Region.FREE_SLOTS);
            }));
        });
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        for (AutoCloseable subscription : subscriptions) {
            try {
                subscription.close();
            } catch (Exception broken) {
                LOG.debug("A subscription did not close", broken);
            }
        }
        subscriptions.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void renew(Region region) {
        store.renew(region);
    }
}
