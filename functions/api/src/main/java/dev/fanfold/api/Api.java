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

/// The operations of the API by their routes. If an operation fails, the response reports the
/// problem.
final class Api {
    private final Map<String, Operation> operations;
    private final Optional<String> anonymousOwner;

    /// One operation of the API.
    interface Operation {
        Response answer(Request request) throws Exception;
    }

    /// @param anonymousOwner the owner of the jobs of callers without an identity; if empty, such
    ///   callers are rejected
    Api(
            Ports ports,
            ObjectLinks links,
            SubmittedSettings.Format format,
            Optional<String> anonymousOwner) {
        this.anonymousOwner = anonymousOwner;
        var jobs = new Jobs(ports, format);
        var submissions = new Submissions(ports, links, format);
        operations =
                Map.ofEntries(
                        route("POST /jobs", submissions::submit),
                        route("POST /uploads", new Uploads(ports, links)::create),
                        route("GET /workloads", new Catalog(ports.workloads())::list),
                        route("GET /jobs", jobs::list),
                        route("GET /jobs/{id}", jobs::status),
                        route("DELETE /jobs/{id}", jobs::cancel),
                        route("POST /jobs/{id}/redrive", jobs::redrive),
                        route("GET /jobs/{id}/result", new Results(ports, links)::result),
                        route("GET /jobs/{id}/tasks", new Tasks(ports)::list),
                        route("GET /jobs/{id}/rounds", new Rounds(ports)::list),
                        route("GET /jobs/{id}/outputs", new Outputs(ports, links)::list));
    }

    private static Map.Entry<String, Operation> route(String route, Operation operation) {
        return Map.entry(route, operation);
    }

    /// The response to a request. A failure becomes a response too, which reports the problem
    /// without a stack trace. Only an error of the JVM is thrown.
    ///
    /// @param entry the log entry of the invocation; it notes a failure that the caller did not
    ///   cause
    Response answer(APIGatewayProxyRequestEvent event, Entry entry) {
        String requestId = String.valueOf(event.getRequestContext().getRequestId());
        try {
            Request request = Request.of(event, anonymousOwner);
            Operation operation = operations.get(request.route());
            if (operation == null) {
                throw ProblemException.absent("the API has no operation " + request.route());
            }
            return operation.answer(request);
        } catch (Exception | StackOverflowError e) {
            return problem(e, entry).response(requestId);
        } catch (VirtualMachineError e) {
            throw e; // for example because memory is exhausted: Lambda replaces the environment
        } catch (Error e) {
            return problem(e, entry).response(requestId);
        }
    }

    // Only a failure that the caller did not cause is logged.
    private static ProblemException problem(Throwable failure, Entry entry) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case KeyTakenException e -> ProblemException.conflict(String.valueOf(e.getMessage()));
            case InvalidInputException e ->
                    ProblemException.unprocessable(String.valueOf(e.getMessage()));
            case UnreadableMessageException e ->
                    ProblemException.malformed(String.valueOf(e.getMessage()));
            default -> {
                entry.noteFailed(failure);
                yield ProblemException.internalError();
            }
        };
    }

    /// The routes of the API.
    java.util.Set<String> routes() {
        return operations.keySet();
    }
}
