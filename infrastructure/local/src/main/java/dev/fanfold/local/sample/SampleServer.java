package dev.fanfold.local.sample;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// The server that a workload's sample needs. `./fanfold run NAME --sample` starts it before the
/// job and stops it afterwards, also on Ctrl-C and if the job fails.
///
/// It lies in the tests' jar of the workload's module, is found by [java.util.ServiceLoader], and
/// needs a public constructor without parameters that starts nothing. It may use the JDK, the tests
/// in that jar and what the pool's zip holds. The zip never holds it.
public interface SampleServer extends AutoCloseable {
    /// Name of the workload whose sample needs it.
    String workload();

    /// Starts it, on 127.0.0.1 and at a free port.
    ///
    /// @throws Exception if it cannot be started; [#close] is called then too
    void start() throws Exception;

    /// Settings of the job, for example the server's address. They override those in the sample's
    /// `settings.json`, which may be missing.
    Map<String, String> settings();

    /// The job's input, if it depends on the running server; by default there is none, and a
    /// workload that reads one gets the sample's file `input`.
    default Optional<byte[]> input() {
        return Optional.empty();
    }

    /// Stops it. It is called once. On Ctrl-C another thread calls it, possibly during [#start].
    @Override
    void close() throws IOException;
}
