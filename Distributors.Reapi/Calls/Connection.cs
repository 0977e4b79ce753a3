using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using LtoPar.Distributors.Reapi.Protocol;
using LtoPar.Platform;
using LtoPar.RemoteApis.Http;

namespace LtoPar.Distributors.Reapi.Calls;

/// <summary>
/// A server, and what goes with every call to it. Hosted servers know their clients by the header of the protocol, and some refuse calls without it.
/// </summary>
internal sealed class Connection : IDisposable
{
    private const string MetadataHeader = "build.bazel.remote.execution.v2.requestmetadata-bin";
    private const string BinarySuffix = "-bin";
    private const int MostMessageBytes = 64 << 20;

    private static readonly TimeSpan s_mostConnectTime = TimeSpan.FromSeconds(20);
    private static readonly string s_invocation = Guid.NewGuid().ToString();
    private static readonly string s_version = typeof(Connection).Assembly.GetName().Version?.ToString(3) ?? "";

    private readonly GrpcChannel _channel;
    private readonly Metadata _headers = [];

    /// <exception cref="LtoParException">A header cannot be sent.</exception>
    public Connection(GrpcAddress address, ServerSettings settings)
    {
        Address = address;
        Settings = settings;
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = settings.Limit < s_mostConnectTime ? settings.Limit : s_mostConnectTime,
            ActivityHeadersPropagator = null,
        };
        if (settings.Authorities is { } authorities)
        {
            handler.SslOptions.CertificateChainPolicy = TrustedCertificates.Policy(authorities);
        }

        if (settings.Certificate is { } own)
        {
            handler.SslOptions.ClientCertificates = [own];
        }

        _channel = GrpcChannel.ForAddress(address.Root, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MostMessageBytes,
            MaxSendMessageSize = null,
        });
        Invoker = _channel.CreateCallInvoker();
        foreach ((string name, string value) in settings.Headers)
        {
            AddHeader(name, value);
        }
    }

    public GrpcAddress Address { get; }

    public ServerSettings Settings { get; }

    /// <summary>For the protocol's clients.</summary>
    public CallInvoker Invoker { get; }

    /// <param name="actionHash">The hash of the action that the call is for; "": it is for all.</param>
    public CallOptions Options(string actionHash, CancellationToken token)
    {
        RequestMetadata metadata = new()
        {
            ToolDetails = new ToolDetails { ToolName = "lto-par", ToolVersion = s_version },
            ActionId = actionHash,
            ToolInvocationId = s_invocation,
        };
        Metadata headers = [.. _headers, new Metadata.Entry(MetadataHeader, metadata.ToByteArray())];
        return new CallOptions(headers, cancellationToken: token);
    }

    public void Dispose() => _channel.Dispose();

    private void AddHeader(string name, string value)
    {
        try
        {
            bool isBinary = name.EndsWith(BinarySuffix, StringComparison.OrdinalIgnoreCase);
            _headers.Add(isBinary ? new Metadata.Entry(name, Convert.FromBase64String(value)) : new Metadata.Entry(name, value));
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new LtoParException(
                null, $"the header '{name}' of --header-file cannot be sent to a gRPC server; use letters, digits, '-', '_' and '.' in its name, and base64 as "
                    + $"the value where the name ends with {BinarySuffix}", e);
        }
    }
}
