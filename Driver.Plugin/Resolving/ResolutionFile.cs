using System.Text;
using LtoPar.LinkJobs;

namespace LtoPar.Plugin.Resolving;

/// <summary>
/// OUT.resolution.txt, as LLVM's LTO writes it with save-temps and llvm-lto2 reads it: a line with the module, then a line for each symbol
/// with the letters p, l, x and r. Linking with LLVM's own plugin and save-temps must give the same letters.
/// </summary>
internal static class ResolutionFile
{
    private static readonly (SymbolResolution Flag, char Letter)[] s_letters =
    [
        (SymbolResolution.Prevailing, 'p'),
        (SymbolResolution.FinalDefinition, 'l'),
        (SymbolResolution.VisibleToRegularObject, 'x'),
        (SymbolResolution.LinkerRedefined, 'r'),
    ];

    public static void Write(LinkJob job, string path)
    {
        using FileStream stream = File.Create(path);
        foreach (LinkModule module in job.Modules)
        {
            byte[] name = Encoding.UTF8.GetBytes(module.Name);
            stream.Write([.. name, (byte)'\n']);
            foreach (LinkSymbol symbol in module.Symbols)
            {
                string letters = string.Concat(s_letters.Where(l => (symbol.Resolution & l.Flag) != 0).Select(l => l.Letter));
                stream.Write([.. "-r="u8, .. name, (byte)',', .. symbol.NameBytes, (byte)',', .. Encoding.ASCII.GetBytes(letters), (byte)'\n']);
            }
        }
    }
}
