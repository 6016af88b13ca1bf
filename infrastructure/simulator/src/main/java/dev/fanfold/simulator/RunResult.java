package dev.fanfold.simulator;

import dev.fanfold.engine.job.State;
import dev.fanfold.simulator.check.Violation;
import dev.fanfold.simulator.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came of one run.
///
/// @param tasks planned, in all its jobs
/// @param states how many jobs ended so
/// @param faults how often each happened
/// @param repairs as the jobs' rows count them
/// @param events how much happened
/// @param micros how long it took, in simulated time
/// @param hash of everything that happened, in order
/// @param trace what happened, if that was asked for
public record RunResult(
        Scenario scenario,
        long tasks,
        Map<State, Integer> states,
        Map<Fault, Long> faults,
        long repairs,
        long events,
        long micros,
        long hash,
        Optional<Violation> violation,
        List<String> trace) {}
