package dev.fanfold.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.fanfold.aws.ObjectLinks;
import dev.fanfold.aws.lambda.Entry;
import dev.fanfold.engine.arrival.KeyTakenException;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.messages.UnreadableMessageException;
import dev.fanfold.workload.InvalidInputException;
import java.util.Map;
import java.util.Optional;

/// The operations by their routes. A failed operation becomes a problem response.
final class Api {
    private final Map<String, Operation> operations;
    private final Optional<String> unnamed;

    /// One operation of the API.
    interface Operation {
        Response answer(Request request) throws Exception;
    }

    /// @param unnamed the owner of jobs of a caller whom the gateway does not name; empty to refuse
    ///   such a caller
    Api(Ports ports, ObjectLinks links, SubmittedSettings.Format format, Optional<String> unnamed) {
        this.unnamed = unnamed;
        var jobs = new Jobs(ports, format);
        var submissions = new Submissions(ports, links, format);
        operations =
                Map.of(
                        "POST /jobs", submissions::submit,
                        "POST /uploads", new Uploads(ports, links)::create,
                        "GET /workloads", new Catalog(ports.workloads())::list,
                        "GET /jobs", jobs::list,
                        "GET /jobs/{id}", jobs::status,
                        "DELETE /jobs/{id}", jobs::cancel,
                        "POST /jobs/{id}/redrive", jobs::redrive,
                        "GET /jobs/{id}/result", new Results(ports, links)::result,
                        "GET /jobs/{id}/tasks", new Tasks(ports)::list);
    }

    /// The response, always: a failure becomes a problem, without its stack trace.
    Response answer(APIGatewayProxyRequestEvent event, Entry entry) {
        String id = String.valueOf(event.getRequestContext().getRequestId());
        try {
            Request request = Request.of(event, unnamed);
            Operation operation = operations.get(request.route());
            if (operation == null) {
                throw ProblemException.absent("nothing answers " + request.route());
            }
            return operation.answer(request);
        } catch (Exception | StackOverflowError e) {
            return problem(e, entry).answer(id);
        } catch (VirtualMachineError broken) {
            throw broken; // the environment ends
        } catch (Error e) {
            return problem(e, entry).answer(id);
        }
    }

    // The only place where all failures are caught: each becomes a response.
    private static ProblemException problem(Throwable failure, Entry entry) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case KeyTakenException taken ->
                    ProblemException.conflict(String.valueOf(taken.getMessage()));
            case InvalidInputException fault ->
                    ProblemException.impossible(String.valueOf(fault.getMessage()));
            case UnreadableMessageException fault ->
                    ProblemException.malformed(String.valueOf(fault.getMessage()));
            default -> {
                entry.failed(failure);
                yield ProblemException.defect();
            }
        };
    }

    /// The routes of the API.
    java.util.Set<String> routes() {
        return operations.keySet();
    }
}
