package dev.fanfold.cli.outputs;

import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.io.InputStream;

/// Opens the outputs of a job.
public interface OutputSource {
    /// Opens an output.
    ///
    /// @param from the offset of the first byte, 0 to the output's length
    /// @throws IOException if the output cannot be read at the moment
    InputStream open(Output output, long from) throws IOException;
}
