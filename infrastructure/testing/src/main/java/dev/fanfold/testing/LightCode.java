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

/// The code of a light half: the methods of the workload's class that every function may call, and
/// all methods of the other classes of its jar that these use. Every class that such code names
/// must be in the zip, even if the sample does not reach it, for example a merge of two results of
/// tasks.
final class LightCode {
    private final Class<?> workload;
    private final Map<String, ClassModel> own = new LinkedHashMap<>();
    private final Set<String> heavy = new HashSet<>(Set.of("open", "work", "close", "finish"));
    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> missing = new LinkedHashMap<>();

    private LightCode(Class<?> workload) {
        this.workload = workload;
        for (Class<?> type = workload; isOfItsJar(type); type = type.getSuperclass()) {
            own.put(internal(type), parsed(type));
        }
        // By default, finish makes the answer so far.
        boolean previews =
                own.values().stream()
                        .flatMap(type -> type.methods().stream())
                        .anyMatch(method -> method.methodName().equalsString("preview"));
        if (PlainWorkload.class.isAssignableFrom(workload) && !previews) {
            heavy.remove("finish");
        }
    }

    /// The classes that the light half of a workload names and that its loader does not find, each
    /// with the class that names it.
    static Map<String, String> missing(Class<?> workload) {
        var code = new LightCode(workload);
        for (ClassModel type : code.own.values()) {
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
        boolean isOwn = own.containsKey(type.thisClass().asInternalName());
        if ((isOwn && heavy.contains(name)) || !seen.add(key)) {
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
            case NewObjectInstruction made -> name(from, made.className().asInternalName());
            case FieldInstruction field -> name(from, field.owner().asInternalName());
            case TypeCheckInstruction check -> name(from, check.type().asInternalName());
            case ExceptionCatch caught ->
                    caught.catchType().ifPresent(type -> name(from, type.asInternalName()));
            case LoadConstantInstruction load
                    when load.constantEntry() instanceof ClassEntry type ->
                    name(from, type.asInternalName());
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
        name(from, owner);
        ClassModel called = own.get(owner);
        if (called != null) {
            called.methods().stream()
                    .filter(method -> method.methodName().equalsString(name))
                    .filter(method -> method.methodType().equalsString(type))
                    .forEach(method -> visit(called, method));
        }
    }

    private void name(ClassModel from, String named) {
        String internal = named.startsWith("[") ? element(named) : named;
        if (internal.isEmpty() || own.containsKey(internal) || !seen.add(internal)) {
            return;
        }
        String name = internal.replace('/', '.');
        try {
            Class<?> type = Class.forName(name, false, workload.getClassLoader());
            if (isOfItsJar(type)) {
                ClassModel model = parsed(type);
                model.methods().forEach(method -> visit(model, method));
            }
        } catch (ClassNotFoundException | NoClassDefFoundError gone) {
            missing.put(name, from.thisClass().asInternalName().replace('/', '.'));
        }
    }

    // The class of an array's elements: none of [[J, a.B of [La/B;
    private static String element(String array) {
        String type = array.replaceFirst("\\[+", "");
        return type.startsWith("L") ? type.substring(1, type.length() - 1) : "";
    }

    private boolean isOfItsJar(Class<?> type) {
        return type.getProtectionDomain().getCodeSource() != null
                && type.getProtectionDomain()
                        .getCodeSource()
                        .equals(workload.getProtectionDomain().getCodeSource());
    }

    private static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static ClassModel parsed(Class<?> type) {
        String file = internal(type) + ".class";
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
