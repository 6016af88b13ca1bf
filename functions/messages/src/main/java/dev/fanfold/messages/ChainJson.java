package dev.fanfold.messages;

import dev.fanfold.engine.outcome.Chain;
import dev.fanfold.engine.outcome.Chain.WaitingTask;

/// The place of a message in a chain:
/// `{"id":"20","step":1,"waiting":[{"task":27,"attempt":1,"hops":1}]}`.
final class ChainJson {
    private ChainJson() {}

    static Members write(Chain chain) {
        return new Members()
                .with("id", chain.id())
                .with("step", chain.step())
                .with(
                        "waiting",
                        chain.waiting().stream()
                                .map(waiting ->
                                        new Members()
                                                .with("task", waiting.task())
                                                .with("attempt", waiting.attempt())
                                                .with("hops", waiting.hops())
                                                .values())
                                .toList());
    }

    static Chain read(Fields fields) {
        return new Chain(
                fields.text("id"),
                fields.count("step"),
                fields.objects("waiting").stream()
                        .map(waiting ->
                                new WaitingTask(
                                        waiting.count("task"),
                                        waiting.count("attempt"),
                                        waiting.count("hops")))
                        .toList());
    }
}
