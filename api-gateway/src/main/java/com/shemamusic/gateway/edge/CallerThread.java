package com.shemamusic.gateway.edge;

import io.netty.channel.ChannelHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

/** The caller's connection: its thread, as a place to work on, and its end. */
public final class CallerThread {

    private CallerThread() {}

    /** Work given to it begins after what the thread is doing now. */
    public static Scheduler of(ServerWebExchange exchange) {
        List<Executor> thread = new ArrayList<>(1);
        withConnection(exchange, connection -> thread.add(connection.channel().eventLoop()));
        return Schedulers.fromExecutor(thread.getFirst());
    }

    /** Lets a handler stand between the caller's connection and whoever serves it. */
    public static void add(ServerWebExchange exchange, ChannelHandler handler) {
        withConnection(exchange, connection -> connection.addHandlerLast(handler));
    }

    /** Ends the caller's connection, whatever waits to be written to it. */
    public static void cut(ServerWebExchange exchange) {
        withConnection(exchange, connection -> connection.channel().close());
    }

    private static void withConnection(ServerWebExchange exchange, Consumer<Connection> work) {
        HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        request.withConnection(work);
    }
}
