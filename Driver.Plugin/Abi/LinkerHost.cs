using LtoPar.Platform;
using LtoPar.Plugin.Native;

namespace LtoPar.Plugin.Abi;

/// <summary>
/// The linker, as onload's array describes it. Facts about GNU ld 2.40, gold 1.16 and mold 1.10 and 2.42 that shape it:
///
///   - mold takes a plugin for one without get_symbols_v3 unless it asks for API version 1, and then runs itself twice. What it answers as
///     its version points to freed memory.
///   - mold's get_wrap_symbols returns success without having written anything: outputs are set before the call.
///   - message is variadic; called with one "%s" and no floating-point argument, the plain calling convention is the same.
///   - ar, nm and ranlib pass nothing but message, register_claim_file and add_symbols.
/// </summary>
internal sealed unsafe class LinkerHost
{
    private const uint PluginVersion = 1;

    private readonly Dictionary<LinkerTag, nint> _calls = [];

    public LinkerHost(LinkerValue* values)
    {
        for (; values->Tag != (int)LinkerTag.End; values++)
        {
            switch ((LinkerTag)values->Tag)
            {
                case LinkerTag.Option:
                    Options.Add(NativeText.Read((byte*)values->Value));
                    break;
                case LinkerTag.OutputName:
                    OutputName = NativeText.Read((byte*)values->Value);
                    break;
                case LinkerTag.LinkerOutput:
                    Output = (LinkerOutput)values->Number;
                    break;
                default:
                    _calls[(LinkerTag)values->Tag] = values->Value;
                    break;
            }
        }

        Kind = FindKind();
        if (_calls.TryGetValue(LinkerTag.GetApiVersion, out nint getVersion))
        {
            byte* linker = null;
            byte* version = null;
            fixed (byte* name = "lto-par\0"u8)
            {
                _ = ((delegate* unmanaged[Cdecl]<byte*, uint, int, int, byte**, byte**, int>)getVersion)(name, PluginVersion, 0, 1, &linker, &version);
            }
        }
    }

    public List<string> Options { get; } = [];

    public string OutputName { get; } = "a.out";

    public LinkerOutput Output { get; } = LinkerOutput.Executable;

    public LinkerKind Kind { get; }

    public void RegisterClaimFile(delegate* unmanaged[Cdecl]<LinkerInputFile*, int*, LinkerStatus> hook) =>
        Check(((delegate* unmanaged[Cdecl]<void*, LinkerStatus>)Required(LinkerTag.RegisterClaimFile))(hook), "register_claim_file");

    public void RegisterAllSymbolsRead(delegate* unmanaged[Cdecl]<LinkerStatus> hook)
    {
        if (_calls.TryGetValue(LinkerTag.RegisterAllSymbolsRead, out nint register))
        {
            Check(((delegate* unmanaged[Cdecl]<void*, LinkerStatus>)register)(hook), "register_all_symbols_read");
        }
    }

    public void RegisterCleanup(delegate* unmanaged[Cdecl]<LinkerStatus> hook)
    {
        if (_calls.TryGetValue(LinkerTag.RegisterCleanup, out nint register))
        {
            Check(((delegate* unmanaged[Cdecl]<void*, LinkerStatus>)register)(hook), "register_cleanup");
        }
    }

    /// <summary>Says something in the linker's way. Does not return from <see cref="MessageLevel.Fatal"/> in a linker.</summary>
    public void Message(MessageLevel level, string text)
    {
        if (!_calls.TryGetValue(LinkerTag.Message, out nint message))
        {
            return;
        }

        fixed (byte* format = "%s\0"u8)
        {
            // Kept: it is little, and a linker may not return.
            _ = ((delegate* unmanaged[Cdecl]<int, byte*, byte*, LinkerStatus>)message)((int)level, format, NativeText.Keep(text));
        }
    }

    /// <summary>Whether the linker reads the bytes between a symbol's kind and its visibility.</summary>
    public bool KnowsSymbolTypes => _calls.ContainsKey(LinkerTag.AddSymbolsV2);

