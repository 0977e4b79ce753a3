namespace LtoPar.Distributors;

/// <summary>The page of --help, one for all distributors.</summary>
internal static class HelpText
{
    public const string Text = """
        Runs the jobs of a DTLTO job file, of lto-par or of ld.lld's ThinLTO.

        Usage:
          lto-par-distribute-local [-v] [-j N] JOBS.json
          lto-par-distribute-command [-v] [-j N] [--hosts=A/4,B [--local=N]] [--shared] [--timeout=SECONDS]
              TEMPLATE JOBS.json
          lto-par-distribute-distcc [-v] --hosts=A/4,B:3632 [--local=N] [--timeout=SECONDS] JOBS.json

        lto-par-distribute-local runs them on this machine, N at a time (default: as make's jobserver lets, or the processors
        there are).

        lto-par-distribute-command runs a shell command for each: bitcode on its standard input, the object on its standard
        output. In TEMPLATE, %c is the job's command with - for both files, %a the same without the program; %C and %A are
        quoted for another shell, as ssh needs it; %h is the host, %% a percent sign. A try may take --timeout seconds (600); a
        job that fails is tried once more, on another host if there is one. With --shared, hosts have this machine's files under
        the same names: commands are as the job file has them, and %d is the folder to run them in; ThinLTO's jobs need that.

        lto-par-distribute-distcc sends lto-par's jobs to hosts with distccd, so many at a time to each; the hosts have lto-par,
        and lto-par-cc among distccd's compilers.

        --local=N runs N jobs at a time on this machine beside those of the hosts; without it none is run here. A slot with
        nothing left to do takes a job too that is late at another host, and the first result counts. -v says where each job
        was done.

        Examples:
          lto-par merged.bc --distributor=lto-par-distribute-local --distributor-arg=-j8
          lto-par merged.bc --distributor=lto-par-distribute-command \
              --distributor-arg=--hosts=build1/8,build2/8 --distributor-arg='ssh -o BatchMode=yes %h %C'
          lto-par merged.bc --distributor=lto-par-distribute-distcc --distributor-arg=--hosts=build1/8,build2/8
          clang -flto=thin -fuse-ld=lld -Wl,--thinlto-distributor=lto-par-distribute-local \
              -Wl,--thinlto-remote-compiler=clang-22 ...

        """;
}
