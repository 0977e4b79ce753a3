using System.Net;

namespace LtoPar.RemoteApis.Http;

/// <summary>Gets and puts bytes by a path. Requests end by their time, and each failure is a <see cref="RemoteFailure"/>.</summary>
internal sealed class HttpServer(RemoteCacheSettings settings) : IDisposable
{
    private readonly TransferLoop _transfers = new(settings);

    /// <param name="most">The most bytes that the answer may have.</param>
    /// <returns>Null: there is nothing of that path.</returns>
    /// <exception cref="RemoteFailure">Something else came of it.</exception>
    public async Task<byte[]?> Get(string path, int most, CancellationToken cancellation)
    {
        HttpAnswer answer = await _transfers.Run(new HttpMessage(Url(path), null, most), cancellation).ConfigureAwait(false);
        return (HttpStatusCode)answer.Status switch
        {
            HttpStatusCode.OK => answer.Body,
            HttpStatusCode.NotFound or HttpStatusCode.Gone => null,
            _ => throw Refusal(answer.Status),
        };
    }

    /// <exception cref="RemoteFailure">The server did not take it.</exception>
    public async Task Put(string path, byte[] body, CancellationToken cancellation)
    {
        HttpAnswer answer = await _transfers.Run(new HttpMessage(Url(path), body, 0), cancellation).ConfigureAwait(false);
        if (answer.Status is not (>= 200 and < 300))
        {
            throw Refusal(answer.Status);
        }
    }

    public void Dispose() => _transfers.Dispose();

    private string Url(string path) => new Uri(settings.Address.Root, path).AbsoluteUri;

    private static RemoteFailure Refusal(int status)
    {
        string hint = status switch
        {
            >= 300 and < 400 => "redirects are not followed, name the address that it leads to",
            401 or 403 => "see --remote-cache-header-file, and --remote-cache-read-only",
            405 => "see --remote-cache-read-only",
            _ => "",
        };
        bool isLasting = status is (>= 300 and < 500 and not (404 or 408 or 429)) or 501 or 507;
        return new RemoteFailure($"it answered {status} ({(HttpStatusCode)status}){(hint.Length > 0 ? "; " : "")}{hint}", isLasting);
    }
}
