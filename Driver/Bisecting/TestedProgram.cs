using LtoPar.Driver.UserCommands;
using LtoPar.Platform;

namespace LtoPar.Driver.Bisecting;

/// <summary>Makes programs of objects, and runs the user's test on them.</summary>
/// <param name="test">%p is the program, %i the object.</param>
/// <param name="limit">A test that takes longer has failed.</param>
internal sealed class TestedProgram(IProgramMaker maker, string test, TimeSpan limit)
{
    private IReadOnlyList<byte[]>? _made;

    /// <exception cref="LtoParException">The objects do not link: that is no outcome of a test.</exception>
    public bool Passes(IReadOnlyList<byte[]> objects)
    {
        // The same program again, which is what confirming means, is there already.
        if (_made?.SequenceEqual(objects) != true)
        {
            _made = null;
            maker.Make(objects);
            _made = objects;
        }

        return ShellCommand.Run(ShellCommand.Expand(test, ('p', maker.Program), ('i', maker.Object ?? "")), limit).Status == 0;
    }
}
