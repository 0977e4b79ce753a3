using LtoPar.Driver.CommandLine;
using LtoPar.Driver.LinkerWrapper;
using LtoPar.Driver.LinkerWrapper.Lld;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Terminals;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver;

/// <summary>
/// lto-par under the name of a linker: compilers look for "ld.lld", "ld.bfd", "ld.gold", "ld.mold" in the folders that -B names, and with
/// lto-par's there one flag is all that a build needs. ld.lld has no plugins, so its link is made in two passes (<see cref="LldLink"/>);
/// the others get lto-par's plugin in place of LLVM's (<see cref="PluginLink"/>).
/// </summary>
internal static class WrapperProgram
{
    /// <summary>The name of the wrapper for ld.lld in the folder of programs, where "ld.lld" would hide the linker itself.</summary>
    private const string LldAlias = "lto-par-ld";

    /// <returns>The exit status, or null when the program was not called by a linker's name.</returns>
    public static int? Run(string calledAs, string[] arguments)
    {
        string name = Path.GetFileName(calledAs);
        if (name is not (LldAlias or "ld" or "ld.lld" or "ld.bfd" or "ld.gold" or "ld.mold"))
        {
            return null;
        }

        try
        {
            (string[] expanded, string? problem) = ResponseFile.Expand(arguments);
            if (problem is not null)
            {
                throw new LtoParException(null, problem);
            }

            using ScratchFolder scratch = new();
            return name is LldAlias or "ld.lld"
                ? new LldLink(RealLinker.Find("ld.lld"), expanded, scratch).Run()
                : PluginLink.Run(name, RealLinker.Find(name), expanded, scratch);
        }
        catch (LtoParException e)
        {
            ScratchFolders.RemoveAll();
            new Messages(Console.Error, ColorOption.IsOn(When.Auto, Console.Error)).Error(e.ToString());
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ScratchFolders.RemoveAll();
            new Messages(Console.Error, ColorOption.IsOn(When.Auto, Console.Error)).Error(
                $"{e.Message}; is the disk full, or was a file removed during the link?");
            return 1;
        }
    }
}
