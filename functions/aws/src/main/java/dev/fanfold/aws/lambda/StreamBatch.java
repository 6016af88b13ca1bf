package dev.fanfold.aws.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.fanfold.aws.ReportItem;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.messages.MessageFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A batch of the reports' stream, and the answer that says from where on it comes back.
///
/// What expired or changed is passed over. A record that cannot be read holds nobody up: all others
/// are passed on, and the shard is taken up again at the first unreadable one. What is delivered
/// once more by that is known to the fold.
public final class StreamBatch {
    private static final System.Logger LOG = System.getLogger(StreamBatch.class.getName());

    private StreamBatch() {}

    /// Passes on the reports that were inserted; when `door` throws, so does this, and the whole
    /// batch comes back.
    public static StreamsEventResponse answer(DynamodbEvent event, Consumer<List<Report>> door) {
        var reports = new ArrayList<Report>();
        var failures = new ArrayList<BatchItemFailure>();
        for (DynamodbStreamRecord record : event.getRecords()) {
            if ("INSERT".equals(record.getEventName())) {
                report(record)
                        .ifPresentOrElse(
                                reports::add,
                                () ->
                                        failures.add(
                                                new BatchItemFailure(
                                                        record.getDynamodb().getSequenceNumber())));
            }
        }
        if (!reports.isEmpty()) {
            door.accept(reports);
        }
        return new StreamsEventResponse(failures.stream().limit(1).toList());
    }

    private static Optional<Report> report(DynamodbStreamRecord record) {
        Map<String, AttributeValue> item = record.getDynamodb().getNewImage();
        AttributeValue report = item == null ? null : item.get(ReportItem.REPORT);
        try {
            if (item == null || report == null || report.getS() == null) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "stream record {0} holds no report",
                        record.getEventID());
                return Optional.empty();
            }
            AttributeValue partials = item.get(ReportItem.PARTIALS);
            return Optional.of(
                    ReportItem.read(report.getS(), partials == null ? null : partials.getB()));
        } catch (MessageFault e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "stream record {0} cannot be read: {1}",
                    record.getEventID(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
