using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LtoPar.TestSupport.Servers;

/// <summary>
/// A cache over HTTP on a port of this machine, made of sockets alone, so that it can do everything wrong that a server can (<see cref="CacheFault"/>). What
/// it was given stays when its fault is changed.
/// </summary>
public sealed class CacheServer : IDisposable
{
    private const int AnswersBeforeStall = 4;
    private const string Elsewhere = "/other";

    private static readonly TimeSpan s_slowness = TimeSpan.FromSeconds(0.3);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, byte[]> _values = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<HttpRequestText> _requests = new();
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly Thread _thread;
    private int _answers;

    public CacheServer()
    {
        _listener.Start();
        _thread = new Thread(Accept) { IsBackground = true };
        _thread.Start();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public CacheFault Fault { get; set; }

    /// <summary>What was put there, by path.</summary>
    public ConcurrentDictionary<string, byte[]> Values => _values;

    public IReadOnlyCollection<HttpRequestText> Requests => _requests;

    /// <summary>An address at which nobody listens.</summary>
    public static string DeadUrl()
    {
        using CacheServer server = new();
        return server.Url;
    }

    /// <summary>Forgets the requests so far.</summary>
    public void Clear()
    {
        _requests.Clear();
        _answers = 0;
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        foreach (Socket socket in _sockets)
        {
            socket.Dispose();
        }

        _thread.Join();
        _listener.Dispose();
        _end.Dispose();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.AcceptSocket();
                _sockets.Add(socket);
                new Thread(() => Serve(socket)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It is stopped.
        }
    }

    private void Serve(Socket socket)
    {
        try
        {
            using NetworkStream stream = new(socket, ownsSocket: true);
            while (HttpRequestText.Read(stream) is { } request)
            {
                _requests.Enqueue(request);
                if (!Answer(request, stream, socket))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client has gone, or the server is stopped.
        }
    }

    /// <returns>Whether the connection stays.</returns>
    private bool Answer(HttpRequestText request, NetworkStream stream, Socket socket)
    {
        bool isGet = request.Method == "GET";
        string path = request.Path.StartsWith(Elsewhere, StringComparison.Ordinal) ? request.Path[Elsewhere.Length..] : request.Path;
        byte[]? value = isGet && _values.TryGetValue(path, out byte[]? known) ? known : null;
        switch (Fault)
        {
            case CacheFault.Stall:
            case CacheFault.StallLater when Interlocked.Increment(ref _answers) > AnswersBeforeStall:
                return Stall();
            case CacheFault.Slow:
                _end.Token.WaitHandle.WaitOne(s_slowness);
                break;
            case CacheFault.Close:
                return false;
            case CacheFault.Error:
                return Send(stream, "500 Internal Server Error", []);
            case CacheFault.Unauthorized:
                return Send(stream, "401 Unauthorized", []);
            case CacheFault.Full when !isGet:
                return Send(stream, "507 Insufficient Storage", []);
            case CacheFault.ReadOnly when !isGet:
                return Send(stream, "405 Method Not Allowed", []);
            case CacheFault.Portal:
                return Send(stream, "200 OK\r\nContent-Type: text/html", "<html>Please log in.</html>"u8.ToArray());
            case CacheFault.Garbage:
                stream.Write("\0\u0001\u0002 this is another protocol\n"u8);
                return false;
            case CacheFault.Redirect when path == request.Path:
                return Send(stream, $"302 Found\r\nLocation: {Url}{Elsewhere}{path}", []);
            case CacheFault.EndlessHead:
                return Endless(stream, "HTTP/1.1 200 OK\r\n", "X: y\r\n");
            default:
                break;
        }

        if (isGet)
        {
            return value is null ? Send(stream, "404 Not Found", []) : Give(path, value, stream, socket);
        }

        _values[path] = request.Body;
        return Send(stream, "201 Created", []);
    }

    private bool Give(string path, byte[] value, NetworkStream stream, Socket socket)
    {
        bool isBlob = path.StartsWith("/cas/", StringComparison.Ordinal);
        switch (Fault)
        {
            case CacheFault.StallInBody:
                stream.Write([.. Head("200 OK", value.Length), .. value.AsSpan(0, value.Length / 2)]);
                return Stall();
            case CacheFault.Reset:
                stream.Write([.. Head("200 OK", value.Length), .. value.AsSpan(0, value.Length / 2)]);
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
                return false;
            case CacheFault.Truncate:
                stream.Write([.. Head("200 OK", value.Length), .. value.AsSpan(0, value.Length / 2)]);
                return false;
            case CacheFault.Shorten:
                return Send(stream, "200 OK", value[..(value.Length / 2)]);
            case CacheFault.WrongBytes when isBlob:
            case CacheFault.WrongResult when !isBlob:
                return Send(stream, "200 OK", Flipped(value));
            case CacheFault.OtherResult when !isBlob:
            case CacheFault.OtherBlob when isBlob:
                return Send(stream, "200 OK", Other(path));
            case CacheFault.NoBlob when isBlob:
                return Send(stream, "404 Not Found", []);
            case CacheFault.Endless:
                return Endless(stream, "HTTP/1.1 200 OK\r\n\r\n", "0123456789");
            case CacheFault.HugeLength:
                stream.Write([.. Head("200 OK", 1L << 50), .. value]);
                return Stall();
            case CacheFault.Bomb:
                return Send(stream, "200 OK\r\nContent-Encoding: gzip", GzipBomb.Make());
            default:
                return Send(stream, "200 OK", value);
        }
    }

    private bool Stall()
    {
        _end.Token.WaitHandle.WaitOne();
        return false;
    }

    private bool Endless(NetworkStream stream, string head, string line)
    {
        stream.Write(Encoding.ASCII.GetBytes(head));
        byte[] lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, 1000)));
        while (!_end.IsCancellationRequested)
        {
            stream.Write(lines);
        }

        return false;
    }

    private byte[] Other(string path) => _values.Where(v => v.Key != path && v.Key[..4] == path[..4]).OrderBy(v => v.Key, StringComparer.Ordinal).First().Value;

    private static byte[] Flipped(byte[] value)
    {
        byte[] flipped = [.. value];
        flipped[flipped.Length / 2] ^= 1;
        return flipped;
    }

    private static byte[] Head(string status, long length) => Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n");

    private static bool Send(NetworkStream stream, string status, byte[] body)
    {
        stream.Write([.. Head(status, body.Length), .. body]);
        return true;
    }
}
