package com.shemamusic.shared.event;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are carried.
 *
 * @param enabled false leaves out relay, consumers and live listening
 * @param pollInterval pause of the relay between two looks at the outbox when nobody nudges it
 * @param batchSize most events taken, sent or read at once
 * @param lease how long a relay may take for a batch before another one takes it over
 * @param retryDelays pauses before the second, third … attempt of a handler that threw
 * @param readBlock how long a consumer waits in Redis for new entries
 * @param claimIdle after which silence the entries of another consumer are taken over
 * @param streamKeep shortest time an entry stays in its stream, even when every group has it
 * @param outboxKeep how long sent rows are kept
 * @param inboxKeep how long the notes of processed events are kept
 * @param deadLetterKeep how long dead letters are kept
 */
@ConfigurationProperties("shema.events")
public record EventProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("200") int batchSize,
        @DefaultValue("10s") Duration lease,
        @DefaultValue({"2s", "4s", "8s"}) List<Duration> retryDelays,
        @DefaultValue("2s") Duration readBlock,
        @DefaultValue("30s") Duration claimIdle,
        @DefaultValue("24h") Duration streamKeep,
        @DefaultValue("14d") Duration outboxKeep,
        @DefaultValue("30d") Duration inboxKeep,
        @DefaultValue("90d") Duration deadLetterKeep) {}
