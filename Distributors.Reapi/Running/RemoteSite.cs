using System.Globalization;
using LtoPar.Distribution;
using LtoPar.Distribution.JobFiles;
using LtoPar.Distribution.Running;
using LtoPar.Distributors.Reapi.Actions;
using LtoPar.Distributors.Reapi.Calls;
using LtoPar.Platform;

namespace LtoPar.Distributors.Reapi.Running;

/// <summary>
/// Runs a job on a server. Whatever comes between is said with the server's name, and then the job is executed again, on another server where there is one and
/// in any case without its cache, which may have given what was wrong; after that it is run on this machine, or refused where the user does not want that. A
/// result is written only when all of it was checked. Nothing is tried for longer than the time that a try may take.
/// </summary>
/// <param name="local">Runs jobs on this machine; null: nothing is run here.</param>
/// <param name="say">Is given what commands have said: warnings.</param>
/// <param name="note">Is told of what went otherwise than it should.</param>
/// <param name="detail">Is told where each job was run; null: nobody wants it.</param>
internal sealed class RemoteSite(
    IReadOnlyList<RemoteServer> servers, ActionFactory actions, IJobSite? local, Action<string> say, Action<string> note, Action<string>? detail)
    : IJobSite, IDisposable
{
    private const int Tries = 2;

    /// <summary>So many of a digest are a number.</summary>
    private const int HashDigits = 7;

    /// <summary>Servers take more jobs at a time than this machine.</summary>
    private readonly SemaphoreSlim _here = new(Environment.ProcessorCount);

    /// <summary>False: servers have schedulers of their own, and give two askers of one action the same execution.</summary>
    public bool GivesObjects => false;

    public JobResult Run(JobFile file, RemoteJob job, string host, CancellationToken needless)
    {
        RemoteAction action;
        try
        {
            action = actions.Make(file, job);
        }
        catch (LtoParException e)
        {
            return Instead(file, job, e.ToString(), isSaid: false);
        }

        IReadOnlyCollection<string>? definitions = DefinitionList.Find(job.Inputs);
        // The same action is always the same server's, which has its result.
        int first = int.Parse(action.Digest.Hash.AsSpan(0, HashDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) % servers.Count;
        string failure = $"{string.Join(" and ", servers.Select(s => s.Name))} {(servers.Count == 1 ? "is" : "are")} asked no more";
        bool isSaid = true;
        bool isAgain = false;
        for (int i = 0; i < Tries && Usable(first + i) is { } server; i++)
        {
            try
            {
                Take(job, server.Run(action, definitions, isAgain));
                return JobResult.Written with { Host = server.Name };
            }
            catch (RemoteFault fault)
            {
                failure = $"{fault.Message}, from {server.Name}";
                isSaid = End(server, fault);
                // What was late once would be late again.
                if (i + 1 == Tries || fault.Kind == FaultKind.Late || Usable(first + i + 1) is not { } next)
                {
                    break;
                }

                note($"{job.Object}: {failure}; trying again on {next.Name}");
                isAgain |= fault.Kind == FaultKind.Passing;
            }
            catch (LtoParException e)
            {
                return Instead(file, job, e.ToString(), isSaid: false);
            }
        }

        return Instead(file, job, failure, isSaid);
    }

    /// <summary>Stops asking a server whose failure calls for that.</summary>
    /// <returns>Whether the user was told that it, the last one, is asked no more for that reason.</returns>
    private bool End(RemoteServer server, RemoteFault fault)
    {
        bool ends = server.Ends(fault);
        bool isLast = Usable(0) is null;
        if (ends)
        {
            note($"{server.Name}: {fault.Message}; it is asked no more{(isLast && local is not null ? ", and jobs are run on this machine" : "")}");
        }

        return isLast && fault.Kind != FaultKind.Passing;
    }

    public void Dispose() => _here.Dispose();

    /// <summary>The server whose turn it is, or the next one that is still asked.</summary>
    private RemoteServer? Usable(int turn) => Enumerable.Range(turn, servers.Count).Select(i => servers[i % servers.Count]).FirstOrDefault(s => !s.IsGone);

    private void Take(RemoteJob job, RemoteResult result)
    {
        foreach ((string path, byte[] bytes) in result.Files)
        {
            Platform.Files.OutputFile.Write(path, bytes);
        }

        if (result.Said.Length > 0)
        {
            say(result.Said);
        }

        detail?.Invoke($"{job.Object}: {result.Origin}");
    }

    /// <param name="isSaid">The user knows the reason.</param>
    private JobResult Instead(JobFile file, RemoteJob job, string failure, bool isSaid)
    {
        if (local is null)
        {
            return new JobResult($"{failure}; with --no-local it is not run on this machine");
        }

        if (!isSaid)
        {
            note($"{job.Object}: {failure}; running it on this machine");
        }

        _here.Wait();
        try
        {
            JobResult result = local.Run(file, job, "", CancellationToken.None);
            if (result.Failure is null)
            {
                detail?.Invoke($"{job.Object}: run on this machine");
            }

            return result with { Host = "" };
        }
        finally
        {
            _here.Release();
        }
    }
}
