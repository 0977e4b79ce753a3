using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using LtoPar.LibLTO;
using LtoPar.Llvm;

namespace LtoPar.Backend.CodeGeneration;

/// <summary>
/// Makes libLTO's code generators, all of which know level and features. libLTO (22.1) tells them to one generator alone, the first that does anything
/// after options were set in the process, and each generator asks whether that is still to be done when it begins to generate code. So generators are made
/// while no other is at work: several at a time, as many again whenever they have run out.
///
/// Generating code crashes where nothing was optimised before: the empty module that a generator begins with is.
/// </summary>
internal static unsafe class LtoGenerators
{
    /// <summary>One at a time is what a run of one partition needs; more than this is memory for nothing.</summary>
    private const int MostAtATime = 32;

    /// <summary>Read by who is at work with a generator, written by who makes them.</summary>
    private static readonly ReaderWriterLockSlim s_work = new();
    private static readonly ConcurrentStack<nint> s_ready = new();
    private static int s_next = 1;

    /// <summary>Takes a generator that no one else has. Until <see cref="Return"/>, which is for the same thread to call, no other is made.</summary>
    /// <param name="setUp">Tells libLTO the options of the process, and is called before each batch.</param>
    public static LTOCodeGenerator* Take(Action setUp)
    {
        while (true)
        {
            s_work.EnterReadLock();
            if (s_ready.TryPop(out nint generator))
            {
                return (LTOCodeGenerator*)generator;
            }

            s_work.ExitReadLock();
            Make(setUp);
        }
    }

    public static void Return(LTOCodeGenerator* generator)
    {
        LTO.codegen_dispose(generator);
        s_work.ExitReadLock();
    }

    private static void Make(Action setUp)
    {
        s_work.EnterWriteLock();
        try
        {
            if (!s_ready.IsEmpty)
            {
                return; // another thread was first
            }

            setUp();
            for (int i = 0; i < s_next; i++)
            {
                // An empty list of options: this generator is told what is set.
                LTO.set_debug_options(null, 0);
                LTOCodeGenerator* generator = LTO.codegen_create_in_local_context();
                LTO.codegen_set_diagnostic_handler(generator, &Ignore, null);
                _ = LTO.codegen_optimize(generator);
                s_ready.Push((nint)generator);
            }

            s_next = Math.Min(2 * s_next, MostAtATime);
        }
        finally
        {
            s_work.ExitWriteLock();
        }
    }

    /// <summary>What LLVM says of an empty module is about no module of the user's.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(LTODiagnosticSeverity severity, sbyte* text, void* context)
    {
    }
}
