package dev.fanfold.local.emulator;

import java.lang.reflect.Proxy;

/// The parts of the servlet API that S3Proxy does not use.
final class UnusedServletParts {
    private UnusedServletParts() {}

    /// An object that throws UnsupportedOperationException from every method.
    static <T> T of(Class<T> type) {
        Object proxy =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, _) -> {
                            throw new UnsupportedOperationException(
                                    "the local S3 has no " + method.getName());
                        });
        return type.cast(proxy);
    }
}
