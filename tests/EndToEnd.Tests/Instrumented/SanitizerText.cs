using System.Text.RegularExpressions;

namespace LtoPar.EndToEnd.Tests.Instrumented;

/// <summary>Reports of the sanitizers without what differs between two links of one program: addresses, process ids, and the neighbourhood in memory.</summary>
internal static partial class SanitizerText
{
    public static string Normalize(string text)
    {
        text = Promotion().Replace(text, "");
        text = Address().Replace(text, "ADDR");
        text = Neighbour().Replace(text, "");
        text = Bytes().Replace(text, "");
        text = Process().Replace(text, "==PID==");
        text = Module().Replace(text, "");
        IEnumerable<string> lines = text.Split('\n').TakeWhile(line => !line.StartsWith("Shadow bytes around", StringComparison.Ordinal));
        return string.Join('\n', lines);
    }

    /// <summary>A suffix, which a demangler shows in brackets of its own.</summary>
    [GeneratedRegex(@" \(\.lto_par\.[0-9A-Za-z]+\)|\.lto_par\.[0-9A-Za-z]+")]
    private static partial Regex Promotion();

    [GeneratedRegex("0x[0-9a-f]+|\\b[0-9a-f]{12,16}\\b")]
    private static partial Regex Address();

    /// <summary>ASan also names a variable that merely lies near; the faults here are at most 8 bytes from their own.</summary>
    [GeneratedRegex(
        @"ADDR is located \d\d+ bytes (before|after) global variable [^\n]*\n(  '[^\n]* is ascii string [^\n]*\n)?(  registered at:\n(    #[^\n]*\n)+\n)?")]
    private static partial Regex Neighbour();

    /// <summary>UBSan shows the bytes around a pointer.</summary>
    [GeneratedRegex(@"^ *([0-9a-f]{2} +){8}[0-9a-f ]*\n *\^~* *\n", RegexOptions.Multiline)]
    private static partial Regex Bytes();

    [GeneratedRegex(@"==\d+==|pid=\d+")]
    private static partial Regex Process();

    /// <summary>The place of code in the file: "(/tmp/x/max.exe+0x1234) (BuildId: ...)".</summary>
    [GeneratedRegex(@" *\([^()]*\.(exe|so[.0-9]*)\+[^)]*\)| *\(BuildId: [^)]*\)|/\S+\.exe")]
    private static partial Regex Module();
}
