using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LtoPar.Platform;
using LtoPar.Platform.Native;
using LtoPar.Plugin.Abi;
using LtoPar.Plugin.Native;
using LtoPar.Plugin.Running;

namespace LtoPar.Plugin;

/// <summary>
/// The entry points that linkers call. onload is the library's one export; it begins a new session every time, because ar and nm load the plugin once per
/// file. No exception may leave these methods: it would abort the linker. gold ignores what all_symbols_read returns, so failures are fatal
/// messages; bfd and gold end inside such a message, mold after it, so temporary files are removed before.
/// </summary>
[SuppressMessage("Design", "CA1031", Justification = "An exception that reaches the linker aborts it")]
internal static unsafe class Exports
{
    private static PluginSession? s_session;
    private static LinkerHost? s_linker;

    [UnmanagedCallersOnly(EntryPoint = "onload", CallConvs = [typeof(CallConvCdecl)])]
    public static LinkerStatus Onload(LinkerValue* values) => Guard(() =>
    {
        InheritedSignals.Restore();
        s_session?.Dispose();
        s_session = null;
        s_linker = new LinkerHost(values);
        s_session = new PluginSession(s_linker, PluginPath.Folder((delegate* unmanaged[Cdecl]<LinkerValue*, LinkerStatus>)&Onload));
        s_session.TakeOptions();
        s_linker.RegisterClaimFile(&ClaimFile);
        s_linker.RegisterAllSymbolsRead(&AllSymbolsRead);
        s_linker.RegisterCleanup(&Cleanup);
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static LinkerStatus ClaimFile(LinkerInputFile* file, int* claimed)
    {
        *claimed = 0;
        return Guard(() => *claimed = s_session?.Claim(file) == true ? 1 : 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static LinkerStatus AllSymbolsRead() => Guard(() => s_session?.AllSymbolsRead());

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static LinkerStatus Cleanup() => Guard(() => s_session?.End());

    private static LinkerStatus Guard(Action body)
    {
        try
        {
            body();
            return LinkerStatus.Ok;
        }
        catch (LtoParException e)
        {
            return Fail("lto-par: " + e);
        }
        catch (IOException e)
        {
            return Fail("lto-par: " + e.Message);
        }
        catch (UnauthorizedAccessException e)
        {
            return Fail("lto-par: " + e.Message);
        }
        catch (Exception e)
        {
            return Fail($"lto-par: internal error in the linker plugin: {e}");
        }
    }

    private static LinkerStatus Fail(string text)
    {
        s_session?.Dispose();
        // A linker may go on after an error (ar and nm do): with nothing claimed, and nothing left to do.
        s_session = null;
        s_linker?.Message(s_linker.Kind == LinkerKind.SymbolReader ? MessageLevel.Error : MessageLevel.Fatal, text);
        return LinkerStatus.Error;
    }
}
