namespace LtoPar.Distributors.Reapi;

/// <summary>The page of --help.</summary>
internal static class HelpText
{
    public const string Text = """
        Has a server of Bazel's Remote Execution API run the jobs of a DTLTO job file, of lto-par or of ld.lld's ThinLTO.

        Usage:
          lto-par-distribute-reapi --server=grpc://HOST:PORT [options] JOBS.json

        A result that the server has already is taken; otherwise what it lacks is sent, and the job is executed. What comes back is
        checked. Where anything is wrong, a note says so with the server's name, and the job is executed again, and then run here.

        Options:
          --server=ADDRESS            grpc://HOST:PORT, or grpcs://HOST[:PORT] for TLS; repeatable: jobs are spread over all
          --instance=NAME             the part of the server that is meant, where it has several
          --toolchain=installed       the workers have the program where this machine has it (default)
          --toolchain=upload          send it, and the libraries that it loads except the C library; a server keeps them
          --platform=NAME=VALUE       what a worker has to be, in the server's words (OSFamily=linux); repeatable
          --timeout=SECONDS           the longest that a try may take, on the worker and with its way there and back (600)
          --no-local                  run nothing here: a job that the servers do not do is an error
          -j, --jobs=N                jobs under way at a time (16 for each server)
          --header-file=FILE          headers for the server, a line each, as "Authorization: Bearer ..."
          --ca-file=FILE              certificates to trust instead of the system's, in PEM form
          --client-certificate=FILE   this machine's certificate, in PEM form, and
          --client-key=FILE           its key
          -v, --verbose               say where each job was run

        Examples:
          lto-par merged.bc --distributor=lto-par-distribute-reapi --distributor-arg=--server=grpc://build:8980
          clang -flto=thin -fuse-ld=lld -Wl,--thinlto-distributor=lto-par-distribute-reapi \
              -Wl,--thinlto-distributor-arg=--server=grpc://build:8980 -Wl,--thinlto-remote-compiler=clang-22 ...

        """;
}
