using LtoPar.Bitcode.Symbols;
using LtoPar.Llvm.Assembly;

namespace LtoPar.CallGraph.Reader.Assembly;

/// <summary>
/// Module-level asm as LLVM assembles it (<see cref="AsmAssembler"/>). What LLVM's symbol table lists is exact: definitions, and what
/// instructions and data refer to. From the printed statements comes what the table leaves out: the operands of directives. Macros are no
/// symbols and are found as words; what their bodies name matters where inline assembly calls them.
/// </summary>
internal sealed class ModuleAsmUnit : AsmUnit
{
    private static readonly HashSet<string> s_withoutNames = new(
        [
            "ascii", "asciz", "string", "file", "ident", "text", "data", "bss", "align", "balign", "p2align", "arch", "arch_extension", "cpu",
            "fpu", "loc", "addrsig",
            "cfi_startproc", "cfi_endproc", "cfi_sections", "intel_syntax", "att_syntax",
        ],
        StringComparer.Ordinal);

    /// <summary>Directives that refer to symbols as data does.</summary>
    private static readonly HashSet<string> s_data = new(
        [
            "byte", "2byte", "4byte", "8byte", "short", "hword", "value", "word", "long", "int", "quad", "xword", "octa", "uleb128", "sleb128",
            "cfi_personality", "cfi_lsda",
            "addrsig_sym", "cg_profile",
        ],
        StringComparer.Ordinal);

    private readonly HashSet<string> _localCommons = new(StringComparer.Ordinal);

    private ModuleAsmUnit()
    {
    }

    /// <summary>The best that can be known of a module's assembly.</summary>
    public static AsmUnit Make(string text, AssembledAsm assembled)
    {
        if (assembled.Symbols is null)
        {
            return new AsmUnit(text);
        }

        ModuleAsmUnit unit = new();
        HashSet<string> undefined = unit.AddSymbols(assembled.Symbols);
        if (assembled.Statements is null)
        {
            unit.AddText(text);
            return unit;
        }

        unit.References.UnionWith(undefined);
        foreach (string statement in assembled.Statements.Split('\n'))
        {
            unit.AddPrinted(statement);
        }

        unit.AddState(new AsmUnit(text));
        return unit;
    }

    /// <returns>The names that it uses and does not define.</returns>
    private HashSet<string> AddSymbols(IReadOnlyList<IrSymbol> symbols)
    {
        HashSet<string> undefined = new(StringComparer.Ordinal);
        foreach (IrSymbol symbol in symbols.Where(s => s.Name.Length > 0))
        {
            Mentions.Add(symbol.Name);
            if (symbol.IsDefined)
            {
                Defines.Add(symbol.Name);
            }
            else if ((symbol.Flags & IrSymbolFlags.Weak) != 0)
            {
                Attributes.Add(symbol.Name);
            }
            else
            {
                undefined.Add(symbol.Name);
            }

            if (symbol.IsGlobal)
            {
                Globals.Add(symbol.Name);
            }
        }

        return undefined;
    }

    private void AddPrinted(string line)
    {
        string statement = WithoutComment(line);
        List<AsmWord> words = AsmWords.Split(statement);
        if (words is not [var head, ..])
        {
            return;
        }

        bool isSubtraction = statement.Contains('-', StringComparison.Ordinal);
        if (head.After == '=')
        {
            // An alias needs its definition beside it.
            Mentions.UnionWith(words.Select(w => w.Text));
            References.ExceptWith(words.Select(w => w.Text));
        }
        else if (!head.Text.StartsWith('.') || head.After == ':')
        {
            // An instruction or a label: the symbol table has them. A difference can only be taken of what is in one object.
            if (isSubtraction)
            {
                References.ExceptWith(words.Select(w => w.Text));
            }
        }
        else
        {
            AddPrintedDirective(head.Text[1..], words.GetRange(1, words.Count - 1), isSubtraction);
        }
    }

    private void AddPrintedDirective(string directive, List<AsmWord> operands, bool isSubtraction)
    {
        if (s_withoutNames.Contains(directive))
        {
            return;
        }

        // "@progbits", "%function", "sym@PLT": what follows is no symbol.
        string[] names = [.. operands.Where(o => o.Before is not ('@' or '%')).Select(o => o.Text)];
        if (directive == "section")
        {
            // The name, the flags; then a group or a section's symbol.
            names = [.. operands.Skip(1).Where(o => !o.IsQuoted && o.Before is not ('@' or '%') && o.Text is not ("comdat" or "unique")).Select(o => o.Text)];
        }

        Mentions.UnionWith(names);
        if (directive is "globl" or "global")
        {
            return;
        }

        bool isData = s_data.Contains(directive);
        if (!isData || isSubtraction)
        {
            References.ExceptWith(names);
        }

        if (!isData && directive != "section")
        {
            // Whatever another directive does to a symbol, it does in this object alone.
            Attributes.UnionWith(names);
        }

        switch (directive)
        {
            case "weakref" when names.Length > 0:
                Defines.Add(names[0]);
                Globals.Remove(names[0]);
                break;
            case "lcomm" when names.Length > 0:
                Defines.Add(names[0]);
                break;
            case "comm" when names.Length > 0:
                // The symbol table shows it as local; ".local" before it says so.
                _ = _localCommons.Contains(names[0]) || Globals.Add(names[0]);
                break;
            case "local":
                _localCommons.UnionWith(names);
                break;
        }
    }

    /// <summary>Removes the comments that LLVM printed with the statements; a '#' or "//" in quotes does not begin a comment.</summary>
    private static string WithoutComment(string line)
    {
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (quoted && line[i] == '\\')
            {
                i++;
            }
            else if (!quoted && (line[i] == '#' || (line[i] == '/' && i + 1 < line.Length && line[i + 1] is '/' or '*')))
            {
                return line[..i];
            }
        }

        return line;
    }
}
