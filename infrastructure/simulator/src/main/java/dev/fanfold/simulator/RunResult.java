package dev.fanfold.simulator;

import dev.fanfold.engine.job.State;
import dev.fanfold.simulator.check.Violation;
import dev.fanfold.simulator.fault.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The result of one run.
///
/// @param tasks planned tasks of all its jobs
/// @param states how many jobs ended in each state
/// @param faults how often each fault happened
/// @param repairs repairs counted in the jobs' rows
/// @param events number of trace events
/// @param micros duration in simulated microseconds
/// @param hash hash over all events in order
/// @param trace the lines of the trace, empty if they were not kept
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
