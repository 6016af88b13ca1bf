package dev.fanfold.local.emulator;

import java.lang.reflect.Proxy;

/// What S3Proxy does not ask its server for.
final class UnusedServletParts {
    private UnusedServletParts() {}

    /// An object whose every method says that it is not there.
    static <T> T of(Class<T> type) {
        Object none =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, _) -> {
                            throw new UnsupportedOperationException(
                                    "the local S3 has no " + method.getName());
                        });
        return type.cast(none);
    }
}
