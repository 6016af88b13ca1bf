package dev.fanfold.cli;

import dev.fanfold.local.code.FunctionCode;

/// The command line with functions from the test class path.
final class ClassPathMain {
    private ClassPathMain() {}

    public static void main(String[] args) {
        Main.main(FunctionCode.classPath(), args);
    }
}
