using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LtoPar.Distribution.JobFiles;
using LtoPar.Distributors.Reapi.Protocol;
using LtoPar.Platform;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.Distributors.Reapi.Actions;

/// <summary>
/// Makes a job's action. The same job has the same action in every run and on every machine, for its digest is what a server keeps the result by: whatever the
/// protocol has no order for is sorted, and nothing of this machine is in it but what the command says.
/// </summary>
/// <param name="platform">What the worker has to be, in the server's words.</param>
/// <param name="limit">The longest that a worker may take.</param>
internal sealed class ActionFactory(Toolchain toolchain, IReadOnlyList<(string Name, string Value)> platform, TimeSpan limit)
{
    /// <exception cref="LtoParException">The job cannot be executed elsewhere, or a file of it cannot be read.</exception>
    public RemoteAction Make(JobFile file, RemoteJob job)
    {
        JobNames names = new(file, job);
        InputTree tree = new();
        List<Blob> blobs = [];
        if (names.WorkingFolder.Length > 0)
        {
            tree.AddFolder(names.WorkingFolder);
        }

        foreach ((string here, string there) in names.Inputs)
        {
            Blob blob = Blob.OfFile(here);
            blobs.Add(blob);
            tree.Add(there, blob.Digest, isExecutable: false);
        }

        foreach ((string path, Blob blob) in toolchain.Files)
        {
            blobs.Add(blob);
            tree.Add(names.InWorkingFolder(path), blob.Digest, isExecutable: true);
        }

        Digest root = tree.Write(blobs);
        Blob command = Blob.Of(CommandOf(names));
        blobs.Add(command);
        Blob action = Blob.Of(new Protocol.Action
        {
            CommandDigest = command.Digest,
            InputRootDigest = root,
            Timeout = Duration.FromTimeSpan(limit),
            Salt = ByteString.CopyFrom(toolchain.Identity),
            Platform = PlatformMessage(),
        });
        blobs.Add(action);
        return new RemoteAction(action.Digest, blobs, names.Outputs);
    }

    private Command CommandOf(JobNames names)
    {
        Command command = new() { WorkingDirectory = names.WorkingFolder, Platform = PlatformMessage() };
        command.Arguments.Add(toolchain.Program);
        command.Arguments.AddRange(names.Arguments.Select(toolchain.Adapted));
        command.EnvironmentVariables.AddRange(
            toolchain.Variables.Select(v => new Command.Types.EnvironmentVariable { Name = v.Name, Value = v.Value }));
        string[] outputs = [.. names.Outputs.Select(o => o.There).Order(StringComparer.Ordinal)];
        command.OutputFiles.AddRange(outputs);
        command.OutputPaths.AddRange(outputs);
        return command;
    }

    /// <returns>Null: the user has said nothing, and the message is not there.</returns>
    private Protocol.Platform? PlatformMessage()
    {
        if (platform.Count == 0)
        {
            return null;
        }

        Protocol.Platform message = new();
        message.Properties.AddRange(
            platform.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
                .Select(p => new Protocol.Platform.Types.Property { Name = p.Name, Value = p.Value }));
        return message;
    }
}
