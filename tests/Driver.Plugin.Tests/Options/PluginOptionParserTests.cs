using LtoPar.Platform;
using LtoPar.Plugin.Options;

namespace LtoPar.Plugin.Tests.Options;

/// <summary>Every spelling of docs/plugin.md.</summary>
public sealed class PluginOptionParserTests
{
    [Theory]
    [InlineData("O0", "-O0")]
    [InlineData("O3", "-O3")]
    [InlineData("Os", "-Os")]
    [InlineData("-O1", "-O1")]
    [InlineData("mcpu=skylake", "-mcpu=skylake")]
    [InlineData("-mcpu=skylake", "-mcpu=skylake")]
    [InlineData("-mattr=+avx2", "-mattr=+avx2")]
    [InlineData("jobs=4", "-j4")]
    [InlineData("jobs=all", "-jall")]
    [InlineData("jobs=0", "-jall")]
    [InlineData("j8", "-j8")]
    [InlineData("-j8", "-j8")]
    [InlineData("lto-partitions=16", "--partitions=16")]
    [InlineData("cache-dir=/x", "--cache-dir=/x")]
    [InlineData("cache-policy=prune_after=1h", "--cache-policy=prune_after=1h")]
    [InlineData("slot=ga*n", "--slot=ga*n")]
    [InlineData("remote-cache=http://host:1", "--remote-cache=http://host:1")]
    [InlineData("remote-cache-read-only", "--remote-cache-read-only")]
    [InlineData("remote-cache-header-file=/x", "--remote-cache-header-file=/x")]
    [InlineData("remote-cache-ca-file=/x", "--remote-cache-ca-file=/x")]
    [InlineData("remote-timeout=3", "--remote-timeout=3")]
    [InlineData("disable-verify", "--no-verify")]
    [InlineData("whole-program-visibility", "--whole-program-visibility")]
    [InlineData("-function-sections=1", "-ffunction-sections")]
    [InlineData("-function-sections", "-ffunction-sections")]
    [InlineData("-function-sections=0", "-fno-function-sections")]
    [InlineData("-data-sections=1", "-fdata-sections")]
    [InlineData("-data-sections=0", "-fno-data-sections")]
    [InlineData("-relocation-model=pic", "--relocation-model=pic")]
    [InlineData("-code-model=large", "-mcmodel=large")]
    [InlineData("--partition=max", "--partition=max")]
    [InlineData("-inline-threshold=5", "-mllvm=-inline-threshold=5")]
    [InlineData("-split-machine-functions", "-mllvm=-split-machine-functions")]
    [InlineData("-debugger-tune=lldb", "-mllvm=-debugger-tune=lldb")]
    [InlineData("-generate-arange-section", "-mllvm=-generate-arange-section")]
    [InlineData("-O3", "-O3")]
    [InlineData("-j", "-j")]
    [InlineData("-v", "-v")]
    [InlineData("-###", "-###")]
    [InlineData("-save-temps", "-save-temps")]
    [InlineData("-save-temps=all", "-save-temps=all")]
    [InlineData("-mcmodel=large", "-mcmodel=large")]
    [InlineData("-mllvm=-inline-threshold=5", "-mllvm=-inline-threshold=5")]
    [InlineData("-fPIC", "-fPIC")]
    [InlineData("-fno-pie", "-fno-pie")]
    [InlineData("-faddrsig", "-faddrsig")]
    [InlineData("-fno-data-sections", "-fno-data-sections")]
    [InlineData("--codegen-opt-level=0", "--codegen-opt-level=0")]
    [InlineData("--time-trace=x", "--time-trace=x")]
    [InlineData("-fPIX", "-mllvm=-fPIX")]
    [InlineData("opt-remarks-filename=x", "-pass-remarks-output=x")]
    [InlineData("opt-remarks-passes=x", "-pass-remarks-filter=x")]
    [InlineData("opt-remarks-with-hotness", "-pass-remarks-with-hotness")]
    [InlineData("opt-remarks-hotness-threshold=3", "-pass-remarks-hotness-threshold=3")]
    [InlineData("-pass-remarks=inline", "-Rpass=inline")]
    [InlineData("-pass-remarks-missed=inline", "-Rpass-missed=inline")]
    [InlineData("-pass-remarks-output=x", "-pass-remarks-output=x")]
    [InlineData("-Rpass=inline", "-Rpass=inline")]
    [InlineData("-Werror", "-Werror")]
    public void What_lto_par_has_is_passed_on(string option, string expected) =>
        Assert.Equal(expected.Split(' '), PluginOptionParser.Parse([option]).Arguments);

    [Theory]
    [InlineData("dwo_dir=x")]
    [InlineData("stats-file=x")]
    [InlineData("time-trace=x")]
    [InlineData("time-trace-granularity=5")]
    [InlineData("debug-pass-manager")]
    [InlineData("mtriple=x86_64-pc-linux-gnu")]
    [InlineData("-crel")]
    public void What_changes_no_code_is_a_warning(string option)
    {
        PluginOptions options = PluginOptionParser.Parse([option]);
        Assert.Empty(options.Arguments);
        Assert.StartsWith($"-plugin-opt={option} is ignored: ", Assert.Single(options.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new-pass-manager")]
    [InlineData("opt-remarks-format=yaml")]
    [InlineData("legacy-pass-manager")]
    [InlineData("-pass-through=-lgcc")]
    [InlineData("-fresolution=/tmp/x.res")]
    [InlineData("/usr/lib/gcc/x86_64-linux-gnu/12/lto-wrapper")]
    public void What_is_so_anyway_or_for_another_plugin_is_passed_over(string option)
    {
        PluginOptions options = PluginOptionParser.Parse([option]);
        Assert.Empty(options.Arguments);
        Assert.Empty(options.Warnings);
    }

    [Theory]
    [InlineData("thinlto")]
    [InlineData("thinlto-index-only")]
    [InlineData("thinlto-index-only=x")]
    [InlineData("thinlto-emit-imports-files")]
    [InlineData("thinlto-prefix-replace=a;b")]
    [InlineData("thinlto-object-suffix-replace=a;b")]
    [InlineData("emit-asm")]
    [InlineData("sample-profile=x")]
    [InlineData("cs-profile-generate")]
    [InlineData("cs-profile-path=x")]
    [InlineData("pseudo-probe-for-profiling=x")]
    [InlineData("nonsense")]
    [InlineData("opt-remarks-format=bitstream")]
    [InlineData("-")]
    [InlineData("")]
    public void What_would_make_another_program_is_an_error(string option)
    {
        LtoParException e = Assert.Throws<LtoParException>(() => PluginOptionParser.Parse([option]));
        Assert.Contains($"-plugin-opt={option}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plugins_own_are_kept()
    {
        PluginOptions options = PluginOptionParser.Parse(
            ["lto-par=/x/lto-par", "job-file=j", "obj-path=o", "extra-library-path=l", "save-temps", "disable-output", "emit-llvm"]);
        Assert.Equal(("/x/lto-par", "j", "o", "l"), (options.Program, options.JobFile, options.ObjectPath, options.ExtraLibraryPath));
        Assert.True(options.SaveTemps && options.DisableOutput && options.EmitBitcode);
        Assert.Empty(options.Arguments);
    }
}
