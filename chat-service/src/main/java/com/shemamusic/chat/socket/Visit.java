package com.shemamusic.chat.socket;

import com.shemamusic.chat.session.Participant;
import com.shemamusic.chat.session.SenderRole;
import com.shemamusic.shared.security.Caller;
import com.shemamusic.shared.web.RequestContext;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Who opened a socket, as the upgrade request proved it.
 *
 * @param session a guest's who came back; null for an admin, and for a guest who begins
 * @param token the guest's, empty where there is none
 */
record Visit(
        Participant who,
        @Nullable UUID session,
        String token,
        String address,
        Locale language,
        String requestId,
        Caller caller) {

    static final String ATTRIBUTE = "visit";
    private static final Duration BUDGET = Duration.ofSeconds(5);

    boolean isGuest() {
        return who.role() == SenderRole.GUEST;
    }

    /** Does work for a frame as a request would: with the id in the logs, the actor, and a deadline. */
    void run(Runnable work) {
        run(work, BUDGET);
    }

    /** The same for work whose pace the client sets. */
    void runPatiently(Runnable work) {
        run(work, null);
    }

    private void run(Runnable work, @Nullable Duration budget) {
        RequestContext context = RequestContext.of(requestId, language, null, budget);
        Callable<Boolean> call = () -> {
            context.identify(caller);
            work.run();
            return true;
        };
        try {
            context.call(call);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
