package dev.fanfold.local.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fanfold.local.code.Code;
import dev.fanfold.template.Function;
import dev.fanfold.template.Source;
import dev.fanfold.template.TemplateException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The class that a template names as handler.
///
/// Functions that share a JVM cannot share `System.getenv()`. So instances are created with the
/// constructor that takes the environment variables, if the class has one.
public final class HandlerClass {
    private final Class<? extends RequestHandler<?, ?>> type;
    private final Code code;

    private HandlerClass(Class<? extends RequestHandler<?, ?>> type, Code code) {
        this.type = type;
        this.code = code;
    }

    /// The class that a function names, in an existing class loader.
    ///
    /// @throws TemplateException if there is no such class or it is not a handler
    public static HandlerClass of(Function function, ClassLoader classes) {
        return of(function, Code.of(classes));
    }

    /// The class that a function names, in its code.
    ///
    /// @throws TemplateException if there is no such class or it is not a handler
    public static HandlerClass of(Function function, Code code) {
        String name = function.handler().replaceFirst("::handleRequest$", "");
        Class<?> type = found(name, code, function);
        if (!RequestHandler.class.isAssignableFrom(type)) {
            throw refuse(function, "which is not a " + RequestHandler.class.getName());
        }
        @SuppressWarnings("unchecked")
        var handler = (Class<? extends RequestHandler<?, ?>>) type;
        HandlerClass instantiate = new HandlerClass(handler, code);
        function.sources()
                .forEach(source ->
                        instantiate.takes(function, event(source), source.id() + " sends"));
        return instantiate;
    }

    private static Class<?> found(String name, Code code, Function function) {
        try {
            return Class.forName(name, false, code.handlers(name));
        } catch (ClassNotFoundException missing) {
            throw refuse(function, "which is not " + code.place());
        }
    }

    /// The code of its instances.
    Code code() {
        return code;
    }

    private static Class<?> event(Source source) {
        return switch (source) {
            case Source.OfQueue ignored -> SQSEvent.class;
            case Source.OfStream ignored -> DynamodbEvent.class;
            case Source.OfSchedule ignored -> ScheduledEvent.class;
        };
    }

    /// Checks that the handler accepts this type of event.
    ///
    /// On Lambda a wrong type fails with a ClassCastException in production.
    ///
    /// @param who the sender and a verb, for example `Worker.Work sends`
    /// @throws TemplateException if the handler does not accept it
    public void takes(Function function, Class<?> event, String who) {
        List<Class<?>> taken = taken(type);
        if (taken.stream().noneMatch(parameter -> parameter.isAssignableFrom(event))) {
            throw refuse(
                    function,
                    "which takes "
                            + taken.stream().map(Class::getName).collect(Collectors.joining(", "))
                            + ", but "
                            + who
                            + " "
                            + event.getName());
        }
    }

    // The compiler's bridge method accepts any object and casts it.
    private static List<Class<?>> taken(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method ->
                        method.getName().equals("handleRequest")
                                && method.getParameterCount() == 2
                                && !method.isBridge())
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .toList();
    }

    private static TemplateException refuse(Function function, String why) {
        return new TemplateException(
                function.place(),
                function.id() + " has the Handler " + function.handler() + ", " + why);
    }

    /// Creates an instance. The constructor's own exception is thrown as the cause.
    @SuppressWarnings("unchecked")
    RequestHandler<Object, Object> instance(Map<String, String> environment)
            throws ReflectiveOperationException {
        return (RequestHandler<Object, Object>) instantiate(environment);
    }

    private RequestHandler<?, ?> instantiate(Map<String, String> environment)
            throws ReflectiveOperationException {
        try {
            Constructor<? extends RequestHandler<?, ?>> taking =
                    type.getDeclaredConstructor(Map.class);
            taking.setAccessible(true);
            return taking.newInstance(environment);
        } catch (NoSuchMethodException plain) {
            return type.getDeclaredConstructor().newInstance();
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof ReflectiveOperationException cause ? cause : failed;
        }
    }
}
