package dev.fanfold.aws.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.messages.UnreadableMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Passes the messages of an SQS event to a front door of the engine, and makes the response that
/// names the messages to redeliver.
///
/// Lambda reads an empty list as "all succeeded" and an unknown id as "all failed", so ids are only
/// copied from the event.
public final class SqsBatch {
    private SqsBatch() {}

    /// Passes all readable messages to `door` together, if there are any. Only unreadable messages
    /// are redelivered. If `door` throws, this method throws, and all messages are redelivered.
    ///
    /// @param reader parses a message's body
    public static <M> SQSBatchResponse answer(
            SQSEvent event,
            Entry entry,
            Function<String, M> reader,
            Consumer<List<ReceivedMessage<M>>> door) {
        var readable = new ArrayList<ReceivedMessage<M>>();
        var failures = new ArrayList<BatchItemFailure>();
        for (SQSMessage message : messages(event, entry)) {
            read(message, entry, reader)
                    .ifPresentOrElse(
                            readable::add,
                            () -> failures.add(new BatchItemFailure(message.getMessageId())));
        }
        if (!readable.isEmpty()) {
            door.accept(readable);
        }
        return new SQSBatchResponse(failures);
    }

    /// Passes the readable messages to `door` one by one. Unreadable messages and those for which
    /// `door` throws are redelivered, and no others. If an error shows that the JVM is broken, this
    /// method throws, and all messages are redelivered.
    ///
    /// @param reader parses a message's body
    public static <M> SQSBatchResponse each(
            SQSEvent event,
            Entry entry,
            Function<String, M> reader,
            Consumer<ReceivedMessage<M>> door) {
        return new SQSBatchResponse(
                messages(event, entry).stream()
                        .flatMap(message -> failure(message, entry, reader, door).stream())
                        .toList());
    }

    // Catches all failures except those of the JVM, so that only the failed message is redelivered.
    // A stack overflow is not such a failure, because the environment can continue.
    private static <M> Optional<BatchItemFailure> failure(
            SQSMessage message,
            Entry entry,
            Function<String, M> reader,
            Consumer<ReceivedMessage<M>> door) {
        try {
            Optional<ReceivedMessage<M>> readable = read(message, entry, reader);
            readable.ifPresent(door);
            return readable.isPresent()
                    ? Optional.empty()
                    : Optional.of(new BatchItemFailure(message.getMessageId()));
        } catch (RuntimeException | StackOverflowError e) {
            return returned(message, entry, e);
        } catch (VirtualMachineError broken) {
            throw broken; // the environment ends, and all messages are redelivered
        } catch (Error e) {
            return returned(message, entry, e);
        }
    }

    private static Optional<BatchItemFailure> returned(
            SQSMessage message, Entry entry, Throwable cause) {
        entry.noteReturned(message.getMessageId(), cause);
        return Optional.of(new BatchItemFailure(message.getMessageId()));
    }

    private static <M> Optional<ReceivedMessage<M>> read(
            SQSMessage message, Entry entry, Function<String, M> reader) {
        try {
            return Optional.of(
                    new ReceivedMessage<>(
                            message.getMessageId(),
                            reader.apply(message.getBody()),
                            receives(message)));
        } catch (UnreadableMessageException e) {
            entry.noteReturned(message.getMessageId(), e);
            return Optional.empty();
        }
    }

    private static int receives(SQSMessage message) {
        return Integer.parseInt(
                message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
    }

    private static List<SQSMessage> messages(SQSEvent event, Entry entry) {
        List<SQSMessage> records = event.getRecords();
        List<SQSMessage> messages = records == null ? List.of() : records;
        messages.forEach(message -> note(message, entry));
        return messages;
    }

    private static void note(SQSMessage message, Entry entry) {
        String sent = message.getAttributes().get("SentTimestamp");
        entry.noteReceived(sent == null ? null : Instant.ofEpochMilli(Long.parseLong(sent)));
        if (receives(message) > 1) {
            entry.noteRedelivered();
        }
    }
}
