namespace LtoPar.Bitcode.DebugInfo;

/// <summary>How much of a type a reference needs.</summary>
public enum DebugNeed : byte
{
    /// <summary>
    /// Its existence: it is pointed at, is the scope of something, or a variable has it. Debuggers look up the definition of a declared type, for variables
    /// too: clang relies on it when it emits a class only where its constructor is (-fuse-ctor-homing).
    /// </summary>
    Mention,

    /// <summary>Its layout: a member or a base class of a complete type is made of it.</summary>
    Layout,

    /// <summary>As much as is needed of the node that refers to it: typedefs, qualifiers, arrays, lists.</summary>
    Same,
}
