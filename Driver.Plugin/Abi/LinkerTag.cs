namespace LtoPar.Plugin.Abi;

/// <summary>enum ld_plugin_tag: those that mean something to this plugin. Linkers pass others, which are skipped.</summary>
internal enum LinkerTag
{
    End = 0,
    ApiVersion = 1,
    GoldVersion = 2,
    LinkerOutput = 3,
    Option = 4,
    RegisterClaimFile = 5,
    RegisterAllSymbolsRead = 6,
    RegisterCleanup = 7,
    AddSymbols = 8,
    GetSymbols = 9,
    AddInputFile = 10,
    Message = 11,
    OutputName = 15,
    SetExtraLibraryPath = 16,
    GnuLdVersion = 17,
    GetView = 18,
    GetSymbolsV2 = 25,
    GetSymbolsV3 = 28,
    GetWrapSymbols = 32,
    AddSymbolsV2 = 33,
    GetApiVersion = 34,
}
