package com.shemamusic.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosingHandshakeTests {

    private final EmbeddedChannel channel = new EmbeddedChannel(new ClosingHandshake());

    private void tell() {
        channel.writeOutbound(new CloseWebSocketFrame(4001, "closed"));
    }

    // Not the channel's own, which takes back whatever is to happen later.
    private ChannelFuture close() {
        return channel.pipeline().close();
    }

    @Test
    void theConnectionEndsWhenTheClientAnswersTheClose() {
        tell();
        ChannelFuture first = close();
        ChannelFuture second = close();
        assertThat(channel.isOpen()).isTrue();
        TextWebSocketFrame late = new TextWebSocketFrame("late");
        channel.writeInbound(late);
        assertThat(channel.isOpen()).isTrue();
        assertThat(late.refCnt()).isZero();
        channel.writeInbound(new CloseWebSocketFrame(4001, ""));
        assertThat(channel.isOpen()).isFalse();
        assertThat(first.isSuccess()).isTrue();
        assertThat(second.isSuccess()).isTrue();
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void aClientThatDoesNotAnswerIsWaitedForOnlyAWhile() {
        tell();
        channel.freezeTime();
        ChannelFuture closed = close();
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(ClosingHandshake.PATIENCE_SECONDS, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        assertThat(closed.isSuccess()).isTrue();
    }

    @Test
    void aCloseThatAnswersTheClientsOwnNeedsNoAnswer() {
        channel.writeInbound(new CloseWebSocketFrame(1000, "bye"));
        tell();
        close();
        assertThat(channel.isOpen()).isFalse();
        channel.<CloseWebSocketFrame>readInbound().release();
    }

    @Test
    void aConnectionWithoutACloseEndsAtOnce() {
        close();
        assertThat(channel.isOpen()).isFalse();
    }
}
