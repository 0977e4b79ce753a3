using LtoPar.Platform;

namespace LtoPar.RemoteApis.Http;

/// <summary>
/// Headers for a server from a file, one a line, as curl reads them ("Authorization: Bearer ..."); empty lines and lines with # say nothing. A secret on a
/// command line could be read by all users of the machine, and would come into logs.
/// </summary>
public static class HeaderFile
{
    /// <exception cref="LtoParException">The file cannot be read, or has something else in it: the message says in which line, not what.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LtoParException(path, $"the headers for the server cannot be read: {e.Message}", e);
        }

        List<KeyValuePair<string, string>> headers = [];
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string name = line[..Math.Max(colon, 0)].TrimEnd();
            string value = line[(colon + 1)..].TrimStart();
            if (!IsName(name) || value.Any(c => c is < ' ' or > '~'))
            {
                throw new LtoParException(path, $"line {i + 1} is no header of a request; write 'Name: value', in ASCII");
            }

            headers.Add(new(name, value));
        }

        return headers;
    }

    /// <summary>A token, as HTTP has it, and none of those that say what is sent: that is not the user's to say.</summary>
    private static bool IsName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal))
            && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && !name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
}
