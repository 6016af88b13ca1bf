package dev.fanfold.keeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.lambda.Journal;
import dev.fanfold.aws.lambda.LambdaTimeLeft;
import dev.fanfold.engine.Keeper;
import java.util.Map;

/// Lambda's door into the keeper: once a minute.
public final class KeeperHandler
        implements RequestHandler<ScheduledEvent, KeeperHandler.KeeperResult> {
    private final Journal journal = new Journal();
    private final Keeper keeper;

    /// What was done.
    ///
    /// @param jobs open jobs that stood still and were looked at
    public record KeeperResult(int jobs) {}

    public KeeperHandler() {
        this(Settings.environment());
    }

    public KeeperHandler(Map<String, String> environment) {
        this(Wiring.keeper(Settings.keeper(environment)));
    }

    /// Around a keeper that is put together already.
    public KeeperHandler(Keeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public KeeperResult handleRequest(ScheduledEvent event, Context context) {
        return journal.write(
                context, _ -> new KeeperResult(keeper.keep(LambdaTimeLeft.of(context))));
    }
}
