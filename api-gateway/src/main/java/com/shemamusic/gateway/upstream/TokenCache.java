package com.shemamusic.gateway.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.ServiceTokens;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Service tokens by callee and actor, kept for a minute: signing one for each request would cost more than passing it on. */
@Component
public final class TokenCache {

    private record Key(String callee, Actor actor) {}

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST = 5_000;
    private final Cache<Key, String> tokens =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();
    private final ServiceTokens minter;

    TokenCache(ServiceTokens minter) {
        this.minter = minter;
    }

    /** The value of {@code Authorization} for a call of this service on behalf of this actor. */
    public String authorization(String callee, Actor actor) {
        return tokens.get(new Key(callee, actor), key -> "Bearer " + minter.mint(callee, actor));
    }
}
