package dev.fanfold.testkit.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.fanfold.lambda.QueueRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Messages that are in a queue when its mapping begins, and what a function does with them.
/// Messages are named by letters, which are their bodies.
///
/// @param messages the number of messages
/// @param rules the rules of the mapping
public record QueueScript(int messages, QueueRules rules, Answers answers) {
    /// The name of a message that was not delivered.
    public static final String UNKNOWN = "?";

    /// Stands for a function that throws instead of naming messages.
    public static final String THROWS = "!";

    /// What the function returns for each delivery.
    public interface Answers {
        /// The names of the messages that the function reports as failed, or [QueueScript#THROWS].
        ///
        /// @param names the names of the messages of this delivery, sorted
        /// @param before the number of earlier deliveries
        String failing(String names, int before);
    }

    /// The bodies of all messages.
    public List<String> bodies() {
        return IntStream.range(0, messages)
                .mapToObj(index -> String.valueOf((char) ('a' + index)))
                .toList();
    }

    /// The function of the script.
    ///
    /// @param whileRunning runs within each invocation, so that other invocations may start at the
    ///   same time
    public Recorder function(Runnable whileRunning) {
        return new Recorder(answers, whileRunning);
    }

    /// The function of a script. It records its deliveries, and may be called by many threads.
    public static final class Recorder implements RequestHandler<SQSEvent, SQSBatchResponse> {
        private final Answers answers;
        private final Runnable whileRunning;
        private final List<String> deliveries = new ArrayList<>();
        private int running;
        private int max;

        Recorder(Answers answers, Runnable whileRunning) {
            this.answers = answers;
            this.whileRunning = whileRunning;
        }

        @Override
        public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
            String failing = begin(names(event));
            whileRunning.run();
            end();
            if (failing.equals(THROWS)) {
                throw new IllegalStateException("told to fail");
            }
            return new SQSBatchResponse(
                    failing.chars()
                            .mapToObj(name -> id(event, String.valueOf((char) name)))
                            .map(SQSBatchResponse.BatchItemFailure::new)
                            .toList());
        }

        private synchronized String begin(String names) {
            running++;
            max = Math.max(max, running);
            deliveries.add(names);
            return answers.failing(names, deliveries.size() - 1);
        }

        private synchronized void end() {
            running--;
        }

        private static String names(SQSEvent event) {
            return event.getRecords().stream()
                    .map(SQSMessage::getBody)
                    .sorted(Comparator.naturalOrder())
                    .collect(Collectors.joining());
        }

        private static String id(SQSEvent event, String name) {
            return event.getRecords().stream()
                    .filter(message -> message.getBody().equals(name))
                    .map(SQSMessage::getMessageId)
                    .findFirst()
                    .orElse("unknown");
        }

        /// The names of the messages of each delivery.
        public synchronized List<String> deliveries() {
            return List.copyOf(deliveries);
        }

        /// The maximum number of concurrent invocations.
        public synchronized int maxConcurrency() {
            return max;
        }
    }
}