    /// <param name="handle">The file's.</param>
    /// <param name="count">Symbols.</param>
    /// <param name="symbols">The linker may keep the array and what it points to.</param>
    public void AddSymbols(void* handle, int count, LinkerSymbol* symbols)
    {
        nint add = KnowsSymbolTypes ? _calls[LinkerTag.AddSymbolsV2] : Required(LinkerTag.AddSymbols);
        Check(((delegate* unmanaged[Cdecl]<void*, int, LinkerSymbol*, LinkerStatus>)add)(handle, count, symbols), "add_symbols");
    }

    /// <summary>Fills in the resolutions of a file's symbols.</summary>
    /// <returns>False: the file is not linked.</returns>
    public bool GetSymbols(void* handle, int count, LinkerSymbol* symbols)
    {
        LinkerTag newest = new[] { LinkerTag.GetSymbolsV3, LinkerTag.GetSymbolsV2, LinkerTag.GetSymbols }.FirstOrDefault(_calls.ContainsKey);
        LinkerStatus status = ((delegate* unmanaged[Cdecl]<void*, int, LinkerSymbol*, LinkerStatus>)Required(newest))(handle, count, symbols);
        if (status == LinkerStatus.NoSymbols)
        {
            return false;
        }

        Check(status, "get_symbols");
        return true;
    }

    /// <returns>The file's bytes, as long as the hook lasts; null when the linker does not show them.</returns>
    public byte* GetView(void* handle)
    {
        byte* view = null;
        return _calls.TryGetValue(LinkerTag.GetView, out nint get)
            && ((delegate* unmanaged[Cdecl]<void*, byte**, LinkerStatus>)get)(handle, &view) == LinkerStatus.Ok
                ? view
                : null;
    }

    public void AddInputFile(string path) =>
        Check(((delegate* unmanaged[Cdecl]<byte*, LinkerStatus>)Required(LinkerTag.AddInputFile))(NativeText.Keep(path)), "add_input_file");

    public void SetExtraLibraryPath(string path)
    {
        if (_calls.TryGetValue(LinkerTag.SetExtraLibraryPath, out nint set))
        {
            Check(((delegate* unmanaged[Cdecl]<byte*, LinkerStatus>)set)(NativeText.Keep(path)), "set_extra_library_path");
        }
    }

    /// <summary>Symbols of --wrap; empty when the linker does not say.</summary>
    public IReadOnlyList<string> GetWrapSymbols()
    {
        ulong count = 0;
        byte** list = null;
        if (!_calls.TryGetValue(LinkerTag.GetWrapSymbols, out nint get)
            || ((delegate* unmanaged[Cdecl]<ulong*, byte***, LinkerStatus>)get)(&count, &list) != LinkerStatus.Ok
            || list is null)
        {
            return [];
        }

        string[] names = new string[count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = NativeText.Read(list[i]);
        }

        return names;
    }

    private LinkerKind FindKind() =>
        !_calls.ContainsKey(LinkerTag.RegisterAllSymbolsRead) ? LinkerKind.SymbolReader
        : _calls.ContainsKey(LinkerTag.GoldVersion) ? LinkerKind.Gold
        : _calls.ContainsKey(LinkerTag.GnuLdVersion) ? LinkerKind.GnuLd
        : !_calls.ContainsKey(LinkerTag.ApiVersion) ? LinkerKind.Mold
        : LinkerKind.Other;

    private nint Required(LinkerTag tag) => _calls.TryGetValue(tag, out nint call)
        ? call
        : throw new LtoParException(null, $"this linker's plugin interface lacks call {(int)tag} (include/plugin-api.h); it is too old");

    private static void Check(LinkerStatus status, string call)
    {
        if (status != LinkerStatus.Ok)
        {
            throw new LtoParException(null, $"the linker refused {call} (status {(int)status})");
        }
    }
}
