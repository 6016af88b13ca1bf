package dev.fanfold.engine;

import dev.fanfold.engine.port.Ports;

/// What stands behind more than one front door, put together from its ports.
final class Wired {
    final Payloads payloads;
    final Keys keys;
    final Folding folding;
    final Settlement settlement;
    final Resending resending;
    final Reopening reopening;
    final Requeuing requeuing;

    Wired(Ports ports) {
        this.payloads = new Payloads(ports.blobs());
        this.keys = new Keys(ports.random());
        this.folding =
                new Folding(ports.jobs(), ports.reports(), ports.workloads(), payloads, keys);
        this.settlement =
                new Settlement(
                        ports.jobs(),
                        JobQueues.of(ports),
                        ports.clock(),
                        folding,
                        new Verdict(ports.reports(), ports.workloads()));
        this.resending = new Resending(JobQueues.of(ports));
        this.reopening = new Reopening(folding, settlement, resending, ports.clock());
        this.requeuing = new Requeuing(JobQueues.of(ports), ports.random());
    }
}
