using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server;
using LtoPar.Distributors.Reapi.Protocol;
using LtoPar.TestSupport.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LtoPar.ReapiServer;

/// <summary>
/// A server of the Remote Execution API in this process, on a port of this machine: it executes actions for real, and does wrong what it is told to. It takes
/// what the protocol asks for and nothing less: headers, sorted lists, canonical folders.
/// </summary>
public sealed class RemoteExecutionServer : IDisposable
{
    private readonly WebApplication _application;
    private readonly ServerState _state;
    private readonly string _blobs = System.IO.Directory.CreateTempSubdirectory("reapi-blobs-").FullName;
    private int _isStopped;

    /// <param name="certificates">For TLS, and clients have to have a certificate of the authority too; null: neither.</param>
    public RemoteExecutionServer(TestCertificates? certificates = null)
    {
        _state = new ServerState(_blobs);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificates is not null)
            {
                listen.UseHttps(Https(certificates));
            }
        }));
        builder.Services.AddSingleton(_state);
        builder.Services.AddGrpc(options => options.Interceptors.Add<RequestCheck>());
        _application = builder.Build();
        _application.MapGrpcService<CapabilitiesService>();
        _application.MapGrpcService<ActionCacheService>();
        _application.MapGrpcService<BlobService>();
        _application.MapGrpcService<StreamService>();
        _application.MapGrpcService<ExecutionService>();
        _application.StartAsync().GetAwaiter().GetResult();
        Uri url = new(_application.Urls.First());
        Url = $"{(certificates is null ? "grpc" : "grpcs")}://127.0.0.1:{url.Port}";
    }

    public string Url { get; }

    /// <summary>The methods that were called.</summary>
    public IReadOnlyList<string> Calls => _state.Calls;

    /// <summary>The commands that were executed.</summary>
    public IReadOnlyList<Command> Executed => [.. _state.Executed];

    /// <summary>An object that is no job's, for faults that have one.</summary>
    public byte[] AnotherObject { set => _state.AnotherObject = value; }

    /// <summary>Results carry files within them.</summary>
    public bool IsInlining { set => _state.IsInlining = value; }

    public (string Name, string Value) RequiredHeader { set => _state.RequiredHeader = value; }

    public string Instance { set => _state.Instance = value; }

    /// <summary>Is run when an execution is asked for.</summary>
    public System.Action OnExecute { set => _state.OnExecute = value; }

    /// <param name="times">How often it does that.</param>
    public void Fail(ReapiFault fault, int times) => _state.Set(fault, times);

    /// <summary>Forgets all blobs, and not the results.</summary>
    public void LoseBlobs() => Array.ForEach(System.IO.Directory.GetFiles(_blobs), File.Delete);

    /// <summary>Closes its connections and its port, whatever it is doing.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) == 0)
        {
            using CancellationTokenSource now = new();
            now.Cancel();
            try
            {
                _application.StopAsync(now.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                // Calls were under way.
            }
        }
    }

    public void Dispose()
    {
        Stop();
        ((IDisposable)_application).Dispose();
        System.IO.Directory.Delete(_blobs, recursive: true);
    }

    private static HttpsConnectionAdapterOptions Https(TestCertificates certificates) => new()
    {
        ServerCertificate = X509Certificate2.CreateFromPemFile(certificates.Certificate, certificates.Key),
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        ClientCertificateValidation = (client, _, _) => client.Issuer == "CN=lto-par test authority",
    };
}
