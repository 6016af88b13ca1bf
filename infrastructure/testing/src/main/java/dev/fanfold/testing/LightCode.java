package dev.fanfold.testing;

import dev.fanfold.workload.PlainWorkload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Finds the classes that the code of a workload's light half names and that the zip does not have.
///
/// That code consists of the methods of the workload's class that every function may call, and of
/// all methods of the classes that these methods name, if they are in the same jar. Each class that
/// is named must be in the zip, because a run on the sample may not reach all code, for example
/// merge.
final class LightCode {
    private final Class<?> workload;
    // The workload's class and its superclasses in the same jar, by internal name.
    private final Map<String, ClassModel> lightClasses = new LinkedHashMap<>();
    // The methods of these classes that only workers call.
    private final Set<String> workerMethods =
            new HashSet<>(Set.of("open", "work", "close", "finish"));
    private final Set<String> visited = new HashSet<>();
    private final Map<String, String> missing = new LinkedHashMap<>();

    private LightCode(Class<?> workload) {
        this.workload = workload;
        for (Class<?> type = workload; isInWorkloadsJar(type); type = type.getSuperclass()) {
            lightClasses.put(internalName(type), parse(type));
        }
        // The default preview calls finish, so finish then belongs to the light half.
        boolean hasOwnPreview =
                lightClasses.values().stream()
                        .flatMap(type -> type.methods().stream())
                        .anyMatch(method -> method.methodName().equalsString("preview"));
        if (PlainWorkload.class.isAssignableFrom(workload) && !hasOwnPreview) {
            workerMethods.remove("finish");
        }
    }

    /// The classes that the light half of a workload names and that its class loader does not find.
    ///
    /// @return the missing classes by name, each with the class that names it
    static Map<String, String> missing(Class<?> workload) {
        var code = new LightCode(workload);
        // A private method is visited when another method calls it.
        for (ClassModel type : code.lightClasses.values()) {
            type.methods().stream()
                    .filter(method -> !method.flags().has(AccessFlag.PRIVATE))
                    .forEach(method -> code.visit(type, method));
        }
        return code.missing;
    }

    private void visit(ClassModel type, MethodModel method) {
        String name = method.methodName().stringValue();
        String key =
                type.thisClass().asInternalName() + "." + name + method.methodType().stringValue();
        boolean isLight = lightClasses.containsKey(type.thisClass().asInternalName());
        if ((isLight && workerMethods.contains(name)) || !visited.add(key)) {
            return;
        }
        method.code().ifPresent(code -> code.forEach(element -> visit(type, element)));
    }

    private void visit(ClassModel from, CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                    call(
                            from,
                            call.owner().asInternalName(),
                            call.name().stringValue(),
                            call.type().stringValue());
            case InvokeDynamicInstruction call ->
                    call.bootstrapArgs().forEach(argument -> visit(from, argument));
            case NewObjectInstruction creation ->
                    require(from, creation.className().asInternalName());
            case FieldInstruction field -> require(from, field.owner().asInternalName());
            case TypeCheckInstruction check -> require(from, check.type().asInternalName());
            case ExceptionCatch caught ->
                    caught.catchType().ifPresent(type -> require(from, type.asInternalName()));
            case LoadConstantInstruction load
                    when load.constantEntry() instanceof ClassEntry type ->
                    require(from, type.asInternalName());
            default -> {} // names no class
        }
    }

    // A lambda or a method reference.
    private void visit(ClassModel from, ConstantDesc argument) {
        if (argument instanceof DirectMethodHandleDesc handle
                && handle.owner().isClassOrInterface()) {
            String owner = handle.owner().descriptorString();
            call(
                    from,
                    owner.substring(1, owner.length() - 1),
                    handle.methodName(),
                    handle.lookupDescriptor());
        }
    }

    private void call(ClassModel from, String owner, String name, String type) {
        require(from, owner);
        ClassModel called = lightClasses.get(owner);
        if (called != null) {
            called.methods().stream()
                    .filter(method -> method.methodName().equalsString(name))
                    .filter(method -> method.methodType().equalsString(type))
                    .forEach(method -> visit(called, method));
        }
    }

    private void require(ClassModel from, String className) {
        String internal = className.startsWith("[") ? element(className) : className;
        if (internal.isEmpty() || lightClasses.containsKey(internal) || !visited.add(internal)) {
            return;
        }
        String name = internal.replace('/', '.');
        try {
            Class<?> type = Class.forName(name, false, workload.getClassLoader());
            if (isInWorkloadsJar(type)) {
                ClassModel model = parse(type);
                model.methods().forEach(method -> visit(model, method));
            }
        } catch (ClassNotFoundException | NoClassDefFoundError notFound) {
            missing.put(name, from.thisClass().asInternalName().replace('/', '.'));
        }
    }

    // The internal name of an array's element class: empty for [[J, a/B for [La/B;
    private static String element(String array) {
        String type = array.replaceFirst("\\[+", "");
        return type.startsWith("L") ? type.substring(1, type.length() - 1) : "";
    }

    private boolean isInWorkloadsJar(Class<?> type) {
        return type.getProtectionDomain().getCodeSource() != null
                && type.getProtectionDomain()
                        .getCodeSource()
                        .equals(workload.getProtectionDomain().getCodeSource());
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static ClassModel parse(Class<?> type) {
        String file = internalName(type) + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + file);
            }
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
