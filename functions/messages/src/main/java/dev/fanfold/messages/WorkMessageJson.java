package dev.fanfold.messages;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.WorkMessage;

/// A message on a work queue or a retry queue:
/// `{"v":4,"do":"tasks","job":"...","round":0,"epoch":0,"from":0,"to":10,"attempt":1,"hops":0}`, or
/// `"do":"finish"` without `from` and `to`. A message of a chain also has
/// `"chain":{"id":"20","step":1,"waiting":[{"task":27,"attempt":1,"hops":1}]}`.
public final class WorkMessageJson {
    private static final String WHAT = "work message";

    private WorkMessageJson() {}

    /// The JSON of the message.
    public static String write(WorkMessage message) {
        Members members =
                switch (message) {
                    case WorkMessage.Tasks tasks ->
                            head("tasks", message)
                                    .with("from", tasks.from())
                                    .with("to", tasks.to());
                    case WorkMessage.Finish _ -> head("finish", message);
                };
        members.with("attempt", message.attempt()).with("hops", message.hops());
        if (message instanceof WorkMessage.Tasks tasks && tasks.chain() != null) {
            members.with("chain", ChainJson.write(tasks.chain()));
        }
        return members.text();
    }

    private static Members head(String what, WorkMessage message) {
        return Members.versioned()
                .with("do", what)
                .with("job", message.job().value())
                .with("round", message.round())
                .with("epoch", message.epoch());
    }

    /// The message in this text.
    ///
    /// @throws UnreadableMessageException if it is not a message of a version that this code reads
    public static WorkMessage read(String text) {
        return Json.read(WHAT, text).versioned().convert(WorkMessageJson::message);
    }

    private static WorkMessage message(Fields fields) {
        JobId job = fields.convert("job", JobId::new);
        int round = fields.round();
        int epoch = fields.count("epoch");
        int attempt = fields.count("attempt");
        int hops = fields.count("hops");
        return switch (fields.text("do")) {
            case "tasks" ->
                    new WorkMessage.Tasks(
                            job,
                            round,
                            epoch,
                            fields.count("from"),
                            fields.count("to"),
                            attempt,
                            hops,
                            fields.has("chain") ? ChainJson.read(fields.object("chain")) : null);
            case "finish" -> new WorkMessage.Finish(job, round, epoch, attempt, hops);
            case String other ->
                    throw new UnreadableMessageException(
                            WHAT + ": \"do\" is tasks or finish, not " + Fields.shown(other));
        };
    }
}
