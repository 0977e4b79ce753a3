namespace LtoPar.Llvm.Assembly;

/// <summary>Reads the .symver directives of assembly: a name and the versioned name that it gets.</summary>
public static class AsmVersions
{
    private const string Directive = ".symver";

    /// <returns>Versioned names as symbol tables have them: "f@@@V" is "f@@V" where f is defined, and "f@V" where not; both are listed.</returns>
    public static IReadOnlyList<(string Name, string Versioned)> Read(string triple, string dataLayout, ReadOnlySpan<byte> asm)
    {
        string text = LlvmText.From(asm);
        if (!text.Contains(Directive, StringComparison.Ordinal))
        {
            return [];
        }

        // In the text that LLVM prints macros are expanded; assembly that LLVM cannot assemble alone is taken as it is written.
        string statements = AsmAssembler.Assemble(triple, dataLayout, asm).Statements ?? text;
        List<(string, string)> versions = [];
        foreach (string statement in AsmWords.Statements(statements))
        {
            string trimmed = statement.Trim();
            if (!trimmed.StartsWith(Directive, StringComparison.Ordinal) || trimmed.Length == Directive.Length || !char.IsWhiteSpace(trimmed[Directive.Length]))
            {
                continue;
            }

            string[] operands = [.. trimmed[Directive.Length..].Split(',').Select(o => o.Trim().Trim('"'))];
            if (operands.Length < 2)
            {
                continue;
            }

            int sign = operands[1].IndexOf("@@@", StringComparison.Ordinal);
            if (sign < 0)
            {
                versions.Add((operands[0], operands[1]));
            }
            else
            {
                versions.Add((operands[0], operands[1].Remove(sign, 1)));
                versions.Add((operands[0], operands[1].Remove(sign, 2)));
            }
        }

        return versions;
    }
}
