namespace LtoPar.EndToEnd.Tests.Slots;

/// <summary>A small synthesiser in two files, whose constants are slots of every kind, and what it prints with given values.</summary>
internal static class SlotPrograms
{
    /// <summary>What --slot names; the others are marked in the source.</summary>
    public static readonly string[] Options = ["--slot=taps", "--slot=oth*", "--slot=order"];

    /// <summary>The same change as <see cref="Second"/>, as words of patch-slots.</summary>
    public static readonly string[] Changes =
        ["freq=432.125", "flag=-5", "name=hi you", "taps={4,3.1,2,0,0,0,0,0,0,0,0,0}", "other=0.1", "order=3", "cfg={_,3.25,{9,8,-7}}", "bias=5"];

    public static SlotValues First { get; } =
        new("440.0", "0", "\"hello\"", "{0}", "1.5", "7", "{ 'x', 2.5, { 1, 2, 3 } }", "4", "12 0 hello 0 7 x 2.5 3 1.5 7\n");

    public static SlotValues Second { get; } =
        new("432.125", "-5", "\"hi you\"", "{ 4, 3.1f, 2 }", "0.1", "3", "{ 'x', 3.25, { 9, 8, -7 } }", "5", "15 -5 hi you 3932.34 3 x 3.25 -7 0.1 5.2\n");

    /// <summary>Every way to use a value that passes might fold: loops, addresses, comparisons, strings, structures, a constant of another file.</summary>
    public static string MainFile(SlotValues values) => $$"""
        #include <stdio.h>
        #define SLOT __attribute__((used, section("lto_par_slots")))
        static double freq SLOT = {{values.Freq}};
        static int flag SLOT = {{values.Flag}};
        static char name[16] SLOT = {{values.Name}};
        static struct { char c; double d; int a[3]; } cfg SLOT = {{values.Cfg}};
        float taps[12] = {{values.Taps}};
        extern const int order;
        extern double other;
        double work(double);
        int biased(void);
        __attribute__((noinline)) static double mix(void) {
            double sum = 0;
            for (int i = 0; i < order; i++) sum += freq * taps[i];
            return sum;
        }
        int main(void) {
            double mixed = mix();
            printf("%d %d %s %g %d %c %g %d %g %g\n", biased(), flag, name, mixed, order, cfg.c, cfg.d, cfg.a[2], other, work(2));
            return 0;
        }
        """;

    /// <param name="values">Those of the other file's slots.</param>
    public static string OtherFile(SlotValues values) => $$"""
        extern const int order;
        const int order = {{values.Order}};
        double other = {{values.Other}};
        static double freq = 3;
        __attribute__((used, section("lto_par_slots"))) static int bias = {{values.Bias}};
        static int twice(int x) { return x * 2; }
        int biased(void) { return bias + twice(bias); }
        double work(double x) { double r = x * other; freq += 1; return r + freq + (bias - bias) - (freq > 100) + (other < 1); }
        """;
}
