using System.Runtime.InteropServices;
using System.Text;
using LtoPar.Platform.Native;

namespace LtoPar.Plugin.Native;

/// <summary>Reads a pipe to its end, by lines, on the calling thread: the plugin starts no thread in a linker.</summary>
internal static unsafe class LineReader
{
    public static void ReadAll(int descriptor, Action<string> line)
    {
        byte[] buffer = new byte[4096];
        List<byte> rest = [];
        while (true)
        {
            nint count;
            fixed (byte* start = buffer)
            {
                count = Libc.Read(descriptor, start, buffer.Length);
            }

            if (count < 0 && Marshal.GetLastPInvokeError() == Libc.InterruptedCall)
            {
                continue;
            }

            if (count <= 0)
            {
                break;
            }

            foreach (byte b in buffer.AsSpan(0, (int)count))
            {
                if (b == '\n')
                {
                    Flush(rest, line);
                }
                else
                {
                    rest.Add(b);
                }
            }
        }

        if (rest.Count > 0)
        {
            Flush(rest, line);
        }
    }

    private static void Flush(List<byte> bytes, Action<string> line)
    {
        string text = Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes));
        bytes.Clear();
        line(text);
    }
}
