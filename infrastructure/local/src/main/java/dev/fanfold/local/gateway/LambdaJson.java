package dev.fanfold.local.gateway;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes and reads JSON with the serializer of Lambda's Java runtime, so that events and responses
/// have the same fields and sizes as on Lambda.
final class LambdaJson {
    private LambdaJson() {}

    static byte[] write(@Nullable Object value) {
        if (value == null) {
            return "null".getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        write(value, value.getClass(), written);
        return written.toByteArray();
    }

    private static <T> void write(Object value, Class<T> type, ByteArrayOutputStream to) {
        PojoSerializer<T> serializer =
                LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                        ? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
                        : JacksonFactory.getInstance().getSerializer(type);
        serializer.toJson(type.cast(value), to);
    }

    /// The value as maps, lists, strings, numbers, booleans or null.
    static @Nullable Object read(byte[] json) {
        return JacksonFactory.getInstance()
                .getSerializer(Object.class)
                .fromJson(new ByteArrayInputStream(json));
    }
}
