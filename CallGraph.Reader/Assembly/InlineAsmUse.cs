namespace LtoPar.CallGraph.Reader.Assembly;

/// <summary>A function and the text of one inline assembly call in it.</summary>
internal readonly record struct InlineAsmUse(int Function, string Text);
