package dev.fanfold.keeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.lambda.Journal;
import dev.fanfold.aws.lambda.LambdaTimeLeft;
import dev.fanfold.engine.Keeper;
import java.util.Map;

/// The Lambda handler that a schedule invokes once a minute, to repair stalled jobs and to end
/// overdue ones.
public final class KeeperHandler
        implements RequestHandler<ScheduledEvent, KeeperHandler.KeeperResult> {
    private final Journal journal = new Journal();
    private final Keeper keeper;

    /// The result of one invocation.
    ///
    /// @param jobs the number of jobs that were checked
    public record KeeperResult(int jobs) {}

    /// The constructor that Lambda calls.
    public KeeperHandler() {
        this(Settings.environment());
    }

    /// The constructor that the local cloud calls, because several functions share its JVM.
    ///
    /// @param environment the function's variables
    /// @throws IllegalStateException if a variable is missing; the message names all missing ones
    public KeeperHandler(Map<String, String> environment) {
        this(Wiring.keeper(Settings.keeper(environment)));
    }

    /// A handler for an existing keeper.
    public KeeperHandler(Keeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public KeeperResult handleRequest(ScheduledEvent event, Context context) {
        return journal.write(
                context, _ -> new KeeperResult(keeper.keep(LambdaTimeLeft.of(context))));
    }
}
