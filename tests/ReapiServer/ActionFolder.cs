using Grpc.Core;
using LtoPar.Distributors.Reapi.Protocol;
using LtoPar.RemoteApis.Protocol;
using LtoPar.TestSupport;
using Directory = System.IO.Directory;
using Message = LtoPar.Distributors.Reapi.Protocol;

namespace LtoPar.ReapiServer;

/// <summary>
/// Executes an action in a folder of its own, with nothing in the environment but what the command says, and refuses what has no canonical form.
/// </summary>
internal sealed class ActionFolder(ServerState state)
{
    /// <exception cref="RpcException">A blob is missing, or the action is not as it should be.</exception>
    public ActionResult Execute(Digest digest)
    {
        Message.Action action = state.Message<Message.Action>(digest);
        Command command = state.Message<Command>(action.CommandDigest);
        Check(action, command);
        string root = Directory.CreateTempSubdirectory("reapi-action-").FullName;
        try
        {
            Fill(root, action.InputRootDigest);
            string folder = Path.Combine(root, command.WorkingDirectory);
            Require(Directory.Exists(folder), "there is no such working directory");
            state.Executed.Enqueue(command);
            Finished run = ProcessRunner.Run(
                "env", ["-i", .. command.EnvironmentVariables.Select(v => $"{v.Name}={v.Value}"), .. command.Arguments], input: [], folder);
            return ResultOf(command, folder, run);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private ActionResult ResultOf(Command command, string folder, Finished run)
    {
        ActionResult result = new()
        {
            ExitCode = run.Status,
            StdoutDigest = state.Store(run.Bytes),
            StderrDigest = state.Store(System.Text.Encoding.UTF8.GetBytes(run.Error)),
            ExecutionMetadata = new ExecutedActionMetadata { Worker = "w1" },
        };
        foreach (string path in command.OutputPaths.Where(p => File.Exists(Path.Combine(folder, p))))
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, path));
            OutputFile file = new() { Path = path, Digest = state.Store(bytes) };
            if (state.IsInlining)
            {
                file.Contents = Google.Protobuf.ByteString.CopyFrom(bytes);
            }

            result.OutputFiles.Add(file);
        }

        return result;
    }

    private void Fill(string folder, Digest digest)
    {
        Message.Directory content = state.Message<Message.Directory>(digest);
        Require(IsSorted(content.Files.Select(f => f.Name)) && IsSorted(content.Directories.Select(d => d.Name)), "a folder is not sorted");
        foreach (FileNode file in content.Files)
        {
            Require(state.Has(file.Digest), $"the blob of {file.Name} is missing");
            string path = Path.Combine(folder, file.Name);
            File.CreateSymbolicLink(path, state.FileOf(file.Digest));
        }

        foreach (DirectoryNode child in content.Directories)
        {
            Fill(Directory.CreateDirectory(Path.Combine(folder, child.Name)).FullName, child.Digest);
        }
    }

    private static void Check(Message.Action action, Command command)
    {
        Require(IsSorted(command.EnvironmentVariables.Select(v => v.Name)), "the environment is not sorted");
        Require(command.OutputPaths.Count > 0 && command.OutputPaths.SequenceEqual(command.OutputFiles), "output_paths and output_files are not the same");
        Require(IsSorted(command.OutputPaths) && !command.OutputPaths.Any(Path.IsPathRooted), "the outputs are not sorted, relative paths");
        Require(action.Timeout?.Seconds > 0 && action.Salt.Length > 0, "there is no time-out, or no salt");
        Require(Equals(action.Platform, command.Platform), "the platforms are not the same");
    }

    private static bool IsSorted(IEnumerable<string> names) =>
        names.Zip(names.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0);

    private static void Require(bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, otherwise));
        }
    }
}
