using System.Diagnostics;

namespace LtoPar.TestSupport.Servers;

/// <summary>
/// Debian's nginx as a cache: files behind GET and PUT. It has one process, on a port of this machine, and everything that it writes is in one folder, which
/// outlives it, so that a server that was killed can be started again.
/// </summary>
public sealed class NginxServer : IDisposable
{
    private readonly string _folder;
    private readonly ServerProcess _process;

    /// <param name="folder">It is made if it is not there.</param>
    /// <param name="certificate">PEM files of a certificate and its key, for https; null: http.</param>
    public NginxServer(string folder, (string Certificate, string Key)? certificate = null)
    {
        _folder = folder;
        int port = FreePort.Find();
        Url = $"{(certificate is null ? "http" : "https")}://127.0.0.1:{port}";
        Directory.CreateDirectory(Data);
        string pid = Path.Combine(folder, "pid");
        File.Delete(pid);
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), Configuration(port, certificate));
        string program = Repository.Existing("/usr/sbin/nginx", "apt install nginx, or scripts/setup.sh");
        ProcessStartInfo start = new(program, ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "errors")]);
        _process = new ServerProcess(start, pid); // it listens before it writes that
    }

    public string Url { get; }

    /// <summary>What it has, by path.</summary>
    public IReadOnlyList<string> Values =>
        [.. Directory.GetFiles(Data, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Data, f))];

    /// <summary>The answers that it gave so far, as METHOD STATUS.</summary>
    public IReadOnlyList<string> Answers => File.ReadAllLines(Path.Combine(_folder, "answers"));

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Ends it at once, whatever it is doing.</summary>
    public void Kill() => _process.Kill();

    public void Dispose() => _process.Dispose();

    private string Configuration(int port, (string Certificate, string Key)? certificate)
    {
        string temporary = string.Concat(
            new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(name => $"{name}_temp_path '{_folder}/{name}';\n"));
        string tls = certificate is ({ } file, { } key) ? $"ssl_certificate '{file}';\nssl_certificate_key '{key}';\n" : "";
        return $$"""
            daemon off;
            master_process off;
            pid '{{_folder}}/pid';
            events { }
            http {
                log_format answers '$request_method $status';
                access_log '{{_folder}}/answers' answers;
                {{temporary}}
                client_max_body_size 0;
                server {
                    listen 127.0.0.1:{{port}}{{(certificate is null ? "" : " ssl")}};
                    {{tls}}
                    root '{{_folder}}/data';
                    location ~ "^/(ac|cas)/[0-9a-f]{64}$" { dav_methods PUT; create_full_put_path on; }
                    location / { return 404; }
                }
            }
            """;
    }
}
