package dev.fanfold.local.function;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/// The interceptor of every AWS client in this JVM.
///
/// The SDK finds it by its name in a resource file. It acts on calls from a function's environment
/// only. It makes calls of a dead environment throw. For a living one, it refuses calls that the
/// function's role does not allow, injects faults into the others, and meters those that reach the
/// service.
public final class EnvironmentInterceptor implements ExecutionInterceptor {
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return Environment.current() == null
                ? context.request()
                : Metering.withReportedCost(context.request());
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        throwIfDead();
    }

    @Override
    public void beforeTransmission(
            Context.BeforeTransmission context, ExecutionAttributes attributes) {
        throwIfDead();
        Environment environment = Environment.current();
        if (environment != null) {
            AccessDenied.check(
                    environment.pool().declared(), context.request(), operation(attributes));
            environment.pool().faultInjector().delayOrThrottle(context.request());
            environment.passKillPoint();
            throwIfDead();
        }
    }

    /// If the environment dies here, the service has executed the call, but no response arrives.
    @Override
    public void afterTransmission(
            Context.AfterTransmission context, ExecutionAttributes attributes) {
        Environment environment = Environment.current();
        if (environment != null) {
            environment.passKillPoint();
            throwIfDead();
        }
    }

    private static void throwIfDead() {
        Environment environment = Environment.current();
        if (environment != null && environment.isDead()) {
            throw new DeadEnvironmentException(environment.thread().getName());
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        count(context.request(), context.response(), attributes);
    }

    @Override
    public void onExecutionFailure(
            Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.httpResponse()
                .isPresent()) { // AWS bills rejected requests; others have not reached the service
            count(context.request(), null, attributes);
        }
    }

    private static void count(
            SdkRequest request,
            software.amazon.awssdk.core.@org.jspecify.annotations.Nullable SdkResponse response,
            ExecutionAttributes attributes) {
        Environment environment = Environment.current();
        if (environment != null) {
            String operation = operation(attributes);
            Metering.count(
                    environment.pool().meter(),
                    environment.pool().name(),
                    operation,
                    request,
                    response);
        }
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
