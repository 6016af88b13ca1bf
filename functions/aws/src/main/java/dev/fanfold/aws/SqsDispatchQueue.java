package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.messages.ArrivalJson;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The dispatch queue on SQS, which uploads come through too.
final class SqsDispatchQueue implements DispatchQueue {
    private final SqsSender sender;
    private final String url;

    SqsDispatchQueue(SqsClient sqs, String url) {
        this.sender = new SqsSender(sqs);
        this.url = url;
    }

    @Override
    public void send(JobId job) {
        sender.send(url, List.of(new SqsSender.Letter(ArrivalJson.write(job), job, Duration.ZERO)));
    }
}
