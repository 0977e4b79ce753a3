using LtoPar.Llvm.Assembly;

namespace LtoPar.CallGraph.Reader.Assembly;

/// <summary>
/// The names that one text of assembly defines and mentions. It is deliberately generous: the text is split into words, not parsed, because
/// macros and conditionals can do anything and a word too many only keeps two symbols together that could have been apart. Module-level asm
/// is known better than that where LLVM can assemble it (<see cref="ModuleAsmUnit"/>).
/// </summary>
internal class AsmUnit
{
    private static readonly HashSet<string> s_definers = new(
        ["set", "equ", "equiv", "comm", "lcomm", "weakref", "thumb_set", "irp", "irpc"], StringComparer.Ordinal);

    /// <summary>Directives that change how this object, and no other, sees a symbol that it may only use.</summary>
    private static readonly HashSet<string> s_attributes =
        new(["symver", "weak", "weak_definition", "weak_reference", "hidden", "protected", "internal", "local", "lto_set_conditional"], StringComparer.Ordinal);

    private readonly Dictionary<string, AsmUnit> _macroBodies = new(StringComparer.Ordinal);

    public AsmUnit(string text) => AddText(text);

    protected AsmUnit()
    {
    }

    /// <summary>Labels, .set names, macros: what other assembly of the same object can use.</summary>
    public HashSet<string> Defines { get; } = new(StringComparer.Ordinal);

    /// <summary>The macros among <see cref="Defines"/>, and what calling one amounts to. A macro whose name is not known is "".</summary>
    public IReadOnlyDictionary<string, AsmUnit> Macros => _macroBodies;

    /// <summary>Made visible to other objects with .globl, .global or .weak.</summary>
    public HashSet<string> Globals { get; } = new(StringComparer.Ordinal);

    /// <summary>Every name, whatever is done with it.</summary>
    public HashSet<string> Mentions { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that another object may define as well: the asm does no more than refer to them. Part of <see cref="Mentions"/>.</summary>
    public HashSet<string> References { get; } = new(StringComparer.Ordinal);

    /// <summary>Symbols that this object alone sees as weak, hidden, of a version...</summary>
    public HashSet<string> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>The written pieces of names that arguments or operands complete: any name that contains one may be meant.</summary>
    public HashSet<string> Pieces { get; } = new(StringComparer.Ordinal);

    /// <summary>Macros or repetitions of this text define symbols by their arguments: a word may be a definition.</summary>
    public bool DefinesByArgument { get; private set; }

    /// <summary>It defines macros that no word names, or text that is elsewhere: any assembly may depend on it.</summary>
    public bool IsOpenEnded { get; private set; }

    /// <summary>.pushsection less .popsection. When they are not in pairs, what follows is in another section.</summary>
    public int SectionDepth { get; private set; }

    public static AsmUnit Inline(string template) => new(AsmWords.WithoutOperands(template));

    /// <summary>Adds the bodies of the macros that the text calls, and of those that they call.</summary>
    /// <param name="macros">All that there are, by name.</param>
    public void Expand(ILookup<string, AsmUnit> macros)
    {
        HashSet<AsmUnit> done = [];
        Queue<string> open = new(Mentions.Append(""));
        while (open.TryDequeue(out string? name))
        {
            foreach (AsmUnit body in macros[name].Where(done.Add))
            {
                body.Mentions.Except(Mentions).ToList().ForEach(open.Enqueue);
                Add(body);
            }
        }
    }

    /// <summary>Takes over what is no symbol: macros, and how the text leaves the sections.</summary>
    protected void AddState(AsmUnit other)
    {
        foreach ((string name, AsmUnit body) in other._macroBodies)
        {
            _macroBodies[name] = body;
            Defines.Add(name);
        }

        IsOpenEnded |= other.IsOpenEnded;
        SectionDepth = other.SectionDepth;
    }

    protected void AddText(string text)
    {
        List<AsmUnit> open = [];
        foreach (string statement in AsmWords.Statements(text))
        {
            AddStatement(statement);
            List<AsmWord> words = AsmWords.Split(statement);
            string head = words.Count > 0 ? words[0].Text.ToLowerInvariant() : "";
            if (head is ".endm" or ".endmacro" && open.Count > 0)
            {
                open.RemoveAt(open.Count - 1);
            }

            open.ForEach(body => body.AddStatement(statement));
            if (head == ".macro" && words.Count > 1)
            {
                // Defined again under the same name: either may be called.
                if (!_macroBodies.TryGetValue(words[1].Text, out AsmUnit? body))
                {
                    _macroBodies.Add(words[1].Text, body = new AsmUnit());
                }

                open.Add(body);
            }
        }
    }

    private void Add(AsmUnit other)
    {
        Defines.UnionWith(other.Defines);
        Globals.UnionWith(other.Globals);
        Mentions.UnionWith(other.Mentions);
        Attributes.UnionWith(other.Attributes);
        Pieces.UnionWith(other.Pieces);
        DefinesByArgument |= other.DefinesByArgument;
        SectionDepth += other.SectionDepth;
    }

    private void AddStatement(string statement)
    {
        List<AsmWord> words = AsmWords.Split(statement);
        int at = 0;
        // Any number of labels, then "name = value" or a directive.
        while (at < words.Count && words[at].After == ':')
        {
            AddDefinition(words[at++]);
        }

        for (int i = 0; i < words.Count; i++)
        {
            AddMention(words[i], isMnemonic: i == at);
        }

        if (at >= words.Count)
        {
            return;
        }

        AsmWord head = words[at];
        if (head.After == '=')
        {
            AddDefinition(head);
        }
        else if (head.Text.StartsWith('.'))
        {
            AddDirective(head.Text[1..].ToLowerInvariant(), words[(at + 1)..]);
        }
    }

    private void AddDirective(string directive, List<AsmWord> operands)
    {
        switch (directive)
        {
            case "pushsection":
                SectionDepth++;
                break;
            case "popsection":
                SectionDepth--;
                break;
            case "include":
                IsOpenEnded = true;
                break;
            case "macro" when operands.Count > 0:
                AddDefinition(operands[0], ofSymbol: false);
                IsOpenEnded |= operands[0].Pieces is not null;
                break;
            case "globl" or "global":
                Globals.UnionWith(operands.Select(o => o.Text));
                break;
            default:
                if (s_definers.Contains(directive) && operands.Count > 0)
                {
                    AddDefinition(operands[0]);
                }

                if (s_attributes.Contains(directive))
                {
                    Attributes.UnionWith(operands.Where(o => o.Text.Length > 0).Select(o => o.Text));
                    DefinesByArgument |= operands.Any(o => o.Pieces is not null);
                    if (directive.StartsWith("weak", StringComparison.Ordinal))
                    {
                        Globals.UnionWith(operands.Select(o => o.Text));
                    }
                }

                break;
        }
    }

    private void AddDefinition(AsmWord word, bool ofSymbol = true)
    {
        DefinesByArgument |= ofSymbol && word.Pieces is not null;
        if (word.Text.Length > 0)
        {
            Defines.Add(word.Text);
        }
    }

    private void AddMention(AsmWord word, bool isMnemonic)
    {
        if (word.Text.Length > 0)
        {
            Mentions.Add(word.Text);
        }
        else if (word.Before != '%' && !isMnemonic)
        {
            // "add${0:z}" and "%r\\n" are an instruction and a register.
            Pieces.UnionWith(word.Pieces ?? []);
        }
    }
}
