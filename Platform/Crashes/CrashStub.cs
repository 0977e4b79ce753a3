using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LtoPar.Platform.Libraries;

namespace LtoPar.Platform.Crashes;

/// <summary>
/// The signal handlers, as x86-64 code for Linux. Called with the signal in edi and the context in rdx:
///
///     rax = the interrupted instruction's address (ucontext_t.uc_mcontext.gregs[REG_RIP], at offset 168)
///     if it is outside of the given ranges: jump to the handler that was there before
///     write(fd, { gettid(), signal }, 8); then pause() for ever
///
/// Nothing else is touched, so it is as safe as a handler can be; the runtime's own handlers stay in charge of managed code.
/// </summary>
internal static unsafe partial class CrashStub
{
    private const int InstructionPointerOffset = 168;
    private const int SaSigInfo = 4;
    private const int SaOnStack = 0x08000000;
    private const int PageBytes = 4096;

    private static readonly string[] s_caught = ["libLLVM", "libstdc++", "libc.so"];

    private static readonly int[] s_signals = [4, 6, 7, 8, 11]; // SIGILL SIGABRT SIGBUS SIGFPE SIGSEGV

    public static void Install(int fd)
    {
        List<(ulong Start, ulong End)> ranges = NativeRanges();
        byte* memory = (byte*)Map(null, PageBytes, 3, 0x22, -1, 0); // read and write; private, anonymous
        if (ranges.Count == 0 || (nint)memory == -1)
        {
            return;
        }

        List<(int Signal, int Offset)> stubs = [];
        Span<byte> page = new(memory, PageBytes);
        int used = 0;
        foreach (int signal in s_signals)
        {
            SignalAction old;
            if (SetAction(signal, null, &old) != 0)
            {
                continue;
            }

            byte[] code = Code(ranges, (ulong)old.Handler, fd);
            if (used + code.Length > PageBytes)
            {
                break;
            }

            code.CopyTo(page[used..]);
            stubs.Add((signal, used));
            used += code.Length;
        }

        if (Protect(memory, PageBytes, 5) != 0) // read and execute
        {
            return;
        }

        foreach ((int signal, int offset) in stubs)
        {
            SignalAction action = new() { Handler = (nint)(memory + offset), Flags = SaSigInfo | SaOnStack };
            _ = SetAction(signal, &action, null);
        }
    }

    private static byte[] Code(List<(ulong Start, ulong End)> ranges, ulong old, int fd)
    {
        List<byte> code = [0x48, 0x8b, 0x82, InstructionPointerOffset, 0, 0, 0]; // mov rax, [rdx + 168]
        List<int> toCaught = [];
        foreach ((ulong start, ulong end) in ranges)
        {
            AddImmediate(start);
            code.AddRange([0x48, 0x39, 0xc8, 0x72, 19]); // cmp rax, rcx; jb over the second test
            AddImmediate(end);
            code.AddRange([0x48, 0x39, 0xc8, 0x0f, 0x82]); // cmp rax, rcx; jb caught
            toCaught.Add(code.Count);
            code.AddRange([0, 0, 0, 0]);
        }

        if (old > 1)
        {
            AddImmediate(old);
            code.AddRange([0xff, 0xe1]); // jmp rcx
        }

        int caught = code.Count;
        code.AddRange([0x41, 0x89, 0xfc]); // mov r12d, edi
        code.AddRange([0xb8, 186, 0, 0, 0, 0x0f, 0x05]); // gettid()
        code.AddRange([0x48, 0x83, 0xec, 16, 0x89, 0x04, 0x24, 0x44, 0x89, 0x64, 0x24, 4]); // sub rsp, 16; mov [rsp], eax; mov [rsp + 4], r12d
        code.AddRange([0xbf, .. BitConverter.GetBytes(fd), 0x48, 0x89, 0xe6, 0xba, 8, 0, 0, 0, 0xb8, 1, 0, 0, 0, 0x0f, 0x05]); // write(fd, rsp, 8)
        code.AddRange([0xb8, 34, 0, 0, 0, 0x0f, 0x05, 0xeb, 0xf7]); // again: pause(); jmp again
        byte[] bytes = [.. code];
        foreach (int at in toCaught)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), caught - (at + 4));
        }

        return bytes;

        void AddImmediate(ulong value) => code.AddRange([0x48, 0xb9, .. BitConverter.GetBytes(value)]); // mov rcx, value
    }

    /// <summary>The ranges in which the code of LLVM and of the libraries that it calls is mapped.</summary>
    private static List<(ulong Start, ulong End)> NativeRanges() =>
    [
        .. LoadedLibrary.All()
            .Where(library => s_caught.Any(name => library.Name.StartsWith(name, StringComparison.Ordinal)))
            .SelectMany(library => library.Code),
    ];

    /// <summary>glibc's struct sigaction on x86-64.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct SignalAction
    {
        public nint Handler;
        public fixed ulong Mask[16];
        public int Flags;
        public nint Restorer;
    }

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int SetAction(int signal, SignalAction* action, SignalAction* old);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nint length, int protection, int flags, int fd, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nint length, int protection);
}
