using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LtoPar.LibCurl;

namespace LtoPar.RemoteApis.Http;

/// <summary>
/// One request on its way, and what has come of its answer. Nothing that a server says is believed further than to its bytes: redirects are not followed,
/// nothing is unpacked, and no more is read than was asked for. Once it is made, only the thread of <see cref="TransferLoop"/> touches it.
/// </summary>
internal sealed unsafe class Transfer : IDisposable
{
    private const int HttpOk = 200;

    /// <summary>CURL_HTTP_VERSION_1_1: what these caches are served with, and connections that end do so alone.</summary>
    private const int Http11 = 2;

    /// <summary>Pages that come with "404" and the like are read to keep the connection, up to this.</summary>
    private const int MostOfARefusal = 64 << 10;

    private readonly HttpMessage _message;
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _cancellation;
    private readonly TaskCompletionSource<HttpAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MemoryStream _body = new();
    private readonly byte* _error = (byte*)NativeMemory.AllocZeroed(Curl.ErrorSize);
    private readonly GCHandle _self;
    private readonly GCHandle _pinned;
    private readonly nint _headers;
    private long _received;
    private bool _isTooLong;
    private bool _isEncoded;

    public Transfer(HttpMessage message, RemoteCacheSettings settings, CancellationToken cancellation)
    {
        _message = message;
        _timeout = settings.RequestTimeout;
        _cancellation = cancellation;
        _self = GCHandle.Alloc(this);
        _pinned = GCHandle.Alloc(message.Body, GCHandleType.Pinned);
        foreach (string header in Headers(settings))
        {
            _headers = Append(_headers, header);
        }

        Easy = Curl.EasyInit();
        Set(CurlOption.NoSignal, 1);
        Set(CurlOption.QuickExit, 1);
        Set(CurlOption.HttpVersion, Http11);
        Set(CurlOption.TimeoutMilliseconds, (nint)_timeout.TotalMilliseconds);
        Set(CurlOption.ConnectTimeoutMilliseconds, (nint)_timeout.TotalMilliseconds);
        Set(CurlOption.Url, message.Url);
        Set(CurlOption.Proxy, "");
        Set(CurlOption.HttpHeader, _headers);
        Set(CurlOption.ErrorBuffer, (nint)_error);
        Set(CurlOption.WriteData, GCHandle.ToIntPtr(_self));
        Set(CurlOption.WriteFunction, (nint)(delegate* unmanaged[Cdecl]<byte*, nuint, nuint, nint, nuint>)&OnBody);
        Set(CurlOption.HeaderData, GCHandle.ToIntPtr(_self));
        Set(CurlOption.HeaderFunction, (nint)(delegate* unmanaged[Cdecl]<byte*, nuint, nuint, nint, nuint>)&OnHeader);
        Trust(settings.CertificateFile);

        if (message.Body is { } body)
        {
            Set(CurlOption.PostFieldSizeLarge, body.Length);
            Set(CurlOption.PostFields, _pinned.AddrOfPinnedObject());
            Set(CurlOption.CustomRequest, "PUT");
        }
    }

    /// <summary>The handle, until it is disposed.</summary>
    public nint Easy { get; private set; }

    public Task<HttpAnswer> Answer => _answer.Task;

    public bool IsCancelled => _cancellation.IsCancellationRequested;

    public void Cancel() => _answer.TrySetCanceled(_cancellation.IsCancellationRequested ? _cancellation : new CancellationToken(canceled: true));

    public void Fail(RemoteFailure failure) => _answer.TrySetException(failure);

    /// <summary>Makes an answer, or a failure, of what came.</summary>
    public void Finish(CurlCode code)
    {
        int status = Status();
        bool isEnough = code == CurlCode.WriteError && (status != HttpOk || _message.Body is not null);
        if (_isTooLong)
        {
            Fail(new RemoteFailure("it sent more than was asked for"));
        }
        else if (code == CurlCode.Ok && _isEncoded && status == HttpOk)
        {
            Fail(new RemoteFailure("it sent something compressed, which was not asked for"));
        }
        else if (code == CurlCode.Ok || isEnough)
        {
            _answer.TrySetResult(new HttpAnswer(status, _body.ToArray()));
        }
        else
        {
            Fail(Failure(code));
        }
    }

    public void Dispose()
    {
        if (Easy == 0)
        {
            return;
        }

        Curl.EasyCleanup(Easy);
        Easy = 0;
        Curl.ListFree(_headers);
        NativeMemory.Free(_error);
        _pinned.Free();
        _self.Free();
    }

