package dev.fanfold.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;

/// Builds the event that Lambda passes to a handler when a schedule is due.
public final class ScheduleEvents {
    private ScheduleEvents() {}

    /// The event.
    ///
    /// @param id identifier of the event; it stays the same if the event is delivered twice
    /// @param time the time at which the schedule was due
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
