using LtoPar.LinkJobs;

namespace LtoPar.Plugin.Options;

/// <summary>The options of -plugin-opt.</summary>
internal sealed class PluginOptions
{
    /// <summary>The program that lto-par= names; null: it is to be found.</summary>
    public string? Program { get; set; }

    /// <summary>The file in which job-file= keeps the job of lto-par link; null: it is not kept.</summary>
    public string? JobFile { get; set; }

    /// <summary>The path under which obj-path= keeps the objects; null: they are not kept.</summary>
    public string? ObjectPath { get; set; }

    /// <summary>save-temps: keep the objects beside the output, and the resolutions.</summary>
    public bool SaveTemps { get; set; }

    /// <summary>disable-output: compile, and link nothing.</summary>
    public bool DisableOutput { get; set; }

    /// <summary>emit-llvm: write the merged module in the output's place, and link nothing.</summary>
    public bool EmitBitcode { get; set; }

    /// <summary>--stop-after: lto-par ends before there are objects, and nothing is linked.</summary>
    public bool StopsEarly => Arguments.Exists(OwnOptions.IsStop);

    /// <summary>extra-library-path=: where the linker looks for libraries of objects that are added.</summary>
    public string? ExtraLibraryPath { get; set; }

    /// <summary>The arguments for lto-par link, in order: the last of two with one meaning counts.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>Options that are taken and change nothing, which the user may not expect.</summary>
    public List<string> Warnings { get; } = [];
}
