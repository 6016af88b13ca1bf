package dev.fanfold.testkit.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.fanfold.lambda.StreamRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Records of one shard, which a mapping reads in one batch, and what a function does with them.
/// Records are named by letters, and have the sequence numbers 1000, 1001 ... The name of a record
/// is its key `pk`.
///
/// @param records the number of records
/// @param age the age of all records when they are read
/// @param rules the rules of the mapping; an implementation may pause differently between retries
public record StreamScript(int records, Duration age, StreamRules rules, Answers answers) {
    private static final int FIRST_NUMBER = 1_000;

    /// What the function does with each delivery.
    public interface Answers {
        /// The answer depends on these parameters only.
        ///
        /// @param records the names of the records of this delivery, in their order
        /// @param before the number of earlier deliveries
        Answer answer(String records, int before);
    }

    /// What the function does with one delivery.
    public sealed interface Answer {
        /// It processes all records.
        record Done() implements Answer {}

        /// It throws an exception.
        record Fails() implements Answer {}

        /// It reports the records with these names as failed.
        record Names(String records) implements Answer {}
    }

    /// The names of all records.
    public List<String> names() {
        return IntStream.range(0, records).mapToObj(StreamScript::name).toList();
    }

    private static String name(int index) {
        return String.valueOf((char) ('a' + index));
    }

    /// The sequence number of the record with this name.
    public static String number(String name) {
        return String.valueOf(FIRST_NUMBER + name.charAt(0) - 'a');
    }

    /// The name of the record with this sequence number.
    static String nameOf(String number) {
        return name(Integer.parseInt(number) - FIRST_NUMBER);
    }

    /// The function of the script. It adds each delivery to `deliveries`.
    public RequestHandler<DynamodbEvent, StreamsEventResponse> function(List<String> deliveries) {
        return new ScriptedFunction(answers, deliveries);
    }

    private record ScriptedFunction(Answers answers, List<String> deliveries)
            implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
        @Override
        public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
            var text = new StringBuilder();
            for (DynamodbStreamRecord record : event.getRecords()) {
                text.append(key(record));
            }
            String records = text.toString();
            int before = deliveries.size();
            deliveries.add(records);
            return switch (answers.answer(records, before)) {
                case Answer.Done _ -> new StreamsEventResponse();
                case Answer.Fails _ -> throw new IllegalStateException("told to fail");
                case Answer.Names(String named) -> response(named);
            };
        }

        private static String key(DynamodbStreamRecord record) {
            return Objects.requireNonNull(record.getDynamodb().getKeys().get("pk")).getS();
        }

        private static StreamsEventResponse response(String named) {
            var failures = new ArrayList<StreamsEventResponse.BatchItemFailure>();
            for (int i = 0; i < named.length(); i++) {
                String name = named.substring(i, i + 1);
                failures.add(new StreamsEventResponse.BatchItemFailure(number(name)));
            }
            return new StreamsEventResponse(failures);
        }
    }
}
