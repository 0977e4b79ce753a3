using System.Globalization;
using LtoPar.LlvmCpp;
using LtoPar.Platform.Native;
using Microsoft.Win32.SafeHandles;

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
        using SafeFileHandle file = new(Posix.CreateMemoryFile("lto-par-passes", 0), ownsHandle: true);
        if (file.IsInvalid)
        {
            throw new InvalidOperationException("there is no memory for LLVM's passes: a file in memory cannot be made (memfd_create)");
        }

        byte[] name = LlvmText.ToUtf8(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.DangerousGetHandle()}"));
        void* error;
        fixed (byte* path = name)
        {
            StringRef text = new(path, (nuint)name.Length - 1);
            TimeTraceFunctions.Write(&error, text, text);
        }

        Dispose();
        if (error is not null)
        {
            throw new InvalidOperationException("LLVM cannot write its record of passes");
        }

        byte[] bytes = new byte[RandomAccess.GetLength(file)];
        for (int read = 0, next = 1; read < bytes.Length && next > 0; read += next)
        {
            next = RandomAccess.Read(file, bytes.AsSpan(read), read);
        }

        return bytes;
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
