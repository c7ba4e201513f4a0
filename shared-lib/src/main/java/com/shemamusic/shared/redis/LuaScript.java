package com.shemamusic.shared.redis;

import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;

/** A script that Redis runs as one step and that answers with a list. */
public final class LuaScript {

    private final DefaultRedisScript<List<?>> script = new DefaultRedisScript<>();

    /** The text of the script; all keys it touches must share one hash slot. */
    public LuaScript(String text) {
        script.setScriptText(text);
        script.setResultType(listType());
    }

    /** Runs the script: one round trip. */
    public List<?> run(StringRedisTemplate redis, List<String> keys, List<String> arguments) {
        List<?> result = redis.execute(script, keys, arguments.toArray());
        return result == null ? List.of() : result;
    }

    /** Runs a script that answers with texts. */
    public List<String> texts(StringRedisTemplate redis, List<String> keys, List<String> arguments) {
        return run(redis, keys, arguments).stream().map(String::valueOf).toList();
    }

    @SuppressWarnings("unchecked")
    private static Class<List<?>> listType() {
        return (Class<List<?>>) (Class<?>) List.class;
    }
}
