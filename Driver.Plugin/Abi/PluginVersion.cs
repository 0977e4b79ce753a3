using System.Reflection;

namespace LtoPar.Plugin.Abi;

/// <summary>Which lto-par this plugin was built with.</summary>
internal static class PluginVersion
{
    public static string Text { get; } =
        (typeof(PluginVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
