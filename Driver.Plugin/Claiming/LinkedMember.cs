using LtoPar.Plugin.Abi;
using LtoPar.Plugin.Native;

namespace LtoPar.Plugin.Claiming;

/// <summary>
/// Tells whether GNU ld links a member that it has shown to the plugin. It shows members that it only looks at: the first of an archive (to
/// see what kind of archive it is), and those that may define a common. Afterwards it says of their symbols what it says of linked ones, even that they
/// prevail; such a member's constructors would run, twice where the archive stands twice on the command line. So each member gets one symbol more, hidden
/// and of a name that no other has. It is in the linker's table only if the member is linked, which the linker tells when it is asked for a
/// reference to that name: a missing one is undefined.
/// </summary>
internal static unsafe class LinkedMember
{
    private const string Prefix = ".lto_par.member.";

    /// <param name="probe">The symbol to fill in, the last of the array that the linker gets.</param>
    /// <param name="number">No two members of a link have the same.</param>
    public static void Define(LinkerSymbol* probe, int number)
    {
        *probe = default;
        probe->Name = NativeText.Keep(Prefix + number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        probe->Kind = LinkerSymbolKind.Defined;
        probe->Visibility = LinkerVisibility.Hidden;
    }

    public static bool IsLinked(LinkerHost linker, void* handle, LinkerSymbol* probe)
    {
        LinkerSymbol reference = *probe;
        reference.Kind = LinkerSymbolKind.Undefined;
        return linker.GetSymbols(handle, 1, &reference) && reference.Resolution != LinkerResolution.Undefined;
    }
}
