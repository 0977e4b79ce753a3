namespace LtoPar.Bitcode.DebugInfo;

/// <summary>How much of a type a reference needs.</summary>
public enum DebugNeed : byte
{
    /// <summary>
    /// That it exists: it is pointed at, is the scope of something, or a variable has it. Debuggers look up the definition of what they see
    /// declared, for variables too: clang relies on it when it emits a class only where its constructor is (-fuse-ctor-homing).
    /// </summary>
    Mention,

    /// <summary>Its layout: a member or a base class of a complete type is made of it.</summary>
    Layout,

    /// <summary>What is needed of the node that holds the reference: typedefs, qualifiers, arrays, lists.</summary>
    Same,
}
