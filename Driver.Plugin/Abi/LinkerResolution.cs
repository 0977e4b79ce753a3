namespace LtoPar.Plugin.Abi;

/// <summary>enum ld_plugin_symbol_resolution: what the linker decided of a symbol of a claimed file.</summary>
internal enum LinkerResolution
{
    Unknown = 0,
    Undefined = 1,

    /// <summary>This definition is used, and something that is not bitcode refers to it.</summary>
    PrevailingDefinition = 2,

    /// <summary>This definition is used, by bitcode alone.</summary>
    PrevailingDefinitionIrOnly = 3,

    /// <summary>Another definition is used, of an object.</summary>
    PreemptedByRegular = 4,

    /// <summary>Another definition is used, of another claimed file.</summary>
    PreemptedByIr = 5,

    /// <summary>Undefined here, defined in another claimed file.</summary>
    ResolvedByIr = 6,

    /// <summary>Undefined here, defined in an object.</summary>
    ResolvedByExecutable = 7,

    /// <summary>Undefined here, defined in a shared library.</summary>
    ResolvedByDynamic = 8,

    /// <summary>This definition is used, by bitcode alone as far as the linker sees, but it is exported.</summary>
    PrevailingDefinitionIrOnlyExported = 9,
}
