using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LtoPar.Distribution;
using LtoPar.Distribution.JobFiles;
using LtoPar.Distribution.Running;
using LtoPar.Distributors.Reapi.Actions;
using LtoPar.Distributors.Reapi.Calls;
using LtoPar.Distributors.Reapi.Running;
using LtoPar.Platform;
using LtoPar.RemoteApis.Http;

namespace LtoPar.Distributors.Reapi;

/// <summary>The command line. The job file is the last word: the linker adds it behind what the user gave it for the distributor.</summary>
internal sealed class ReapiArguments
{
    private const int MostJobs = 4096;
    private const int JobsPerServer = 16;
    private const int MostSeconds = 86400;

    private readonly List<string> _files = [];
    private readonly List<GrpcAddress> _servers = [];
    private readonly List<(string Name, string Value)> _platform = [];
    private ServerSettings _settings = new();
    private string? _certificate;
    private string? _key;
    private int? _jobs;
    private bool _isSent;
    private bool _isLocal = true;
    private bool _isVerbose;

    public string JobFile => _files[0];

    /// <exception cref="LtoParException">It is not right.</exception>
    public static ReapiArguments Read(IEnumerable<string> arguments)
    {
        ReapiArguments read = new();
        OptionWords words = new(arguments);
        while (words.Next())
        {
            read.Take(words);
        }

        read.Complete();
        return read;
    }

    /// <summary>Runs the jobs, and says where and when each ran.</summary>
    /// <param name="note">Is told what the user may want to know.</param>
    /// <exception cref="LtoParException">A job failed.</exception>
    public IReadOnlyList<JobRun> Run(JobFile file, Action<string> note)
    {
        Toolchain toolchain = Toolchain.Of(file.CommonArguments[0], [.. file.CommonArguments.Skip(1)], _isSent);
        Blob[] sent = [.. toolchain.Files.Select(f => f.Blob)];
        List<RemoteServer> servers = [];
        try
        {
            servers.AddRange(_servers.Select(address => new RemoteServer(new Connection(address, _settings), sent)));
            Action<string> say = text => Console.Error.WriteLine(text);
            using RemoteSite site = new(
                servers, new ActionFactory(toolchain, _platform, _settings.Limit), _isLocal ? new LocalSite(say) : null, say, note, _isVerbose ? note : null);
            int slots = _jobs ?? JobsPerServer * servers.Count;
            JobQueue queue = new(site, [.. Enumerable.Repeat("", slots)], retries: 0, note);
            queue.Run(file);
            return queue.Runs;
        }
        finally
        {
            servers.ForEach(s => s.Dispose());
        }
    }

    private void Take(OptionWords words)
    {
        switch (words.Option)
        {
            case "-j" or "--jobs":
                _jobs = words.Number(MostJobs);
                break;
            case "--timeout":
                _settings = _settings with { Limit = TimeSpan.FromSeconds(words.Number(MostSeconds)) };
                break;
            case "--server":
                _servers.Add(GrpcAddress.Parse(words.Value()));
                break;
            case "--instance":
                _settings = _settings with { Instance = words.Value().Trim('/') };
                break;
            case "--header-file":
                _settings = _settings with { Headers = HeaderFile.Read(words.Value()) };
                break;
            case "--ca-file":
                _settings = _settings with { Authorities = TrustedCertificates.Read(words.Value()) };
                break;
            case "--client-certificate":
                _certificate = words.Value();
                break;
            case "--client-key":
                _key = words.Value();
                break;
            case "--platform":
                _platform.Add(Property(words.Value()));
                break;
            case "--toolchain":
                _isSent = words.Value() switch
                {
                    "upload" => true,
                    "installed" => false,
                    var kind => throw new LtoParException(null, $"--toolchain: '{kind}' is neither upload nor installed"),
                };
                break;
            case "--no-local" when !words.HasValue:
                _isLocal = false;
                break;
            case "-v" or "--verbose" when !words.HasValue:
                _isVerbose = true;
                break;
            case ['-', _, ..]:
                throw words.Unknown();
            default:
                _files.Add(words.Word);
                break;
        }
    }

    private void Complete()
    {
        if (_files.Count != 1)
        {
            throw new LtoParException(
                null, _files.Count > 1 ? $"one job file at a time, not '{_files[^1]}' too" : "no job file; give its path, as a linker does");
        }

        if (_servers.Count == 0)
        {
            throw new LtoParException(null, "which server is to execute the jobs? give --server=grpc://HOST:PORT");
        }

        bool isSecure = _servers.TrueForAll(s => s.IsSecure);
        if (_certificate is not null || _key is not null)
        {
            _settings = _settings with { Certificate = Certificate(isSecure) };
        }

        if (_settings.Authorities is not null && !isSecure)
        {
            throw new LtoParException(null, "--ca-file is for servers behind TLS: --server=grpcs://HOST");
        }
    }

    private X509Certificate2 Certificate(bool isSecure)
    {
        if (_certificate is null || _key is null || !isSecure)
        {
            throw new LtoParException(null, "--client-certificate and --client-key are given together, for servers behind TLS: --server=grpcs://HOST");
        }

        try
        {
            return X509Certificate2.CreateFromPemFile(_certificate, _key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new LtoParException(_certificate, $"this machine's certificate and its key, {_key}, cannot be read: {e.Message}", e);
        }
    }

    private static (string Name, string Value) Property(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is var at and > 0
            ? (text[..at], text[(at + 1)..])
            : throw new LtoParException(null, $"--platform: '{text}' is not NAME=VALUE");
}
