package dev.fanfold.cli.line;

import dev.fanfold.documents.Account;
import dev.fanfold.engine.Inquiries;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.job.Job;
import dev.fanfold.workload.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A job as it stands, and its answer: that of a job that has ended, or so far.
///
/// @param result the answer's JSON, null when there is none
/// @param table the answer as rows, where it has some
/// @param trace the first of the stack traces of its failures, if there are any
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record Answer(
        Standing standing,
        byte @Nullable [] result,
        Optional<Table> table,
        Optional<String> trace) {
    /// The answer of a job that has one; of any other job none.
    public static Answer ofEnded(Inquiries inquiries, Standing standing) {
        return standing.job().result() == null
                ? new Answer(standing, null, Optional.empty(), inquiries.trace(standing))
                : soFar(inquiries, standing);
    }

    /// The answer of a job that has one; of any other what its fold makes. Where the workload is
    /// not at hand, the answer of a job that has one is there, as JSON.
    ///
    /// @throws IllegalStateException when the workload cannot make one yet
    public static Answer soFar(Inquiries inquiries, Standing standing) {
        if (!inquiries.hasWorkload(standing) && standing.job().result() == null) {
            return new Answer(standing, null, Optional.empty(), inquiries.trace(standing));
        }
        try {
            byte[] result = inquiries.answer(standing).orElse(null);
            return new Answer(
                    standing,
                    result,
                    inquiries.hasWorkload(standing) ? inquiries.table(standing) : Optional.empty(),
                    inquiries.trace(standing));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("there is no answer yet: " + e.getMessage(), e);
        }
    }

    public Job job() {
        return standing.job();
    }

    public Account account() {
        return Account.of(standing.job(), standing.fold()).traced(trace);
    }
}