    private RemoteFailure Failure(CurlCode code)
    {
        string text = Marshal.PtrToStringUTF8((nint)_error) is { Length: > 0 } said ? said : Marshal.PtrToStringUTF8((nint)Curl.EasyErrorText((int)code)) ?? "";
        return code switch
        {
            CurlCode.TimedOut => new RemoteFailure($"no answer within {_timeout.TotalSeconds:0.###} s"),
            CurlCode.PeerFailedVerification or CurlCode.TlsConnectError or CurlCode.CaCertificatesBadFile =>
                new RemoteFailure($"it cannot be trusted: {text}", isLasting: true),
            _ => new RemoteFailure(text),
        };
    }

    /// <summary>Those of the user stand in place of ours of the same name.</summary>
    private static IEnumerable<string> Headers(RemoteCacheSettings settings)
    {
        // Nothing of libcurl's own: "Expect: 100-continue" costs a round trip for a large object.
        List<KeyValuePair<string, string>> headers = [new("Content-Type", "application/octet-stream"), new("Expect", ""), new("Accept", "")];
        if (settings.Address.Authorization is { } authorization)
        {
            headers.Add(new("Authorization", authorization));
        }

        HashSet<string> names = new(settings.Headers.Select(h => h.Key), StringComparer.OrdinalIgnoreCase);
        return headers.Where(h => !names.Contains(h.Key)).Select(h => $"{h.Key}: {h.Value}")
            .Concat(settings.Headers.Select(h => h.Value.Length > 0 ? $"{h.Key}: {h.Value}" : $"{h.Key};"));
    }

    private static nint Append(nint list, string header)
    {
        fixed (byte* text = Terminated(header))
        {
            return Curl.ListAppend(list, text) is not 0 and var longer ? longer : throw new InsufficientMemoryException();
        }
    }

    /// <summary>Without a file of the user's, what OpenSSL's variables name counts, as for other programs; libcurl itself does not look at them.</summary>
    private void Trust(string? certificates)
    {
        if (certificates is not null)
        {
            Set(CurlOption.CaInfo, certificates);
            Set(CurlOption.CaPath, 0);
            return;
        }

        if (Environment.GetEnvironmentVariable("SSL_CERT_FILE") is { } file && File.Exists(file))
        {
            Set(CurlOption.CaInfo, file);
        }

        if (Environment.GetEnvironmentVariable("SSL_CERT_DIR") is { } folder && Directory.Exists(folder))
        {
            Set(CurlOption.CaPath, folder);
        }
    }

    private void Set(CurlOption option, nint value) => _ = Curl.EasySetOption(Easy, option, value);

    /// <summary>libcurl copies the text.</summary>
    private void Set(CurlOption option, string value)
    {
        fixed (byte* text = Terminated(value))
        {
            Set(option, (nint)text);
        }
    }

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private int Status()
    {
        nint status = 0;
        return Curl.EasyGetInfo(Easy, CurlInfo.ResponseCode, &status) == 0 ? (int)status : 0;
    }

    private bool Take(ReadOnlySpan<byte> bytes)
    {
        _received += bytes.Length;
        if (Status() != HttpOk || _message.Body is not null)
        {
            return _received <= MostOfARefusal;
        }

        _isTooLong = _received > _message.MostBytes;
        if (!_isTooLong)
        {
            _body.Write(bytes);
        }

        return !_isTooLong;
    }

    /// <returns>Whether more may come: a length that nobody asked for is believed, since the rest may never come.</returns>
    private bool TakeHeader(ReadOnlySpan<byte> line)
    {
        if (ValueOf(line, "content-encoding:"u8) is { IsEmpty: false } encoding && !Ascii.EqualsIgnoreCase(encoding, "identity"u8))
        {
            _isEncoded = true;
        }

        if (_message.Body is null && ValueOf(line, "content-length:"u8) is var text && long.TryParse(text, out long length) && length > _message.MostBytes)
        {
            _isTooLong = Status() == HttpOk;
        }

        return !_isTooLong;
    }

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name) ? line[name.Length..].Trim(" \t\r\n"u8) : [];

    /// <returns>Another number than was given ends the transfer.</returns>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint OnBody(byte* bytes, nuint size, nuint count, nint self)
    {
        nuint length = size * count;
        return GCHandle.FromIntPtr(self).Target is Transfer transfer && transfer.Take(new ReadOnlySpan<byte>(bytes, (int)length)) ? length : length + 1;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint OnHeader(byte* bytes, nuint size, nuint count, nint self)
    {
        nuint length = size * count;
        return GCHandle.FromIntPtr(self).Target is Transfer transfer && transfer.TakeHeader(new ReadOnlySpan<byte>(bytes, (int)length)) ? length : length + 1;
    }
}
