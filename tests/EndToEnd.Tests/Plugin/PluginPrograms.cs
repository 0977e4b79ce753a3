namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>The small programs, compiled once for a class of tests.</summary>
public sealed class PluginPrograms : IDisposable
{
    internal PluginWorkshop Shop { get; } = PluginSources.Build();

    public void Dispose() => Shop.Dispose();
}
