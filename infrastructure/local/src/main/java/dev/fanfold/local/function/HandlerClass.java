package dev.fanfold.local.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.local.template.Function;
import dev.fanfold.local.template.TemplateException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/// The class a template names as handler. Instances are made by the constructor that takes the
/// environment variables if there is one, because functions that share a JVM cannot share
/// `System.getenv()`.
public final class HandlerClass {
    private final Class<? extends RequestHandler<?, ?>> type;

    private HandlerClass(Class<? extends RequestHandler<?, ?>> type) {
        this.type = type;
    }

    /// @throws TemplateException if there is no such class or it is no handler
    public static HandlerClass of(Function function, ClassLoader classes) {
        String name = function.handler().replaceFirst("::handleRequest$", "");
        Class<?> type;
        try {
            type = Class.forName(name, false, classes);
        } catch (ClassNotFoundException missing) {
            throw refuse(function, "which is not on the class path");
        }
        if (!RequestHandler.class.isAssignableFrom(type)) {
            throw refuse(function, "which is no " + RequestHandler.class.getName());
        }
        @SuppressWarnings("unchecked")
        var handler = (Class<? extends RequestHandler<?, ?>>) type;
        return new HandlerClass(handler);
    }

    private static TemplateException refuse(Function function, String why) {
        return new TemplateException(
                function.place(),
                function.id() + " has the Handler " + function.handler() + ", " + why);
    }

    /// A new instance. A constructor's own exception is thrown as the cause.
    @SuppressWarnings("unchecked")
    RequestHandler<Object, Object> instance(Map<String, String> environment)
            throws ReflectiveOperationException {
        return (RequestHandler<Object, Object>) made(environment);
    }

    private RequestHandler<?, ?> made(Map<String, String> environment)
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
