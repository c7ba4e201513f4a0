package com.shemamusic.shared.jdbc;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions in the open: everything inside commits together or not at all. One that loses a deadlock or a
 * serialisation race is run again, three times at most, so the work inside must be fit to run again.
 */
public final class Transactions {

    private static final int ATTEMPTS = 4;
    private static final long PAUSE_NANOS = 20_000_000;
    private final TransactionTemplate write;
    private final TransactionTemplate read;

    public Transactions(PlatformTransactionManager manager) {
        this.write = new TransactionTemplate(manager);
        this.read = new TransactionTemplate(manager);
        this.read.setReadOnly(true);
    }

    /** Runs work in a transaction (the current one, where there is one) and returns what it made. */
    public <T> T write(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return execute(write, work);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return execute(write, work);
            } catch (ConcurrencyFailureException lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS * attempt));
            }
        }
    }

    /** As {@link #write(Supplier)} for work without a result. */
    public void run(Runnable work) {
        write(() -> {
            work.run();
            return true;
        });
    }

    /** Runs queries on one snapshot-free, read-only transaction. */
    public <T> T read(Supplier<T> work) {
        return execute(read, work);
    }

    private static <T> T execute(TransactionTemplate template, Supplier<T> work) {
        return template.execute(status -> work.get());
    }
}
