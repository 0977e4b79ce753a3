using LtoPar.Platform;

namespace LtoPar.Backend.Merging.Sources;

/// <summary>
/// All files of a link must be for one machine. LLVM's linker only warns, and its code generator then takes the first file's word for all.
/// The vendor says nothing of the machine: clang writes x86_64-pc-linux-gnu, rustc x86_64-unknown-linux-gnu.
/// </summary>
internal sealed class TargetAgreement
{
    private (string File, string Triple)? _triple;
    private (string File, string Layout)? _layout;

    /// <exception cref="LtoParException">It is not for the machine that an earlier file is for; both are named.</exception>
    public void Check(string file, string triple, string layout)
    {
        if (triple.Length > 0)
        {
            _triple ??= (file, triple);
            if (WithoutVendor(_triple.Value.Triple) != WithoutVendor(triple))
            {
                throw new LtoParException(
                    file, $"is for target '{triple}', and {_triple.Value.File} is for '{_triple.Value.Triple}'; compile both for one target");
            }
        }

        if (layout.Length > 0)
        {
            _layout ??= (file, layout);
            if (_layout.Value.Layout != layout)
            {
                throw new LtoParException(
                    file, $"has data layout '{layout}', and {_layout.Value.File} has '{_layout.Value.Layout}'; compile both for one target and ABI");
            }
        }
    }

    private static string WithoutVendor(string triple)
    {
        string[] parts = triple.Split('-', 3);
        return parts.Length == 3 ? $"{parts[0]}-{parts[2]}" : triple;
    }
}
