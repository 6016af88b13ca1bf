package dev.fanfold.local.sample;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// The server that a workload's sample needs. `./fanfold run NAME --sample` starts it before the
/// job and stops it afterwards, also on Ctrl-C and if the job fails. The class is in the tests' jar
/// of the workload's module, not in the pool's zip. [java.util.ServiceLoader] finds it. It needs a
/// public constructor that has no parameters and starts nothing. It may use the JDK, the classes in
/// that jar and those in the pool's zip.
public interface SampleServer extends AutoCloseable {
    /// The name of the workload whose sample needs this server.
    String workload();

    /// Starts the server on a free port of 127.0.0.1.
    ///
    /// @throws Exception if the server cannot be started; [#close] is called nevertheless
    void start() throws Exception;

    /// Settings of the job, for example the server's address.
    ///
    /// They override those in the sample's `settings.json`, which is optional.
    Map<String, String> settings();

    /// The job's input, if it depends on the running server.
    ///
    /// If empty, a workload that needs an input gets the sample's file `input`.
    default Optional<byte[]> input() {
        return Optional.empty();
    }

    /// Stops the server. Called once; after Ctrl-C by another thread, possibly during [#start].
    @Override
    void close() throws IOException;
}
