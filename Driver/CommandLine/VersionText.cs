using System.Reflection;

namespace LtoPar.Driver.CommandLine;

internal static class VersionText
{
    /// <summary>The version, as "0.1.0", without the text that the build adds after a '+'.</summary>
    public static string Own { get; } =
        (typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
