using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Authentication;

namespace LtoPar.RemoteApis.Http;

/// <summary>
/// Gets and puts bytes by a path. Nothing that a server says is believed further than to its bytes: redirects are not followed, nothing is unpacked, and no
/// more is read than was asked for. Requests end by their time, and each failure is a <see cref="RemoteFailure"/>.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    private const int PieceBytes = 64 << 10;
    private const int MostConnections = 16;

    private readonly HttpClient _client;
    private readonly ServerAddress _address;
    private readonly TimeSpan _timeout;

    public HttpServer(RemoteCacheSettings settings)
    {
        _address = settings.Address;
        _timeout = settings.RequestTimeout;
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            Credentials = null,
            ConnectTimeout = _timeout,
            MaxConnectionsPerServer = MostConnections,
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = null,
        };
        if (settings.Certificates is { } certificates)
        {
            handler.SslOptions.CertificateChainPolicy = TrustedCertificates.Policy(certificates);
        }

        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        if (settings.Address.Authorization is { } authorization)
        {
            _client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach ((string name, string value) in settings.Headers)
        {
            _client.DefaultRequestHeaders.Remove(name);
            _client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    /// <param name="most">The most bytes that the answer may have.</param>
    /// <returns>Null: there is nothing of that path.</returns>
    /// <exception cref="RemoteFailure">Something else came of it.</exception>
    public Task<byte[]?> Get(string path, int most, CancellationToken cancellation) => Timed(async token =>
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_address.Root, path));
        using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
        return response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? null : await Read(response, most, token).ConfigureAwait(false);
    }, cancellation);

    /// <exception cref="RemoteFailure">The server did not take it.</exception>
    public Task Put(string path, byte[] body, CancellationToken cancellation) => Timed(async token =>
    {
        using HttpRequestMessage request = new(HttpMethod.Put, new Uri(_address.Root, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? true : throw Refusal(response);
    }, cancellation);

    public void Dispose() => _client.Dispose();

    private static async Task<byte[]> Read(HttpResponseMessage response, int most, CancellationToken token)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw Refusal(response);
        }

        if (response.Content.Headers.ContentEncoding.Any(e => e != "identity"))
        {
            throw new RemoteFailure("it sent something compressed, which was not asked for");
        }

        if (response.Content.Headers.ContentLength > most)
        {
            throw new RemoteFailure("it sent more than was asked for");
        }

        Stream body = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closed = body.ConfigureAwait(false);
        using MemoryStream bytes = new();
        byte[] piece = new byte[PieceBytes];
        while (await body.ReadAsync(piece, token).ConfigureAwait(false) is var count and > 0)
        {
            bytes.Write(piece, 0, count);
            if (bytes.Length > most)
            {
                throw new RemoteFailure("it sent more than was asked for");
            }
        }

        return bytes.ToArray();
    }

    private static RemoteFailure Refusal(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        string hint = status switch
        {
            >= 300 and < 400 => "redirects are not followed, name the address that it leads to",
            401 or 403 => "see --remote-cache-header-file, and --remote-cache-read-only",
            405 => "see --remote-cache-read-only",
            _ => "",
        };
        bool isLasting = status is (>= 300 and < 500 and not (404 or 408 or 429)) or 501 or 507;
        return new RemoteFailure($"it answered {status} ({response.StatusCode}){(hint.Length > 0 ? "; " : "")}{hint}", isLasting);
    }

    /// <summary>Gives a request its time, and its failures one form.</summary>
    private async Task<T> Timed<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellation)
    {
        using CancellationTokenSource timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(_timeout);
        try
        {
            return await request(timed.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException inner)
        {
            throw new RemoteFailure($"it cannot be trusted: {inner.InnerException?.Message ?? inner.Message}", isLasting: true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RemoteFailure($"no answer within {_timeout.TotalSeconds:0.###} s");
        }
        catch (Exception e) when (e is not (RemoteFailure or OperationCanceledException))
        {
            // Whatever it is that a server makes the network's layers throw: the run goes on without it.
            throw new RemoteFailure((e.InnerException ?? e).Message);
        }
    }
}
