package dev.fanfold.engine;

import dev.fanfold.engine.port.Ports;

/// The parts that several front doors share, built from the ports.
final class SharedParts {
    final Payloads payloads;
    final Keys keys;
    final NextRounds nextRounds;
    final OutputFiles outputFiles;
    final AccumulatorWriter accumulatorWriter;
    final Settlement settlement;
    final Chains chains;
    final Window window;
    final Resender resender;
    final Reopener reopener;
    final Requeuer requeuer;

    SharedParts(Ports ports) {
        this.payloads = new Payloads(ports.blobs());
        this.keys = new Keys(ports.random());
        this.nextRounds = new NextRounds(payloads, keys);
        this.outputFiles = new OutputFiles(ports.outputs(), ports.jobs(), payloads);
        this.accumulatorWriter =
                new AccumulatorWriter(
                        ports.jobs(), ports.reports(), ports.workloads(), payloads, keys);
        this.settlement =
                new Settlement(
                        ports.jobs(),
                        JobQueues.of(ports),
                        ports.clock(),
                        accumulatorWriter,
                        new Verdict(ports.reports(), ports.workloads()));
        var backoff = new Backoff(ports.random());
        this.chains = new Chains(JobQueues.of(ports), keys, backoff);
        this.window = new Window(ports.clock(), accumulatorWriter, settlement, chains);
        this.resender = new Resender(chains);
        this.reopener =
                new Reopener(accumulatorWriter, settlement, resender, window, ports.clock());
        this.requeuer = new Requeuer(JobQueues.of(ports), backoff);
    }
}
