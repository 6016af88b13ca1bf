package dev.fanfold.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;

/// One tick of a schedule as the event that is passed to a handler.
public final class ScheduleEvents {
    private ScheduleEvents() {}

    /// The event of one tick.
    ///
    /// @param id of this tick; the same if the tick is delivered twice
    public static ScheduledEvent event(String ruleArn, String id, Instant time) {
        return new ScheduledEvent()
                .withVersion("0")
                .withId(id)
                .withDetailType("Scheduled Event")
                .withSource("aws.events")
                .withAccount(Arn.account(ruleArn))
                .withRegion(Arn.region(ruleArn))
                .withTime(new DateTime(time.toEpochMilli(), DateTimeZone.UTC))
                .withResources(List.of(ruleArn))
                .withDetail(Map.of());
    }
}
