using System.Net;
using System.Net.Sockets;

namespace LtoPar.TestSupport.Servers;

/// <summary>Stands between clients and a server, and after so many bytes for the server does something to it, in the middle of what is being sent.</summary>
public sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly Action _end;
    private long _left;
    private int _ended;

    /// <param name="url">The server's.</param>
    /// <param name="bytes">How many the server gets.</param>
    /// <param name="end">What comes then, once.</param>
    public Relay(string url, long bytes, Action end)
    {
        _server = new Uri(url).Port;
        _left = bytes;
        _end = end;
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Url { get; }

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket client = _listener.AcceptSocket();
                new Thread(() => Connect(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It is stopped.
        }
    }

    private void Connect(Socket client)
    {
        using (client)
        {
            using Socket server = new(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                server.Connect(IPAddress.Loopback, _server);
                Thread back = new(() =>
                {
                    Pump(server, client, b => b);
                    client.Close();
                });
                back.IsBackground = true;
                back.Start();
                Pump(client, server, Count);
                server.Shutdown(SocketShutdown.Send);
                back.Join();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The server has gone: so does this.
            }
        }
    }

    /// <returns>How many of the bytes the server may have.</returns>
    private int Count(int bytes)
    {
        long left = Interlocked.Add(ref _left, -bytes);
        return (int)Math.Clamp(left + bytes, 0, bytes);
    }

    private void Pump(Socket from, Socket to, Func<int, int> most)
    {
        try
        {
            byte[] piece = new byte[4096];
            while (from.Receive(piece) is var count and > 0)
            {
                int given = most(count);
                to.Send(piece.AsSpan(0, given));
                if (given < count)
                {
                    if (Interlocked.Exchange(ref _ended, 1) == 0)
                    {
                        _end();
                    }

                    to.Close();
                    return;
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One of the two has gone.
        }
    }
}
