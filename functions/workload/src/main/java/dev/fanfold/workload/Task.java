package dev.fanfold.workload;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// One task, as passed to [Work#work].
///
/// @param job the job's id, 32 hexadecimal digits
/// @param round the round of the job
/// @param index the index of the task in the round's plan, from 0
/// @param attempt the number of this attempt, from 1
/// @param plan the plan of the round
/// @param settings the settings of the job
/// @param source the source that opens the input
/// @param scratch creates a new empty directory for this task at each call; it is deleted after the
///   invocation
/// @param writer creates the outputs of this execution; call [#output] instead
/// @param counted returns the outputs that count of an earlier round, by its number; call
///   [#outputs] instead
/// @param left returns the time until this task is stopped; call [#timeLeft] instead
public record Task(
        String job,
        Round round,
        int index,
        int attempt,
        Plan plan,
        JobSettings settings,
        Source source,
        Supplier<Path> scratch,
        Outputs.Writer writer,
        IntFunction<Outputs> counted,
        Supplier<Duration> left) {
    /// The maximum length of an output's name in bytes of UTF-8.
    public static final int MAX_OUTPUT_NAME = 200;

    /// The name of the output in which a task's reader lists the records that were rejected; see
    /// [Records.Rejections]. If a task has several readers, the name of the second is
    /// `rejects-2.jsonl`, and so on. A task without rejected records does not write it.
    public static final String REJECTS = "rejects.jsonl";

    public Task {
        writer = ReaderNumbers.of(writer);
    }

    /// A task for unit tests. It discards its outputs, has no outputs of earlier rounds, and always
    /// has a minute left.
    public Task(
            String job,
            Round round,
            int index,
            int attempt,
            Plan plan,
            JobSettings settings,
            Source source,
            Supplier<Path> scratch) {
        this(
                job,
                round,
                index,
                attempt,
                plan,
                settings,
                source,
                scratch,
                Outputs.Writer.DISCARDING,
                _ -> Outputs.NONE,
                () -> Duration.ofMinutes(1));
    }

    /// The outputs of the previous round that count. In round 0 there are none.
    public Outputs previous() {
        return round.number() == 0 ? Outputs.NONE : outputs(round.number() - 1);
    }

    /// The outputs of an earlier round that count.
    ///
    /// @param earlier the number of the round, less than the number of this round
    /// @throws IllegalArgumentException if it is not the number of an earlier round
    public Outputs outputs(int earlier) {
        if (earlier < 0 || earlier >= round.number()) {
            throw new IllegalArgumentException(
                    "a task of round %d reads outputs of earlier rounds, not of round %d"
                            .formatted(round.number(), earlier));
        }
        return counted.apply(earlier);
    }

    /// The time until this task is stopped, and retried. A task that can return a part of its work
    /// returns before that; see [Work.Finished.Next].
    public Duration timeLeft() {
        return left.get();
    }

    /// Starts an output of this task: a file that [Work#finish], the next round's tasks and people
    /// can read if this execution of the task counts.
    ///
    /// The file is stored while it is written, so it may be larger than the memory. It is complete
    /// when the stream is closed. If the task returns before it closed all of its outputs, it is
    /// lost. If the task throws, its outputs do not count.
    ///
    /// @param name the name of the file, 1 to [#MAX_OUTPUT_NAME] bytes of UTF-8, without slashes,
    ///   backslashes and control characters, and not `.` or `..`
    /// @throws PermanentFailureException if the name does not follow these rules, or if this
    ///   execution has an output with this name
    /// @throws IOException if the file cannot be stored
    public OutputStream output(String name) throws IOException {
        return writer.create(name);
    }

    /// The complete outputs of other executions of this task in this round, ordered by name.
    ///
    /// An execution may have been killed after it wrote some of its outputs. This execution can
    /// [#adopt] them instead of writing them again. Their names must tell what is in them. If
    /// several executions wrote the same name, the list has all of these outputs.
    ///
    /// The list is read from the store on each call. For each returned output its file is read
    /// once, to compute its hash, so prefer [Outputs#named].
    public Outputs earlier() {
        return writer.earlier();
    }

    /// Makes an output of another execution of this task an output of this execution, as if this
    /// execution had written it with [#output].
    ///
    /// @param output an element of [#earlier], or one that an earlier execution recorded in an
    ///   output of its own
    /// @throws PermanentFailureException if it is an output of another task, or if this execution
    ///   has an output with this name
    /// @throws IOException if the file is not the described one, by its length and its hash
    public void adopt(Outputs.Output output) throws IOException {
        writer.adopt(output);
    }

    // The name of the output for the rejections of a new reader.
    String nextRejects() {
        int number = ReaderNumbers.of(writer).next();
        return number == 1 ? REJECTS : REJECTS.replace(".", "-" + number + ".");
    }

    /// The slice that this task covers.
    public Slice slice() {
        return plan.slice(index);
    }
}
