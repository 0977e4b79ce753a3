namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>Small programs in several files, with something of everything a linker decides on.</summary>
internal static class PluginSources
{
    /// <summary>main.c, lib1.c and lib2.c; prints 2.</summary>
    public const string Main =
        """
        #include <stdio.h>
        int lib1(void);
        __attribute__((weak)) int weak_undefined(void);
        __attribute__((section("my_section"))) int in_section = 3;
        extern int __start_my_section[], __stop_my_section[];
        __attribute__((used)) static int used_static;
        __attribute__((used)) int used_function(void) { return 1; }
        __thread int thread_local_;
        int common_;
        int main(void)
        {
            if (weak_undefined) weak_undefined();
            printf("%d\n", lib1() + common_ + thread_local_ + (int)(__stop_my_section - __start_my_section));
            return 0;
        }
        """;

    public const string Lib1 =
        """
        int lib1(void) { return 1; }
        __attribute__((visibility("hidden"))) int hidden(void) { return 2; }
        __attribute__((visibility("protected"))) int protected_(void) { return 3; }
        int common_;
        """;

    /// <summary>A member that no file refers to.</summary>
    public const string Lib2 = "int lib2(void) { return 1; }\nint never(void) { return 5; }\n";

    /// <summary>A native object that uses bitcode and is used by it.</summary>
    public const string Native = "extern int common_; int lib1(void); int weak_undefined(void) { return common_; }\nint native(void) { return lib1(); }\n";

    public const string Templates =
        """
        #include <string>
        #include <vector>
        template <class T> struct S { static T v; virtual ~S() {} T f(T x) { return x + v; } };
        template <class T> T S<T>::v = 3;
        inline int counter(int x) { static int n; return n += x; }
        struct __attribute__((visibility("default"))) P { virtual int q(); };
        int P::q() { return counter(2); }
        int other(int);
        int main(int c, char **)
        {
            S<int> s;
            std::vector<std::string> v(c);
            v.push_back("a");
            return s.f(1) + counter(c) + other(c) + P().q() + (int)v.size() == 0;
        }
        """;

    public const string MoreTemplates =
        """
        #include <string>
        #include <vector>
        template <class T> struct S { static T v; virtual ~S() {} T f(T x) { return x + v; } };
        template <class T> T S<T>::v = 3;
        inline int counter(int x) { static int n; return n += x; }
        int other(int a) { S<int> s; std::vector<std::string> v; v.push_back("b"); return s.f(2) + counter(a) + (int)v.size(); }
        """;

    public const string Assembly =
        """
        __asm__(".globl asm_defined\nasm_defined: ret\n.globl asm_alias\n.set asm_alias, asm_defined\n.weak asm_weak\n");
        int asm_defined(void);
        void asm_alias(void);
        extern int asm_weak;
        __asm__(".symver versioned_, versioned@@V1");
        int versioned_(void) { return 1; }
        int main(void) { asm_defined(); asm_alias(); return 0; }
        """;

    public const string Aliases =
        """
        int real(void) { return 3; }
        int strong(void) __attribute__((alias("real")));
        int weak(void) __attribute__((weak, alias("real")));
        static int (*resolver(void))(void) { return real; }
        int indirect(void) __attribute__((ifunc("resolver")));
        int main(void) { return strong() + weak() + indirect() == 9 ? 0 : 1; }
        """;

    /// <summary>Calls foo, which --wrap=foo sends to __wrap_foo.</summary>
    public const string WrapCaller =
        "#include <stdio.h>\nint foo(int);\nint inside(int);\nint bar(int x) { return foo(x) + 1; }\n"
            + "int main(void) { printf(\"%d %d\\n\", bar(1), inside(1)); return 0; }\n";

    public const string WrapDefinition = "__attribute__((noinline)) int foo(int x) { return x + 1; }\nint inside(int x) { return foo(x); }\n";

    public const string WrapWrapper = "int __real_foo(int);\nint __wrap_foo(int x) { return __real_foo(x) * 100; }\n";

    public const string VersionScript = "V1 { global: lib1; protected_; versioned*; local: *; };\n";

    /// <summary>Everything, compiled; and libx.a, libthin.a and v.map.</summary>
    public static PluginWorkshop Build()
    {
        PluginWorkshop shop = new();
        shop.Compile("main.c", Main, "-fcommon");
        shop.Compile("lib1.c", Lib1, "-fcommon");
        shop.Compile("lib2.c", Lib2);
        shop.CompileNative("native.c", Native);
        shop.Compile("templates.cc", Templates);
        shop.Compile("more.cc", MoreTemplates);
        shop.Compile("assembly.c", Assembly);
        shop.Compile("aliases.c", Aliases);
        shop.Compile("wrap.c", WrapCaller);
        shop.Compile("wrap1.c", WrapDefinition);
        shop.Compile("wrap2.c", WrapWrapper);
        File.WriteAllText(shop.File("v.map"), VersionScript);
        Archive(shop, "rcs", "libx.a", "lib1.o", "lib2.o");
        Archive(shop, "rcsT", "libthin.a", "lib1.o", "lib2.o");
        return shop;
    }

    public static void Archive(PluginWorkshop shop, string operation, string archive, params string[] members) =>
        PluginWorkshop.Succeeds(Tools.Run(Tools.Llvm("llvm-ar"), [operation, archive, .. members], shop.FolderPath, []));
}
