namespace LtoPar.Backend.Workers;

/// <summary>How to start a worker process: the program and command that end in <see cref="WorkerServer.Serve"/>.</summary>
/// <param name="Program">A path.</param>
/// <param name="Arguments">The arguments of every worker, the options among them.</param>
/// <param name="PassLogArgument">One more, for a worker that tells which passes it runs (<see cref="PassLog"/>).</param>
/// <param name="Identity">What a worker has to say of itself: it is of this build, and has understood the options.</param>
public sealed record WorkerSetup(string Program, IReadOnlyList<string> Arguments, string PassLogArgument, string Identity);
