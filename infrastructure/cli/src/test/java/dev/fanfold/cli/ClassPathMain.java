package dev.fanfold.cli;

import dev.fanfold.local.code.FunctionCode;

/// The command line with the tests' class path as the code of functions.
final class ClassPathMain {
    private ClassPathMain() {}

    public static void main(String[] args) {
        Main.main(FunctionCode.classPath(), args);
    }
}
