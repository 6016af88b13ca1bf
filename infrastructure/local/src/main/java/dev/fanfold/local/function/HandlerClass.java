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
/// The functions share a JVM, but each needs its own environment variables. So if the class has a
/// constructor that takes them as a map, that constructor is used. Otherwise the constructor
/// without parameters is used.
public final class HandlerClass {
    private final Class<? extends RequestHandler<?, ?>> type;
    private final Code code;

    private HandlerClass(Class<? extends RequestHandler<?, ?>> type, Code code) {
        this.type = type;
        this.code = code;
    }

    /// The handler class of a function, found by a class loader.
    ///
    /// @throws TemplateException if there is no such class, if it is not a handler, or if it does
    ///   not accept the events of the function's sources
    public static HandlerClass of(Function function, ClassLoader classes) {
        return of(function, Code.of(classes));
    }

    /// The handler class of a function, found in its code.
    ///
    /// @throws TemplateException if there is no such class, if it is not a handler, or if it does
    ///   not accept the events of the function's sources
    public static HandlerClass of(Function function, Code code) {
        String name = function.handler().replaceFirst("::handleRequest$", "");
        Class<?> type = loadClass(name, code, function);
        if (!RequestHandler.class.isAssignableFrom(type)) {
            throw rejected(function, "which is not a " + RequestHandler.class.getName());
        }
        @SuppressWarnings("unchecked")
        var handler = (Class<? extends RequestHandler<?, ?>>) type;
        HandlerClass handlerClass = new HandlerClass(handler, code);
        function.sources()
                .forEach(source ->
                        handlerClass.checkAccepts(
                                function, eventType(source), source.id() + " sends"));
        return handlerClass;
    }

    private static Class<?> loadClass(String name, Code code, Function function) {
        try {
            return Class.forName(name, false, code.handlerLoader(name));
        } catch (ClassNotFoundException missing) {
            throw rejected(function, "which is not " + code.place());
        }
    }

    /// The code that contains the class.
    Code code() {
        return code;
    }

    private static Class<?> eventType(Source source) {
        return switch (source) {
            case Source.OfQueue ignored -> SQSEvent.class;
            case Source.OfStream ignored -> DynamodbEvent.class;
            case Source.OfSchedule ignored -> ScheduledEvent.class;
        };
    }

    /// Checks that the handler accepts this type of event.
    ///
    /// On Lambda, a function with another handler can be deployed, but fails when it is invoked.
    ///
    /// @param sender the sender and a verb, for example `Worker.Work sends`
    /// @throws TemplateException if the handler does not accept it
    public void checkAccepts(Function function, Class<?> event, String sender) {
        List<Class<?>> accepted = acceptedEvents(type);
        if (accepted.stream().noneMatch(parameter -> parameter.isAssignableFrom(event))) {
            throw rejected(
                    function,
                    "which takes "
                            + accepted.stream()
                                    .map(Class::getName)
                                    .collect(Collectors.joining(", "))
                            + ", but "
                            + sender
                            + " "
                            + event.getName());
        }
    }

    // Without the compiler's bridge method, which accepts any object and casts it.
    private static List<Class<?>> acceptedEvents(Class<?> handler) {
        return Arrays.stream(handler.getMethods())
                .filter(method ->
                        method.getName().equals("handleRequest")
                                && method.getParameterCount() == 2
                                && !method.isBridge())
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .toList();
    }

    private static TemplateException rejected(Function function, String problem) {
        return new TemplateException(
                function.place(),
                function.id() + " has the Handler " + function.handler() + ", " + problem);
    }

    /// Creates an instance.
    ///
    /// If the constructor throws, that exception is the cause of an InvocationTargetException; a
    /// ReflectiveOperationException of the constructor is thrown itself.
    @SuppressWarnings("unchecked")
    RequestHandler<Object, Object> createInstance(Map<String, String> variables)
            throws ReflectiveOperationException {
        return (RequestHandler<Object, Object>) construct(variables);
    }

    private RequestHandler<?, ?> construct(Map<String, String> variables)
            throws ReflectiveOperationException {
        try {
            Constructor<? extends RequestHandler<?, ?>> constructor =
                    type.getDeclaredConstructor(Map.class);
            constructor.setAccessible(true);
            return constructor.newInstance(variables);
        } catch (NoSuchMethodException noSuchConstructor) {
            return type.getDeclaredConstructor().newInstance();
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof ReflectiveOperationException cause ? cause : failed;
        }
    }
}
