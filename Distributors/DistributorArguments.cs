using LtoPar.Distribution;
using LtoPar.Distribution.Running;
using LtoPar.Platform;
using LtoPar.Platform.Jobs;

namespace LtoPar.Distributors;

/// <summary>The command line of a distributor. The job file is the last word: the linker adds it behind what the user gave it for the distributor.</summary>
internal sealed class DistributorArguments
{
    private const int MostSlots = 4096;
    private const int DefaultSeconds = 600;

    private readonly List<string> _files = [];
    private int _localJobs;
    private bool _isShared;
    private bool _isVerbose;
    private int? _jobs;
    private TimeSpan _limit = TimeSpan.FromSeconds(DefaultSeconds);
    private List<string> _hosts = [];
    private CommandTemplate? _template;
    private string _kind = "";

    public string JobFile => _files[^1];

    /// <param name="kind">"local", "command" or "distcc".</param>
    /// <exception cref="LtoParException">It is not right.</exception>
    public static DistributorArguments Read(string kind, IEnumerable<string> words)
    {
        if (kind is not ("local" or "command" or "distcc"))
        {
            throw new LtoParException(null, $"there is no distributor '{kind}'; use local, command or distcc");
        }

        DistributorArguments read = new();
        OptionWords options = new(words);
        while (options.Next())
        {
            read.Take(options, hasHosts: kind != "local", hasTemplate: kind == "command");
        }

        int files = kind == "command" ? 2 : 1;
        if (read._files.Count != files)
        {
            throw new LtoParException(
                null, read._files.Count > files ? $"one job file at a time, not '{read._files[^1]}' too"
                    : files == 1 ? "no job file; give its path, as a linker does" : "give a template and the path of a job file; --help has examples");
        }

        if (kind == "distcc" && read._hosts.Count == 0)
        {
            throw new LtoParException(null, "no hosts; give them as --hosts=A/4,B:3632 (HOST, a port behind a colon, and how many jobs at a time)");
        }

        if (read._localJobs > 0 && read._hosts.Count == 0)
        {
            throw new LtoParException(null, "--local is for jobs on this machine beside those of --hosts, and none are named; use lto-par-distribute-local");
        }

        read._kind = kind;
        read._template = kind == "command" ? new CommandTemplate(read._files[0], read._hosts.Count > 0) : null;
        return read;
    }

    /// <param name="note">Is told what the user may want to know.</param>
    public JobQueue Queue(Action<string> note)
    {
        // Those of other hosts first: this machine has the link to do as well.
        IReadOnlyList<string> slots = _hosts.Count > 0
            ? [.. _hosts, .. Enumerable.Repeat("", _localJobs)]
            : [.. Enumerable.Repeat("", _jobs ?? Environment.ProcessorCount)];
        Action<string>? detail = _isVerbose ? note : null;
        if (_kind == "local")
        {
            LocalSite here = new(text => Console.Error.WriteLine(text));
            return new JobQueue(here, slots, retries: 0, note, detail, patience: null, _jobs is null ? Offered(detail) : null);
        }

        IJobSite site = _template is null ? new DistccSite(_limit)
            : _isShared ? new SharedSite(_template, _limit)
            : new CommandSite(_template, _limit);
        IJobSite own = _isShared ? new LocalSite(text => Console.Error.WriteLine(text)) : new StreamSite(_limit);
        return new JobQueue(_localJobs > 0 ? new MixedSite(site, own) : site, slots, retries: 1, note, detail);
    }

    /// <summary>The jobserver of make, ninja or cargo, without -j.</summary>
    /// <param name="detail">Is told why one that is offered cannot be used; null: nobody wants to know.</param>
    private static JobServerSlots? Offered(Action<string>? detail)
    {
        if (JobServerOffer.Parse(Environment.GetEnvironmentVariable(JobServerOffer.Variable)) is not { } offer)
        {
            return null;
        }

        if (JobServer.Open(offer, out string problem) is { } server)
        {
            detail?.Invoke("as many jobs at a time as the jobserver lets");
            return new JobServerSlots(server);
        }

        detail?.Invoke($"jobserver unavailable: {problem}");
        return null;
    }

    private void Take(OptionWords words, bool hasHosts, bool hasTemplate)
    {
        switch (words.Option)
        {
            case "-j" or "--jobs":
                string jobs = words.Value();
                _jobs = jobs == "auto" ? Environment.ProcessorCount : OptionWords.Number(words.Option, jobs, MostSlots);
                break;
            case "--timeout" when hasHosts:
                _limit = TimeSpan.FromSeconds(words.Number(int.MaxValue / 1000));
                break;
            case "--local" when hasHosts:
                _localJobs = words.Number(MostSlots);
                break;
            case "--shared" when hasTemplate && !words.HasValue:
                _isShared = true;
                break;
            case "-v" or "--verbose":
                _isVerbose = true;
                break;
            case "--hosts" when hasHosts:
                _hosts = Hosts(words.Value());
                break;
            case ['-', _, ..]:
                throw words.Unknown();
            default:
                _files.Add(words.Word);
                break;
        }
    }

    /// <summary>"a/4,b": four jobs at a time on a, one on b. The slots take turns, so that few jobs are on many hosts.</summary>
    private static List<string> Hosts(string text)
    {
        List<(string Host, int Slots)> hosts = [];
        foreach (string part in text.Split(','))
        {
            string[] halves = part.Split('/', 2);
            hosts.Add(halves[0].Length > 0 && !halves[0].StartsWith('-')
                ? (halves[0], halves.Length > 1 ? OptionWords.Number("--hosts", halves[1], MostSlots) : 1)
                : throw new LtoParException(null, $"--hosts: '{part}' is not HOST or HOST/SLOTS"));
        }

        return [.. Enumerable.Range(0, hosts.Max(h => h.Slots)).SelectMany(turn => hosts.Where(h => h.Slots > turn).Select(h => h.Host))];
    }
}
