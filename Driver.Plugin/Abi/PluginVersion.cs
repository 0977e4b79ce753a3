using System.Reflection;

namespace LtoPar.Plugin.Abi;

/// <summary>The version of lto-par that this plugin was built with.</summary>
internal static class PluginVersion
{
    public static string Text { get; } =
        (typeof(PluginVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
