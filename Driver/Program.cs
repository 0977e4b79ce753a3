using System.CommandLine;
using System.CommandLine.Parsing;
using LtoPar.Backend.Combining;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Commands;
using LtoPar.Driver.Execution;
using LtoPar.Driver.Reports;
using LtoPar.Platform;
using LtoPar.Platform.Crashes;
using LtoPar.Platform.Files;
using LtoPar.Platform.Jobs;
using LtoPar.Platform.Native;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver;

/// <summary>The lto-par command: parses, runs, and turns every failure into one line on stderr and exit status 1.</summary>
public static class Program
{
    private static int Main(string[] arguments)
    {
        ScratchFolders.CleanUpOnSignals();
        NativeCrash.GiveBack = JobServer.GiveAllBackBeforeExit;
        NativeCrash.CleanUp = ScratchFolders.RemoveAllBeforeExit;
        if (WrapperProgram.Run(ProcessImage.CalledAs, arguments) is { } linked)
        {
            return linked;
        }

        if (WorkerCompiler.Arguments(ProcessImage.CalledAs, arguments) is { } compile)
        {
            return WorkerCompiler.Refusal is { } refusal
                ? Fail(new Messages(Console.Error, false), refusal)
                : Run(compile, Console.Out, Console.Error);
        }

        LinkerWatch.Start();
        WorkerFallback.CommandLine = arguments;
        int status = Run(arguments, Console.Out, Console.Error);
        LinkerWatch.Finish();
        return status;
    }

    /// <summary>The whole program but for the process around it.</summary>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        Messages messages = new(error, ColorOption.IsOn(ColorOption.Find(arguments), error));
        try
        {
            (string[] expanded, string? problem) = ResponseFile.Expand(arguments);
            if (problem is not null)
            {
                return Fail(messages, problem);
            }

            messages = new Messages(error, ColorOption.IsOn(ColorOption.Find(expanded), error));
            // A bare -save-temps means all stages; its value is given with '=' alone, or it would swallow the input.
            int end = Array.IndexOf(expanded, "--") is var dashes && dashes >= 0 ? dashes : expanded.Length;
            for (int i = 0; i < end; i++)
            {
                expanded[i] = expanded[i] is "-save-temps" or "--save-temps" ? "-save-temps=all" : expanded[i];
            }

            expanded = LlvmPairs.Join(expanded, end);
            MainCommand command = new();
            ParserConfiguration parser = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = true };
            ParseResult result = command.Parse(expanded, parser);
            if (UsageErrors.Find(result, expanded) is { } usage)
            {
                return Fail(messages, usage);
            }

            if (RulesOption.IsHelp(result))
            {
                output.Write(RulesOption.List());
                return 0;
            }

            return result.Invoke(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (LtoParException e)
        {
            ScratchFolders.RemoveAll();
            messages.Error(e.ToString());
            if (e.Note is { } note)
            {
                messages.Note(note);
            }

            return 1;
        }
        catch (OutOfMemoryException)
        {
            ScratchFolders.RemoveAll();
            return Fail(messages, HostMemory.AddressSpaceLimit() is { } limit
                ? $"there is too little address space: the limit is {limit >> 20} MiB (ulimit -v); raise it to 1 GiB or more"
                : "there is too little memory; free some, or run fewer workers (-j1)");
        }
        catch (IOException e) when (e.Message.Contains("Broken pipe", StringComparison.Ordinal))
        {
            ScratchFolders.RemoveAll();
            return 1;
        }
#pragma warning disable CA1031 // the last resort: whatever it is, it is a bug of ours, and the user gets a status and no output
        catch (Exception e)
#pragma warning restore CA1031
        {
            ScratchFolders.RemoveAll();
            messages.InternalError(e.Message);
            messages.Line(e.StackTrace);
            messages.Line(
                "lto-par: this is a bug; please report it with the command line, the input and the lines above (--partition=one may get you past it)");
            return 1;
        }
    }

    private static int Fail(Messages messages, string message)
    {
        messages.Error(message);
        return 1;
    }
}
