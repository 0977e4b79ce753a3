using System.Globalization;
using LtoPar.LlvmCpp;
using LtoPar.Platform.Files;

namespace LtoPar.Llvm;

/// <summary>
/// Records which passes LLVM runs on this thread, and when, from construction until <see cref="Finish"/>. It is the profiler of clang's -ftime-trace, which
/// keeps one record a thread. A library without its functions records nothing.
/// </summary>
public sealed unsafe class PassProfile : IDisposable
{
    private bool _isOpen = true;

    private PassProfile(int granularity)
    {
        fixed (byte* name = "lto-par"u8)
        {
            TimeTraceFunctions.Initialize((uint)granularity, new StringRef(name, (nuint)"lto-par"u8.Length), 0);
        }
    }

    /// <summary>Whether the library can record passes.</summary>
    public static bool IsAvailable => TimeTraceFunctions.Exist;

    /// <param name="granularity">The shortest time that is recorded, in microseconds; null: nothing is.</param>
    /// <returns>Null: nothing is recorded.</returns>
    public static PassProfile? Start(int? granularity) => granularity is { } least && IsAvailable ? new PassProfile(least) : null;

    /// <returns>The record in LLVM's words: JSON of Chrome's trace-event format, times in microseconds since the start.</returns>
    public byte[] Finish()
    {
        using MemoryFile file = new("lto-par-passes");
        byte[] name = LlvmText.ToUtf8(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.Descriptor}"));
        void* error;
        fixed (byte* path = name)
        {
            StringRef text = new(path, (nuint)name.Length - 1);
            TimeTraceFunctions.Write(&error, text, text);
        }

        Dispose();
        return error is null ? file.Read() : throw new InvalidOperationException("LLVM cannot write its record of passes");
    }

    /// <summary>Forgets what was recorded. To be called on the thread that started it.</summary>
    public void Dispose()
    {
        if (_isOpen)
        {
            _isOpen = false;
            TimeTraceFunctions.Cleanup();
        }
    }
}
