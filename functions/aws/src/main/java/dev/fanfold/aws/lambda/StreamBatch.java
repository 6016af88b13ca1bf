package dev.fanfold.aws.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.fanfold.aws.ReportItem;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.messages.UnreadableMessageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Passes a batch of reports from the stream of the reports table to a front door of the engine,
/// and makes the response. The response names the record from which on the batch is redelivered.
///
/// Only inserted items are reports; changed and deleted items are skipped. If a record is
/// unreadable, all readable reports are passed to the front door, and the batch is redelivered from
/// the first unreadable record. The fold recognizes the reports that are delivered again.
public final class StreamBatch {
    private StreamBatch() {}

    /// Passes the readable reports to `door` together, if there are any. If `door` throws, this
    /// method throws, and the whole batch is redelivered.
    public static StreamsEventResponse answer(
            DynamodbEvent event, Entry entry, Consumer<List<Report>> door) {
        var reports = new ArrayList<Report>();
        var failures = new ArrayList<BatchItemFailure>();
        for (DynamodbStreamRecord record : event.getRecords()) {
            if ("INSERT".equals(record.getEventName())) {
                Date written = record.getDynamodb().getApproximateCreationDateTime();
                entry.noteReceived(written == null ? null : written.toInstant());
                report(record, entry)
                        .ifPresentOrElse(
                                reports::add,
                                () ->
                                        failures.add(
                                                new BatchItemFailure(
                                                        record.getDynamodb().getSequenceNumber())));
            }
        }
        if (!reports.isEmpty()) {
            long start = System.nanoTime();
            door.accept(reports);
            entry.noteFoldTime(Duration.ofNanos(System.nanoTime() - start));
        }
        return new StreamsEventResponse(failures.stream().limit(1).toList());
    }

    private static Optional<Report> report(DynamodbStreamRecord record, Entry entry) {
        Map<String, AttributeValue> item = record.getDynamodb().getNewImage();
        AttributeValue report = item == null ? null : item.get(ReportItem.REPORT);
        String sequenceNumber = record.getDynamodb().getSequenceNumber();
        if (item == null || report == null || report.getS() == null) {
            entry.noteReturned(sequenceNumber);
            return Optional.empty();
        }
        AttributeValue partials = item.get(ReportItem.PARTIALS);
        try {
            return Optional.of(
                    ReportItem.read(report.getS(), partials == null ? null : partials.getB()));
        } catch (UnreadableMessageException e) {
            entry.noteReturned(sequenceNumber, e);
            return Optional.empty();
        }
    }
}
