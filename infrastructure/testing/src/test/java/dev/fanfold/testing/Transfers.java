package dev.fanfold.testing;

import dev.fanfold.items.ItemResult;
import dev.fanfold.items.ItemWorkload;
import dev.fanfold.items.Items;
import dev.fanfold.items.PlainItemWorkload;
import dev.fanfold.items.RetryAfterException;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// An item workload with keys. Each item is `account number`. It keeps a record of its calls.
///
/// The first call for a number that ends in 55 asks for a pause that is longer than a task may
/// take. Numbers that end in 8 fail.
public final class Transfers implements PlainItemWorkload<Transfers.Transfer, Long> {
    static final Map<String, List<Long>> CALLS = new ConcurrentHashMap<>();
    static final List<String> OVERLAPS = new CopyOnWriteArrayList<>();
    private static final Map<String, Boolean> RUNNING = new ConcurrentHashMap<>();

    record Transfer(String account, long number) {}

    @Override
    public Definition definition() {
        return ItemWorkload.define("transfers", "Adds numbers in the order of each account.")
                .within(Duration.ofSeconds(15));
    }

    @Override
    public Items<Transfer> items(JobSettings settings) {
        return Items.lines(line -> {
            String[] words = line.split(" ", -1);
            return new Transfer(words[0], Long.parseLong(words[1]));
        });
    }

    @Override
    public Optional<String> key(Transfer item) {
        return Optional.of(item.account);
    }

    @Override
    public Long apply(Transfer item, Task task) throws Exception {
        if (RUNNING.put(item.account, true) != null) {
            OVERLAPS.add(item.account);
        }
        try {
            List<Long> calls =
                    CALLS.computeIfAbsent(item.account, _ -> new CopyOnWriteArrayList<>());
            boolean isFirst = !calls.contains(item.number);
            calls.add(item.number);
            if (item.number % 10 == 8) {
                throw new PermanentFailureException("eight");
            }
            if (item.number % 100 == 55 && isFirst) {
                throw new RetryAfterException("fifty-five", Duration.ofSeconds(15));
            }
            return item.number;
        } finally {
            RUNNING.remove(item.account);
        }
    }

    @Override
    public Object summarize(Stream<ItemResult> results) {
        return Map.of("accounts", results.map(ItemResult::key).distinct().count());
    }
}
